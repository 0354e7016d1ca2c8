"""What a run of equal shares meant for each project, exactly: what winners' supporters paid, what losers lacked.

The run is repeated from its list of purchases; nothing here decides who wins.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from .electorate import Electorate, Indices, dot
from .equal_shares import Purchase, Run
from .pricing import TOLERANCE, is_affordable, poor_at
from .purse import Purse
from .results import Loser, Round


def rounds_of(electorate: Electorate, run: Run) -> tuple[Round, ...]:
    """Describe the funded projects in the order of funding."""
    return tuple(_round(electorate, purchase, purse) for purchase, purse in _replayed(electorate, run) if purchase)


def losers_of(electorate: Electorate, run: Run, projects: Iterable[int]) -> tuple[Loser, ...]:
    """Describe what these projects, all eligible and not funded, lacked; in the order given."""
    losers = [_Loss(project=project) for project in projects]
    for purchase, purse in _replayed(electorate, run):
        for loss in losers:
            loss.screen(purse, purchase)
    for step, (purchase, purse) in enumerate(_replayed(electorate, run)):
        for loss in losers:
            loss.settle(purse, purchase, step)
    return tuple(loss.told(electorate) for loss in losers)


def _replayed(electorate: Electorate, run: Run) -> Iterator[tuple[Purchase | None, Purse]]:
    """Give each paid purchase with the purse just before it, then None with what is left at the end."""
    purse = Purse(electorate, run.share)
    for purchase in run.purchases:
        project = purchase.project
        yield purchase, purse
        if electorate.costs[project]:
            ballots, gifts = electorate.supporters[project], electorate.gifts[project]
            purse.pay(project, purchase.price, poor_at(purse, ballots, gifts, purchase.price))
    yield None, purse


def _round(electorate: Electorate, purchase: Purchase, purse: Purse) -> Round:
    project = purchase.project
    cost, votes = electorate.costs[project], electorate.votes(project)
    payment = _largest_payment(purse, purchase) if cost else Fraction(0)
    return Round(
        project=electorate.ids[project],
        cost=cost,
        votes=votes,
        score=electorate.scores[project],
        effective_votes=cost / payment if cost else Fraction(votes),
        payment=payment,
    )


def _largest_payment(purse: Purse, purchase: Purchase) -> Fraction:
    """Find the most that one supporter pays, exactly: by the price, or all that somebody poor with many points has."""
    ballots = purse.electorate.supporters[purchase.project]
    gifts = purse.electorate.gifts[purchase.project]
    poor = poor_at(purse, ballots, gifts, purchase.price)
    by_price = purchase.price * int(gifts[~poor].max())
    near = ballots[poor & (purse.money[ballots] > float(by_price) * (1 - TOLERANCE))]
    return max([by_price, *(Fraction(amount, purse.denominator) for amount in purse.amounts(near))])


@dataclass(slots=True)
class _Loss:
    """A losing project while the run is repeated: first in floats, then exactly where it matters."""

    project: int
    screened: list[float]
    best: Fraction
    money_left: Fraction | None

    def __init__(self, project: int) -> None:
        self.project = project
        self.screened = []
        self.best = Fraction(0)
        self.money_left = None

    def screen(self, purse: Purse, purchase: Purchase | None) -> None:
        """Note what the supporters would have paid at the price of this purchase."""
        electorate = purse.electorate
        ballots, gifts = electorate.supporters[self.project], electorate.gifts[self.project]
        money = purse.money[ballots]
        if purchase:
            money = np.minimum(money, float(self._price(electorate, purchase)) * gifts)
        self.screened.append(dot(electorate.weights[ballots], money))

    def settle(self, purse: Purse, purchase: Purchase | None, step: int) -> None:
        """Work the notes out exactly where they are highest, and the money where the project fell out."""
        ballots = purse.electorate.supporters[self.project]
        if self.money_left is None and not is_affordable(purse, self.project):
            self.money_left = Fraction(purse.total(ballots), purse.denominator)
        if self.screened[step] >= max(self.screened) * (1 - TOLERANCE):
            self.best = max(self.best, self._payable(purse, purchase, ballots))

    def told(self, electorate: Electorate) -> Loser:
        cost = electorate.costs[self.project]
        money_left = self.money_left or Fraction(0)
        return Loser(
            project=electorate.ids[self.project],
            cost=cost,
            votes=electorate.votes(self.project),
            money_left=money_left,
            missing=cost - money_left,
            effective_support=100 * self.best / cost if cost else Fraction(0),
        )

    def _payable(self, purse: Purse, purchase: Purchase | None, ballots: Indices) -> Fraction:
        if not purchase:
            return Fraction(purse.total(ballots), purse.denominator)
        electorate = purse.electorate
        gifts, price = electorate.gifts[self.project], self._price(electorate, purchase)
        poor = poor_at(purse, ballots, gifts, price)
        points = int(dot(electorate.weights[ballots] * gifts, ~poor))
        return Fraction(purse.total(ballots[poor]), purse.denominator) + price * points

    def _price(self, electorate: Electorate, purchase: Purchase) -> Fraction:
        """Turn the price of the funded project into the same price per utility for this one."""
        return purchase.price * electorate.units[self.project] / (electorate.units[purchase.project] or 1)
