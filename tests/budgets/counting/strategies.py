"""Small elections in which everything that can be level is level often."""

from hypothesis import strategies as st

from budgets.counting import Ballot, Election, Project

COSTS = st.sampled_from([0, 100, 200, 300, 300, 400, 600, 600, 1200, 700, 1100])
PLAIN = ("approval", "knapsack", "choose-1")


@st.composite
def ballots(draw: st.DrawFn, ids: list[str], ballot_type: str) -> Ballot:
    longest = 1 if ballot_type == "choose-1" else len(ids)
    choices = tuple(draw(st.lists(st.sampled_from(ids), unique=True, max_size=longest)))
    if ballot_type not in {"cumulative", "scoring"}:
        return Ballot(choices=choices)
    points = st.integers(min_value=0, max_value=4)
    return Ballot(choices=choices, points=tuple(draw(points) for _ in choices))


@st.composite
def elections(draw: st.DrawFn, ballot_types: tuple[str, ...] = PLAIN) -> Election:
    ballot_type = draw(st.sampled_from(ballot_types))
    ids = [f"p{number}" for number in range(draw(st.integers(min_value=1, max_value=6)))]
    return Election(
        budget=draw(st.sampled_from([600, 1000, 1200, 1500, 2400])),
        projects=tuple(Project(id=name, cost=draw(COSTS)) for name in ids),
        ballots=tuple(draw(st.lists(ballots(ids, ballot_type), min_size=1, max_size=9))),
        ballot_type=ballot_type,
    )
