"""One run of the method of equal shares with a given share, in exact numbers.

Source: Peters, Pierczyński, Skowron, “Proportional participatory budgeting with additive utilities”, 2021.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import inf

from .electorate import Electorate
from .pricing import TOLERANCE, estimate, exact, is_affordable
from .purse import Purse
from .results import Tie


@dataclass(frozen=True, kw_only=True, slots=True)
class Purchase:
    """A project funded in a run.

    Attributes:
        project: its number in the electorate.
        price: cents per point given, exactly; 0 for a free project.

    """

    project: int
    price: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """What one share brings about; `spent` in cents. A run over its limit ends there."""

    share: Fraction
    purchases: tuple[Purchase, ...]
    ties: tuple[Tie, ...]
    spent: int

    @property
    def order(self) -> tuple[int, ...]:
        """The numbers of the funded projects in the order of funding."""
        return tuple(purchase.project for purchase in self.purchases)


class _Queue:
    """Projects that may still be affordable, by a number that their price per utility is not below.

    Prices never fall during a run, so an old estimate bounds the new one and most projects are seldom priced.
    """

    def __init__(self, purse: Purse, projects: Iterable[int]) -> None:
        self._purse = purse
        self._units = purse.electorate.units
        self._heap = [(0.0, project) for project in projects]
        heapify(self._heap)

    def take_cheapest(self) -> dict[int, float]:
        """Take out every project that may be the cheapest, with its estimated price per point; empty at the end."""
        fresh: list[tuple[float, int]] = []
        lowest = inf
        while self._heap and self._heap[0][0] <= lowest * (1 + 3 * TOLERANCE):
            old, project = heappop(self._heap)
            if is_affordable(self._purse, project):
                unit = self._units[project]
                key = estimate(self._purse, project, old * unit) / unit
                fresh.append((key, project))
                lowest = min(lowest, key)
        near = [entry for entry in fresh if entry[0] <= lowest * (1 + 3 * TOLERANCE)]
        for entry in fresh:
            if entry not in near:
                heappush(self._heap, entry)
        return {project: key * self._units[project] for key, project in near}

    def put_back(self, project: int, price: float) -> None:
        heappush(self._heap, (price / self._units[project], project))


def run(electorate: Electorate, projects: Iterable[int], share: Fraction, limit: int | None = None) -> Run:
    """Fund the project with the lowest price per utility until none is affordable.

    Args:
        projects: numbers of the eligible ones; those without a supporter are never funded.
        share: cents per ballot.
        limit: cents; stop as soon as more is spent, for such an outcome is thrown away.

    """
    supported = [project for project in projects if electorate.votes(project)]
    # Nothing is at stake among free projects, so their order is no tie to report.
    free = electorate.in_chain_order(project for project in supported if not electorate.costs[project])
    purchases = [Purchase(project=project, price=Fraction(0)) for project in free]
    ties: list[Tie] = []
    purse = Purse(electorate, share)
    queue = _Queue(purse, [project for project in supported if electorate.costs[project]])
    spent = 0
    while (limit is None or spent <= limit) and (near := queue.take_cheapest()):
        project, tie = _first(purse, near, turn=len(purchases) + 1)
        price, poor = exact(purse, project, near.pop(project))
        for other, guess in near.items():
            queue.put_back(other, guess)
        purse.pay(project, price, poor)
        purchases.append(Purchase(project=project, price=price))
        ties += [tie] if tie else []
        spent += electorate.costs[project]
    return Run(share=share, purchases=tuple(purchases), ties=tuple(ties), spent=spent)


def _first(purse: Purse, near: dict[int, float], turn: int) -> tuple[int, Tie | None]:
    """Find the exactly cheapest of nearly equal projects, and the tie if several are."""
    if len(near) == 1:
        return next(iter(near)), None
    electorate = purse.electorate
    rates = {project: exact(purse, project, guess)[0] / electorate.units[project] for project, guess in near.items()}
    lowest = min(rates.values())
    ordered = electorate.in_chain_order(project for project, rate in rates.items() if rate == lowest)
    return ordered[0], electorate.tie(ordered, turn=turn, common=f"{lowest.numerator}/{lowest.denominator}")
