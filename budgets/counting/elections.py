"""What is counted: a budget, projects and ballots."""

from collections.abc import Iterable
from dataclasses import dataclass

from .errors import (
    AmountTooLargeError,
    BadPointsError,
    DuplicateChoiceError,
    DuplicateProjectError,
    NegativeAmountError,
    UnknownBallotTypeError,
    UnknownProjectError,
)

BALLOT_TYPES = ("approval", "knapsack", "choose-1", "cumulative", "scoring", "ordinal")
LARGEST_AMOUNT = 10**15
LARGEST_POINTS = 10**6


@dataclass(frozen=True, kw_only=True, slots=True)
class Project:
    """Something that can be funded; `cost` in cents, 0 or more."""

    id: str
    cost: int
    withdrawn: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Ballot:
    """One valid ballot; no choices mean a blank one, which counts as a voter.

    Attributes:
        choices: project ids, each at most once; their order matters for ordinal ballots alone (best first).
        points: empty, or one whole number ≥ 0 for each of `choices`; 0 points are no support.

    """

    choices: tuple[str, ...] = ()
    points: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Election:
    """Everything that a count depends on beside its parameters.

    Attributes:
        budget: in cents, 0 or more.
        projects: in any order; no result depends on it.
        ballots: in any order; no result depends on it.
        ballot_type: one of `BALLOT_TYPES`.
        max_length: how many projects an ordinal ballot may rank; None: as many as the longest ballot does.
        minimum_score: projects with a lower score are not eligible; 0 for no such bound.

    Raises:
        CountingError: the parts contradict each other (see `errors`).

    """

    budget: int
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    ballot_type: str = "approval"
    max_length: int | None = None
    minimum_score: int = 0

    def __post_init__(self) -> None:
        if self.ballot_type not in BALLOT_TYPES:
            raise UnknownBallotTypeError(field="vote_type", ballot_type=self.ballot_type)
        _check_amount(self.budget, field="budget")
        _check_projects(self.projects)
        known = {project.id for project in self.projects}
        for ballot in self.ballots:
            _check_ballot(ballot, known)


def _check_amount(amount: int, *, field: str) -> None:
    if amount < 0:
        raise NegativeAmountError(field=field)
    if amount > LARGEST_AMOUNT:
        raise AmountTooLargeError(field=field, limit=LARGEST_AMOUNT)


def _check_projects(projects: Iterable[Project]) -> None:
    seen = set()
    for project in projects:
        if project.id in seen:
            raise DuplicateProjectError(field="project_id", project=project.id)
        seen.add(project.id)
        _check_amount(project.cost, field="cost")


def _check_ballot(ballot: Ballot, known: set[str]) -> None:
    seen = set()
    for choice in ballot.choices:
        if choice not in known:
            raise UnknownProjectError(field="vote", project=choice)
        if choice in seen:
            raise DuplicateChoiceError(field="vote", project=choice)
        seen.add(choice)
    fits = not ballot.points or len(ballot.points) == len(ballot.choices)
    if not fits or any(not 0 <= points <= LARGEST_POINTS for points in ballot.points):
        raise BadPointsError(field="points", limit=LARGEST_POINTS)
