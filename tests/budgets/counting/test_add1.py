"""Leaving increments out changes nothing."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.counting import Ballot, Election, Parameters, Project, count
from budgets.counting.add1 import Raising, raised
from budgets.counting.electorate import electorate_of
from budgets.counting.equal_shares import Run, run
from budgets.counting.horizon import horizon
from budgets.counting.parameters import resolved
from tests.budgets.counting.strategies import elections


def a_task(election: Election, kind: str, step: Fraction, *, exhaustive: bool = False) -> tuple[Raising, Run]:
    electorate = electorate_of(election, resolved(Parameters(utility=kind), election))
    projects = [place for place, cost in enumerate(electorate.costs) if cost <= election.budget]
    task = Raising(electorate=electorate, projects=projects, budget=election.budget, step=step, exhaustive=exhaustive)
    return task, run(electorate, projects, Fraction(election.budget, electorate.size))


def one_by_one(task: Raising, first: Run) -> tuple[Run, int]:
    best, increments = first, 0
    supported = {project for project in task.projects if task.electorate.votes(project)}
    while left := supported - set(best.order):
        if task.exhaustive and all(task.electorate.costs[project] > task.budget - best.spent for project in left):
            break
        more = run(task.electorate, task.projects, best.share + task.step)
        if more.spent > task.budget:
            break
        best, increments = more, increments + 1
    return best, increments


@settings(max_examples=150)
@given(
    elections(("approval", "cumulative", "ordinal")),
    st.sampled_from(["cost", "cardinality", "own"]),
    st.sampled_from([Fraction(1), Fraction(7, 3), Fraction(25)]),
    st.booleans(),
)
def test_every_increment_left_out_would_have_changed_nothing(
    election: Election,
    kind: str,
    step: Fraction,
    exhaustive: bool,  # noqa: FBT001 -- drawn by name
) -> None:
    own = {"approval": "cost", "cumulative": "points", "ordinal": "ranking"}[election.ballot_type]
    if own == "points" and not any(ballot.points for ballot in election.ballots):
        return
    task, first = a_task(election, own if kind == "own" else kind, step, exhaustive=exhaustive)
    assert raised(task, first) == one_by_one(task, first)


@given(elections(("approval", "cumulative", "ordinal")), st.fractions(min_value=0, max_value=1))
def test_up_to_the_horizon_the_same_projects_win_in_the_same_order(election: Election, part: Fraction) -> None:
    task, first = a_task(election, "cost", Fraction(1))
    reach = horizon(task.electorate, task.projects, first, 0.001)
    rise = Fraction(min(reach, 10.0**6)) * part
    assert run(task.electorate, task.projects, first.share + rise).order == first.order


def test_a_handful_of_voters_with_a_large_budget_is_counted_at_once() -> None:
    projects = (Project(id="a", cost=400_000_00), Project(id="b", cost=500_000_00), Project(id="c", cost=300_000_00))
    ballots = tuple(Ballot(choices=tuple(each)) for each in ("a", "ab", "ab", "bc", ""))
    election = Election(budget=1_000_000_00, projects=projects, ballots=ballots)
    result = count(election, Parameters(completion="add1"))
    # a costs each of three 133,333, b each of three 166,667; c, which is too much, takes 300,000 more of one of them.
    assert (result.funded, result.increments) == (("a", "b"), 266_666)
