from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.lifecycle import (
    ALL_FAVOURABLE_REASONS,
    ALLOWED_IN_PHASE,
    ALLOWED_IN_STATE,
    FAVOURABLE_REASONS,
    NEXT_PROPOSAL_STATES,
    OUTCOMES_ON_COMMENT,
    OUTCOMES_ON_PROPOSAL,
    Activity,
    PhaseStatus,
    ProposalState,
    phase_status,
)
from participation.models import CaseKind, Outcome, ReasonCode

moments = st.datetimes(timezones=st.just(UTC))
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


@given(opens_at=st.none() | moments, closes_at=st.none() | moments, now=moments)
def test_a_phase_has_one_status_at_any_moment(
    opens_at: datetime | None, closes_at: datetime | None, now: datetime
) -> None:
    status = phase_status(opens_at=opens_at, closes_at=closes_at, now=now)
    is_open = opens_at is not None and opens_at <= now and (closes_at is None or now < closes_at)
    assert (status == PhaseStatus.OPEN) == is_open
    assert (status == PhaseStatus.UNSCHEDULED) == (opens_at is None)


@pytest.mark.parametrize(
    ("now", "status"),
    [
        (NOON - A_SECOND, PhaseStatus.UPCOMING),
        (NOON, PhaseStatus.OPEN),
        (NOON + A_SECOND, PhaseStatus.OPEN),
        (NOON + 2 * A_SECOND, PhaseStatus.OVER),
    ],
)
def test_the_opening_moment_belongs_to_a_phase_and_the_closing_moment_does_not(
    now: datetime, status: PhaseStatus
) -> None:
    assert phase_status(opens_at=NOON, closes_at=NOON + 2 * A_SECOND, now=now) == status


def test_every_state_says_what_follows() -> None:
    assert set(NEXT_PROPOSAL_STATES) == set(ProposalState)


@pytest.mark.parametrize(
    ("activity", "state"),
    [
        (Activity.PUBLISH, ProposalState.PUBLISHED),
        (Activity.RETURN, ProposalState.RETURNED),
        (Activity.REJECT, ProposalState.REJECTED),
        (Activity.WITHDRAW, ProposalState.WITHDRAWN),
    ],
)
def test_what_is_allowed_in_a_state_agrees_with_what_may_follow_it(activity: Activity, state: ProposalState) -> None:
    assert ALLOWED_IN_STATE[activity] == {before for before, after in NEXT_PROPOSAL_STATES.items() if state in after}


def test_a_proposal_is_handed_in_first_or_again() -> None:
    handed_in = {before for before, after in NEXT_PROPOSAL_STATES.items() if ProposalState.SUBMITTED in after}
    assert ALLOWED_IN_STATE[Activity.SUBMIT] | ALLOWED_IN_STATE[Activity.RESUBMIT] == handed_in


def test_activities_bound_to_a_phase_name_one() -> None:
    assert all(ALLOWED_IN_PHASE.values())


def test_the_tables_of_moderation_know_every_kind_outcome_and_reason() -> None:
    assert set(OUTCOMES_ON_PROPOSAL) | set(OUTCOMES_ON_COMMENT) == set(CaseKind)
    assert set().union(*OUTCOMES_ON_PROPOSAL.values(), *OUTCOMES_ON_COMMENT.values()) == set(Outcome)
    assert set().union(*FAVOURABLE_REASONS.values()) == ALL_FAVOURABLE_REASONS < set(ReasonCode)
