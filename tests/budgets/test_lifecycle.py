from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.lifecycle import (
    ALLOWED_IN_ROUND,
    NEXT_ROUND_STATES,
    RoundActivity,
    RoundState,
    born_by,
    is_of_age,
    takes_ballots,
)

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
ages = st.integers(0, 120)
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def completed(born_on: date, on: date) -> int:
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


@given(born_on=days, on=days, least=st.none() | ages, most=st.none() | ages)
def test_age_is_the_number_of_completed_years(born_on: date, on: date, least: int | None, most: int | None) -> None:
    age = completed(born_on, on)
    expected = (least is None or age >= least) and (most is None or age <= most)
    assert is_of_age(born_on=born_on, age_min=least, age_max=most, on=on) == expected


def test_whoever_is_born_on_29_february_completes_a_year_on_1_march() -> None:
    leap = date(2012, 2, 29)
    assert not is_of_age(born_on=leap, age_min=14, age_max=None, on=date(2026, 2, 28))
    assert is_of_age(born_on=leap, age_min=14, age_max=None, on=date(2026, 3, 1))
    assert born_by(years=3, on=date(2024, 2, 29)) == date(2021, 2, 28)


@pytest.mark.parametrize("state", RoundState)
def test_every_state_has_its_followers(state: RoundState) -> None:
    assert NEXT_ROUND_STATES[state] <= set(RoundState)


@pytest.mark.parametrize("activity", RoundActivity)
def test_every_activity_has_its_states(activity: RoundActivity) -> None:
    assert ALLOWED_IN_ROUND[activity] <= set(RoundState)


@given(st.sampled_from(RoundState), st.integers(-100, 100))
def test_ballots_are_taken_from_opening_up_to_and_without_closing(state: RoundState, minutes: int) -> None:
    now = NOON + timedelta(minutes=minutes)
    taken = takes_ballots(state=state, opens_at=NOON, closes_at=NOON + timedelta(minutes=50), now=now)
    assert taken == (state == RoundState.OPEN and 0 <= minutes < 50)
    assert not takes_ballots(state=state, opens_at=None, closes_at=None, now=now)
