"""The completion add1: raise the share of everybody until the money is spent."""

from dataclasses import dataclass
from fractions import Fraction
from math import inf

from .electorate import Electorate
from .equal_shares import Run, run
from .horizon import horizon

# After so many outcomes alike it is worth asking how far they stay alike.
_PATIENCE = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Raising:
    """What stays the same while the share rises.

    Attributes:
        projects: numbers of the eligible ones.
        budget: in cents.
        step: in cents.
        exhaustive: end at the first outcome after which nothing more fits into the budget.

    """

    electorate: Electorate
    projects: list[int]
    budget: int
    step: Fraction
    exhaustive: bool


def raised(task: Raising, first: Run) -> tuple[Run, int]:
    """Give the last outcome that does not cost too much, or the first that leaves nothing, and its increments.

    Never searched by halving: more money for everybody can make an outcome cheaper. Increments are left out only
    where the outcome provably stays as it is. It ends, because with a share above all costs together every
    supported project is funded.
    """
    best, increments, alike, patience = first, 0, 0, _PATIENCE
    while not _is_complete(task, best):
        leap = 1
        if alike >= patience:
            leap = max(1, _steps_alike(task, best))
            alike, patience = 0, _PATIENCE if leap > _PATIENCE else 2 * patience
        richer = run(task.electorate, task.projects, best.share + leap * task.step, task.budget)
        if richer.spent > task.budget:
            break
        alike = alike + 1 if richer.order == best.order else 0
        best, increments = richer, increments + leap
    return best, increments


def _steps_alike(task: Raising, outcome: Run) -> int:
    """Count the increments during which the outcome stays as it is."""
    reach = horizon(task.electorate, task.projects, outcome, float(task.step))
    return int(reach / float(task.step)) if reach < inf else 0


def _is_complete(task: Raising, outcome: Run) -> bool:
    """Say whether all that is supported is funded or, if asked, whether nothing more fits into the budget."""
    left = {project for project in task.projects if task.electorate.votes(project)} - set(outcome.order)
    money = task.budget - outcome.spent
    return not left or (task.exhaustive and all(task.electorate.costs[project] > money for project in left))
