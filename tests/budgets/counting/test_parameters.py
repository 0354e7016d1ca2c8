"""Refusals of configurations and elections."""

from fractions import Fraction
from typing import Any

import pytest

from budgets.counting import Ballot, CountingError, Election, Parameters, Project, count

A = Project(id="a", cost=100)
PLAIN = Election(budget=100, projects=(A,), ballots=(Ballot(choices=("a",)),))


@pytest.mark.parametrize(
    ("options", "code", "field"),
    [
        ({"method": "equal-shares"}, "unknown_method", "method"),
        ({"method": ""}, "unknown_method", "method"),
        ({"utility": "happiness"}, "unknown_option", "utility"),
        ({"completion": "add2"}, "unknown_option", "completion"),
        ({"stop": "never"}, "unknown_option", "stop"),
        ({"comparison": "this"}, "unknown_option", "comparison"),
        ({"start": Fraction(0)}, "not_positive", "start"),
        ({"step": Fraction(-1)}, "not_positive", "step"),
        ({"ties": "\ud800"}, "bad_encoding", "ties"),
        ({"utility": "points"}, "utility_not_on_ballot", "utility"),
        ({"utility": "ranking"}, "utility_not_on_ballot", "utility"),
        ({"start": Fraction(10), "completion": "add1"}, None, None),
        ({"method": "greedy/1", "completion": "add1"}, "option_not_for_method", "completion"),
        ({"method": "greedy/1", "stop": "first-exhaustive"}, "option_not_for_method", "stop"),
        ({"method": "greedy/1", "start": Fraction(1)}, "option_not_for_method", "start"),
        ({"method": "greedy/1", "step": None}, "option_not_for_method", "step"),
        ({"method": "greedy-no-skip/1", "comparison": "greedy"}, "option_not_for_method", "comparison"),
    ],
)
def test_refuses_what_cannot_be_meant(options: dict[str, Any], code: str | None, field: str | None) -> None:
    if code is None:
        assert count(PLAIN, Parameters(**options)).funded == ("a",)
        return
    with pytest.raises(CountingError) as refusal:
        count(PLAIN, Parameters(**options))
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert str(refusal.value) == refusal.value.sentence % refusal.value.params


@pytest.mark.parametrize(
    ("parts", "code", "field"),
    [
        ({"budget": -1}, "negative_amount", "budget"),
        ({"budget": 10**15 + 1}, "amount_too_large", "budget"),
        ({"projects": (A, A)}, "duplicate_project", "project_id"),
        ({"projects": (Project(id="a", cost=-1),)}, "negative_amount", "cost"),
        ({"ballots": (Ballot(choices=("b",)),)}, "unknown_project", "vote"),
        ({"ballots": (Ballot(choices=("a", "a")),)}, "duplicate_choice", "vote"),
        ({"ballots": (Ballot(choices=("a",), points=(1, 2)),)}, "bad_points", "points"),
        ({"ballots": (Ballot(choices=("a",), points=(-1,)),)}, "bad_points", "points"),
        ({"ballots": (Ballot(choices=("a",), points=(10**6 + 1,)),)}, "bad_points", "points"),
        ({"ballot_type": "acclamation"}, "unknown_ballot_type", "vote_type"),
    ],
)
def test_refuses_elections_that_contradict_themselves(parts: dict[str, Any], code: str, field: str) -> None:
    whole: dict[str, Any] = {"budget": 100, "projects": (A,), "ballots": ()}
    with pytest.raises(CountingError) as refusal:
        Election(**(whole | parts))
    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_refuses_a_start_with_which_the_first_outcome_costs_too_much() -> None:
    projects = (Project(id="a", cost=100), Project(id="b", cost=100))
    election = Election(budget=100, projects=projects, ballots=(Ballot(choices=("a", "b")),))
    with pytest.raises(CountingError) as refusal:
        count(election, Parameters(completion="add1", start=Fraction(2)))
    assert (refusal.value.code, refusal.value.field) == ("start_overspends", "start")


@pytest.mark.parametrize(
    ("ballot_type", "utility"),
    [
        ("approval", "cost"),
        ("knapsack", "cost"),
        ("choose-1", "cost"),
        ("cumulative", "points"),
        ("scoring", "points"),
        ("ordinal", "ranking"),
    ],
)
def test_the_type_of_the_ballots_suggests_the_utility(ballot_type: str, utility: str) -> None:
    points = (1,) if utility == "points" else ()
    election = Election(
        budget=100, projects=(A,), ballots=(Ballot(choices=("a",), points=points),), ballot_type=ballot_type
    )
    assert count(election, Parameters()).parameters.utility == utility


def test_the_automatic_step_is_a_hundredth_of_the_first_share_and_at_least_one() -> None:
    projects = (Project(id="a", cost=90_000_00), Project(id="b", cost=60_000_00))
    ballots = (Ballot(choices=("a",)), Ballot(choices=("a", "b")))
    election = Election(budget=100_000_00, projects=projects, ballots=ballots)
    automatic = count(election, Parameters(completion="add1", step=None))
    by_hand = count(election, Parameters(completion="add1", step=Fraction(500)))
    assert (automatic.share, automatic.increments) == (by_hand.share, by_hand.increments)
    small = Election(budget=100, projects=(Project(id="a", cost=100),), ballots=(Ballot(choices=("a",)), Ballot()))
    assert count(small, Parameters(completion="add1", step=None)).share == 150
