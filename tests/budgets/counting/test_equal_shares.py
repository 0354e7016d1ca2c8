"""Laws of equal shares, on small elections full of ties and against the definition written out."""

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from budgets.counting import Ballot, Election, Parameters, Project, Result, count
from tests.budgets.counting import reference
from tests.budgets.counting.strategies import PLAIN, elections

UTILITIES = {
    "approval": ("cost", "cardinality"),
    "knapsack": ("cost", "cardinality"),
    "choose-1": ("cost", "cardinality"),
    "cumulative": ("cost", "cardinality", "points"),
    "scoring": ("points",),
    "ordinal": ("cost", "cardinality", "ranking"),
}
ALL_TYPES = tuple(UTILITIES)


def a_count(election: Election, **options: Any) -> Result:
    return count(election, Parameters(**options))


def money_at_the_end(election: Election, result: Result, kind: str) -> dict[str, list[Fraction]]:
    """Repeat the payments from the published rounds alone; give what each voter paid for each project."""
    assert result.share is not None
    money = [result.share for _ in election.ballots]
    paid: dict[str, list[Fraction]] = {}
    for funded in result.rounds:
        worth = [reference.utility(election, kind, voter, funded.project) for voter in range(len(money))]
        rho = reference.price(funded.cost, money, worth) if funded.cost else Fraction(0)
        assert rho is not None
        paid[funded.project] = [min(have, rho * value) for have, value in zip(money, worth, strict=True)]
        money = [have - spent for have, spent in zip(money, paid[funded.project], strict=True)]
    return paid | {"left": money}


@given(elections(ALL_TYPES), st.data(), st.sampled_from(["", "seed"]))
def test_funds_what_the_definition_funds_in_its_order(election: Election, data: st.DataObject, ties: str) -> None:
    kind = data.draw(st.sampled_from(UTILITIES[election.ballot_type]))
    if kind == "points" and not any(ballot.points for ballot in election.ballots):
        return
    share = Fraction(election.budget, len(election.ballots))
    result = a_count(election, utility=kind, ties=ties)
    assert list(result.funded) == reference.equal_shares(election, kind, share, ties)


@given(elections(), st.sampled_from(["cost", "cardinality"]), st.sampled_from([1, Fraction(1, 3)]))
def test_raises_the_share_as_the_definition_does(election: Election, kind: str, step: Fraction) -> None:
    result = a_count(election, utility=kind, completion="add1", step=Fraction(step))
    expected = reference.add1(election, kind, Fraction(step) * 100)
    assert (list(result.funded), result.increments) == expected


@given(elections(PLAIN), st.sampled_from(["none", "add1"]))
def test_nobody_pays_above_the_share_or_for_what_they_do_not_support(election: Election, completion: str) -> None:
    result = a_count(election, completion=completion)
    paid = money_at_the_end(election, result, "cost")
    assert min(paid.pop("left")) >= 0
    for project, payments in paid.items():
        backers = [project in ballot.choices for ballot in election.ballots]
        assert all(backs or not payment for backs, payment in zip(backers, payments, strict=True))


@given(elections(PLAIN), st.sampled_from(["none", "add1"]))
def test_each_winner_is_paid_in_full_and_no_losers_supporters_could_pay(election: Election, completion: str) -> None:
    result = a_count(election, completion=completion)
    paid = money_at_the_end(election, result, "cost")
    left = paid.pop("left")
    assert [sum(paid[funded.project]) for funded in result.rounds] == [funded.cost for funded in result.rounds]
    for loser in result.losers:
        supporters = [
            have for have, ballot in zip(left, election.ballots, strict=True) if loser.project in ballot.choices
        ]
        assert sum(supporters) < loser.cost or not loser.votes


@given(elections(("approval", "cumulative", "ordinal")))
def test_tells_the_largest_payment_as_effective_votes(election: Election) -> None:
    kind = {"approval": "cost", "cumulative": "points", "ordinal": "ranking"}[election.ballot_type]
    if kind == "points" and not any(ballot.points for ballot in election.ballots):
        return
    result = a_count(election)
    paid = money_at_the_end(election, result, kind)
    for funded in result.rounds:
        if funded.cost:
            assert funded.payment == max(paid[funded.project])
            assert funded.effective_votes == Fraction(funded.cost) / max(paid[funded.project])


@given(elections(ALL_TYPES), st.randoms(use_true_random=False))
def test_order_of_projects_and_ballots_changes_nothing(election: Election, random: Random) -> None:
    shuffled = replace(
        election,
        projects=tuple(sorted(election.projects, key=lambda _: random.random())),
        ballots=tuple(sorted(election.ballots, key=lambda _: random.random())),
    )
    if election.ballot_type in {"cumulative", "scoring"} and not any(ballot.points for ballot in election.ballots):
        return
    for options in ({}, {"completion": "add1u", "comparison": "greedy"}, {"method": "greedy/1"}):
        assert a_count(election, **options) == a_count(shuffled, **options)


