"""One reason per project."""

from fractions import Fraction

from hypothesis import given

from budgets.counting import Ballot, Election, Parameters, Project, count, explain
from tests.budgets.counting.strategies import elections

PROJECTS = (
    Project(id="dear", cost=10_000),
    Project(id="free", cost=0),
    Project(id="lonely", cost=100),
    Project(id="road", cost=300),
    Project(id="tree", cost=200),
)
BALLOTS = (
    Ballot(choices=("road", "tree", "free", "dear")),
    Ballot(choices=("road", "tree")),
    Ballot(choices=("road",)),
)
ELECTION = Election(budget=450, projects=PROJECTS, ballots=BALLOTS)


def codes(method: str = "equal-shares/1") -> dict[str, str]:
    result = count(ELECTION, Parameters(method=method))
    return {project: reason.code for project, reason in explain(ELECTION, result).items()}


def test_equal_shares_say_who_paid_and_who_could_not() -> None:
    assert codes() == {
        "dear": "not_eligible_cost_above_budget",
        "free": "won_free",
        "lonely": "lost_without_support",
        "road": "won_by_shares",
        "tree": "lost_supporters_spent",
    }


def test_greedy_says_what_was_left() -> None:
    assert codes(method="greedy/1")["tree"] == "lost_did_not_fit"
    assert codes(method="greedy/1")["road"] == "won_by_score"


def test_the_stop_is_a_reason_of_its_own() -> None:
    projects = (*PROJECTS[3:], Project(id="bench", cost=100))
    ballots = (*BALLOTS[1:], Ballot(choices=("bench", "tree", "road")), Ballot(choices=("tree",)))
    election = Election(budget=350, projects=projects, ballots=ballots)
    told = explain(election, count(election, Parameters(method="greedy-no-skip/1")))
    assert {project: reason.code for project, reason in told.items()} == {
        "tree": "won_by_score",
        "road": "lost_did_not_fit",
        "bench": "lost_after_stop",
    }
    assert told["bench"].params["stopped_by"] == "road"


def test_the_numbers_of_the_sentence_are_exact() -> None:
    told = explain(ELECTION, count(ELECTION, Parameters()))
    assert told["road"].params == {
        "place": 2,
        "places": 2,
        "cost_cents": 300,
        "votes": 3,
        "payment_cents": 100,
        "effective_votes": 3,
        "share_cents": 150,
    }
    assert told["tree"].params == {
        "cost_cents": 200,
        "votes": 2,
        "money_left_cents": 100,
        "missing_cents": 100,
        "effective_support": Fraction(200, 3),
    }


@given(elections())
def test_every_project_has_a_reason(election: Election) -> None:
    for parameters in (Parameters(completion="add1u"), Parameters(method="greedy-no-skip/1")):
        told = explain(election, count(election, parameters))
        assert list(told) == sorted(project.id for project in election.projects)
