"""The ballots as arrays: equal ballots once, with how many there are of them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .elections import Ballot, Election
from .parameters import COST, POINTS, RANKING, Parameters
from .results import Tie
from .ties import Standing, lot_of, tie_among

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class Electorate:
    """Distinct ballots and what each gives to each project; projects are numbered in the order of their ids.

    All floats here are whole numbers below 2**53, so sums of products of them are exact.

    Attributes:
        costs: cents per project.
        units: cents of utility per point given (the cost for cost utilities, else 1), per project.
        weights: how many equal ballots, per distinct ballot.
        given: points per project (row) and distinct ballot (column); 1 for a plain choice, 0 for no support.
        size: all ballots, blank ones included.

    """

    ids: tuple[str, ...]
    costs: tuple[int, ...]
    units: tuple[int, ...]
    weights: Floats
    given: NDArray[np.unsignedinteger]
    standings: tuple[Standing, ...]
    scores: tuple[int, ...]
    size: int

    @cached_property
    def supporters(self) -> tuple[Indices, ...]:
        """Distinct ballots that support each project, ascending."""
        return tuple(np.flatnonzero(row) for row in self.given)

    @cached_property
    def gifts(self) -> tuple[Floats, ...]:
        """What each of `supporters` gives, in the same order."""
        pairs = zip(self.given, self.supporters, strict=True)
        return tuple(row[ballots].astype(np.float64) for row, ballots in pairs)

    def votes(self, project: int) -> int:
        """Count the ballots that support the project."""
        return self.standings[project].votes

    def in_chain_order(self, level: Iterable[int]) -> list[int]:
        """Sort projects that are level in all else by the chain of keys; the first wins."""
        return sorted(level, key=lambda project: self.standings[project].chain)

    def tie(self, ordered: Iterable[int], *, turn: int, common: str) -> Tie | None:
        """Report a tie among projects in chain order; None for a single one."""
        return tie_among([self.standings[project] for project in ordered], turn=turn, common=common)


def dot(left: NDArray[Any], right: NDArray[Any]) -> float:
    """Add the products of two rows, on one thread: for so short ones a BLAS keeps all cores busy with waiting."""
    return float(np.einsum("i,i->", left, right))


def dots(rows: NDArray[Any], right: NDArray[Any]) -> Floats:
    """Add the products of each row with one and the same."""
    sums: Floats = np.einsum("ij,j->i", rows, right)
    return sums


def electorate_of(election: Election, parameters: Parameters) -> Electorate:
    """Bring ballots into the form that all methods work on; linear in the length of all ballots."""
    projects = sorted(election.projects, key=lambda project: project.id)
    places = {project.id: place for place, project in enumerate(projects)}
    distinct = Counter(_gifts(election, parameters, places))
    weights = np.fromiter(distinct.values(), dtype=np.float64, count=len(distinct))
    given = _matrix(list(distinct), len(projects))
    votes = [int(count) for count in dots(given > 0, weights)]
    by_points = parameters.utility in {POINTS, RANKING}
    return Electorate(
        ids=tuple(places),
        costs=tuple(project.cost for project in projects),
        units=tuple(project.cost if parameters.utility == COST else 1 for project in projects),
        weights=weights,
        given=given,
        standings=tuple(
            Standing(project=project.id, cost=project.cost, votes=count, lot=lot_of(project.id, parameters.ties))
            for project, count in zip(projects, votes, strict=True)
        ),
        scores=tuple(int(score) for score in dots(given, weights)) if by_points else tuple(votes),
        size=len(election.ballots),
    )


def _gifts(election: Election, parameters: Parameters, places: dict[str, int]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Give each ballot as pairs of project and points, without what it does not support."""
    longest = max((len(ballot.choices) for ballot in election.ballots), default=0)
    length = max(election.max_length or 0, longest)
    for ballot in election.ballots:
        values = _values(ballot, parameters.utility, length)
        pairs = zip(ballot.choices, values, strict=True)
        yield tuple(sorted((places[choice], points) for choice, points in pairs if points))


def _values(ballot: Ballot, utility: str | None, length: int) -> tuple[int, ...]:
    """Say what the ballot gives to each of its choices, in their order."""
    if utility in {POINTS, RANKING} and ballot.points:
        return ballot.points
    if utility == RANKING:
        return tuple(range(length, length - len(ballot.choices), -1))
    if ballot.points:
        return tuple(min(points, 1) for points in ballot.points)
    return (1,) * len(ballot.choices)


def _matrix(distinct: list[tuple[tuple[int, int], ...]], height: int) -> NDArray[np.unsignedinteger]:
    """Lay pairs of project and points out as projects × distinct ballots, in the smallest type that holds them."""
    largest = max((points for pairs in distinct for _, points in pairs), default=1)
    matrix = np.zeros((height, len(distinct)), dtype=np.min_scalar_type(largest))
    for column, pairs in enumerate(distinct):
        for row, points in pairs:
            matrix[row, column] = points
    return matrix