@given(elections(), st.sampled_from(["none", "greedy", "add1", "add1u"]), st.sampled_from(["none", "greedy"]))
def test_never_spends_more_than_the_budget(election: Election, completion: str, comparison: str) -> None:
    for stop in ("before-overspending", "first-exhaustive"):
        result = a_count(election, completion=completion, comparison=comparison, stop=stop)
        assert result.spent <= election.budget


@given(elections(), st.sampled_from(["greedy", "add1u"]))
def test_after_completion_nothing_supported_fits_any_more(election: Election, completion: str) -> None:
    result = a_count(election, completion=completion)
    left = election.budget - result.spent
    assert all(loser.cost > left for loser in result.losers if loser.votes)


@given(elections())
def test_the_exhaustive_stop_ends_at_the_first_outcome_that_leaves_nothing(election: Election) -> None:
    result = a_count(election, completion="add1", stop="first-exhaustive")
    later = a_count(election, completion="add1")
    assert result.increments <= later.increments
    left = election.budget - result.spent
    exhaustive = all(loser.cost > left for loser in result.losers if loser.votes)
    assert exhaustive or result.increments == later.increments


@given(elections())
def test_every_project_is_accounted_for_exactly_once(election: Election) -> None:
    result = a_count(election, completion="add1u")
    told = [*result.funded, *(loser.project for loser in result.losers), *(p.project for p in result.not_eligible)]
    assert sorted(told) == sorted(project.id for project in election.projects)


@given(elections(PLAIN))
def test_effective_support_of_a_loser_is_below_a_winners(election: Election) -> None:
    for loser in a_count(election).losers:
        assert loser.effective_support is not None
        assert 0 <= loser.effective_support <= 100


@given(elections(PLAIN), st.integers(min_value=1, max_value=7))
def test_shares_the_smallest_unit_exactly_in_large_numbers(election: Election, factor: int) -> None:
    """Multiplying all money changes no outcome, however close the comparison was."""
    large = 10**11 + factor
    scaled = replace(
        election,
        budget=election.budget * large,
        projects=tuple(replace(project, cost=project.cost * large) for project in election.projects),
    )
    assert a_count(scaled).funded == a_count(election).funded


def test_half_a_cent_in_a_thousand_million_decides_before_the_chain_does() -> None:
    """Per supporter x costs 10^11 and y half a cent more, though the chain would prefer y for its lower cost."""
    projects = (Project(id="x", cost=3 * 10**11), Project(id="y", cost=2 * 10**11 + 1))
    ballots = (*[Ballot(choices=("x",))] * 3, *[Ballot(choices=("y",))] * 2)
    result = a_count(Election(budget=10**12, projects=projects, ballots=ballots), utility="cardinality")
    assert (result.funded, result.ties) == (("x", "y"), ())


def test_the_lower_cost_wins_a_tie_even_with_fewer_votes() -> None:
    projects = (Project(id="a", cost=200), Project(id="b", cost=100))
    ballots = (*[Ballot(choices=("a",))] * 2, Ballot(choices=("b",)))
    result = a_count(Election(budget=300, projects=projects, ballots=ballots), utility="cardinality")
    assert [(tie.round, tie.projects, tie.common, tie.decided_by) for tie in result.ties] == [
        (1, ("b", "a"), "100/1", "cost")
    ]


def test_supporters_with_exactly_the_cost_pay_it() -> None:
    projects = (Project(id="a", cost=200), Project(id="b", cost=101))
    ballots = (Ballot(choices=("a",)), Ballot(choices=("a",)), Ballot(choices=("b",)))
    result = a_count(Election(budget=300, projects=projects, ballots=ballots))
    assert result.funded == ("a",)
    assert result.losers[0].missing == 1


def test_a_loser_is_told_what_was_missing_when_it_fell_out() -> None:
    projects = (Project(id="road", cost=300), Project(id="tree", cost=200))
    ballots = (Ballot(choices=("road", "tree")), Ballot(choices=("road", "tree")), Ballot(choices=("road",)))
    loser = a_count(Election(budget=450, projects=projects, ballots=ballots)).losers[0]
    assert (loser.project, loser.money_left, loser.missing) == ("tree", Fraction(100), Fraction(100))
    # At the price of the road, one third of its cost per supporter: 2 × 66 2/3 of 200 cents.
    assert loser.effective_support == Fraction(200, 3)


def test_without_ballots_nothing_is_funded() -> None:
    result = a_count(Election(budget=100, projects=(Project(id="a", cost=0),), ballots=()), completion="add1")
    assert (result.funded, result.share) == ((), None)


def test_blank_ballots_hold_a_share_too() -> None:
    election = Election(budget=100, projects=(Project(id="a", cost=100),), ballots=(Ballot(choices=("a",)), Ballot()))
    assert a_count(election).share == 50
    assert a_count(election).funded == ()
