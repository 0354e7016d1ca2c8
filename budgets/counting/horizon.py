"""How far the share can rise before anything can change.

While the same supporters are poor, every price and every voter's money is a linear function of the share. A second
purse holds the slopes. A rival stays behind as long as its supporters, at the price of the winner, would pay less
than its cost; the smaller of money and price today, taken along its own slope, bounds from above what each would pay.
All bounds are on the safe side: what is closer than the error of the floats is worked out exactly.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import inf

import numpy as np

from .electorate import Electorate, dot
from .equal_shares import Purchase, Run
from .pricing import poor_at
from .purse import Mask, Purse

# Keeps the end itself out, where a comparison may already be level.
_SHORT_OF = 1 - 1e-6


def horizon(electorate: Electorate, projects: list[int], run: Run, useful: float) -> float:
    """Give by how many cents the share can rise, at least, with the same purchases in the same order.

    Args:
        projects: numbers of the eligible ones.
        useful: cents; below it the answer is 0.0 as soon as that is clear.

    """
    now, slopes, steepest = Purse(electorate, run.share), Purse(electorate, Fraction(1)), 1.0
    rivals = [project for project in projects if electorate.votes(project) and electorate.costs[project]]
    reach = inf
    for purchase in run.purchases:
        if not electorate.costs[purchase.project]:
            continue
        rivals.remove(purchase.project)
        step = _paid(now, slopes, purchase, steepest)
        reach = min(reach, step.same_poor(), step.all_stay_behind(rivals, useful))
        if reach * _SHORT_OF < useful:
            return 0.0
        now.pay(purchase.project, purchase.price, step.poor)
        slopes.pay(purchase.project, step.slope, step.poor)
        steepest = step.steepest
    end = _Step(now=now, slopes=slopes, project=None, price=Fraction(0), slope=Fraction(0), steepest=steepest)
    reach = min(reach, end.all_stay_behind(rivals, useful)) * _SHORT_OF
    return reach if reach >= useful else 0.0


def _paid(now: Purse, slopes: Purse, purchase: Purchase, steepest: float) -> "_Step":
    electorate, project = now.electorate, purchase.project
    ballots, gifts = electorate.supporters[project], electorate.gifts[project]
    poor = poor_at(now, ballots, gifts, purchase.price)
    points = int(dot(electorate.weights[ballots] * gifts, ~poor))
    slope = Fraction(-slopes.total(ballots[poor]), slopes.denominator * points)
    return _Step(
        now=now,
        slopes=slopes,
        project=project,
        price=purchase.price,
        slope=slope,
        steepest=steepest + abs(float(slope)) * float(gifts.max()),
        poor=poor,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Step:
    """One purchase or the end (no project), with the purses just before it.

    Attributes:
        slope: of the price; cents per point and cent of share.
        steepest: bounds all slopes of money so far, for rounding is relative to them.
        poor: who of the supporters pays all they have.

    """

    now: Purse
    slopes: Purse
    project: int | None
    price: Fraction
    slope: Fraction
    steepest: float
    poor: Mask = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))

    def same_poor(self) -> float:
        """Bound the rise until a supporter becomes poor or ceases to be."""
        electorate, price = self.now.electorate, float(self.price)
        ballots, gifts = electorate.supporters[self.project or 0], electorate.gifts[self.project or 0]
        ahead = self.now.money[ballots] - price * gifts
        gains = self.slopes.money[ballots] - float(self.slope) * gifts
        gaps = np.where(self.poor, -ahead, ahead) - 1e-9 * (self.now.top + price * gifts)
        speeds = np.where(self.poor, gains, -gains) + 1e-9 * self.steepest
        closing = speeds > 0
        return float(np.min(np.maximum(gaps[closing], 0) / speeds[closing], initial=inf))

    def all_stay_behind(self, rivals: list[int], useful: float) -> float:
        """Bound the rise until one of the rivals might come first; the search ends below `useful`."""
        reach = inf
        for rival in rivals:
            reach = min(reach, self._stays_behind(rival))
            if reach < useful:
                break
        return reach

    def _stays_behind(self, rival: int) -> float:
        electorate = self.now.electorate
        ballots, gifts, weights = electorate.supporters[rival], electorate.gifts[rival], electorate.weights
        price, slope = self._rate(rival)
        money, due = self.now.money[ballots], float(price) * gifts
        poor = money < due if self.project is not None else np.ones(len(ballots), dtype=np.bool_)
        gap = electorate.costs[rival] - dot(weights[ballots], np.where(poor, money, due))
        speed = dot(weights[ballots], np.where(poor, self.slopes.money[ballots], float(slope) * gifts))
        votes, error = electorate.votes(rival), 4 * self.now.error
        doubt = error * (votes * self.now.top + electorate.costs[rival])
        speed += error * votes * (self.steepest + abs(float(slope)) * float(gifts.max()))
        if gap > doubt:
            return (gap - doubt) / speed if speed > 0 else inf
        return self._exactly_behind(rival, poor, price, slope)

    def _exactly_behind(self, rival: int, poor: Mask, price: Fraction, slope: Fraction) -> float:
        """Do the same in whole numbers; who is level and gains nothing stays behind by the chain."""
        electorate = self.now.electorate
        ballots = electorate.supporters[rival]
        points = int(dot(electorate.weights[ballots] * electorate.gifts[rival], ~poor))
        paid = Fraction(self.now.total(ballots[poor]), self.now.denominator) + price * points
        speed = Fraction(self.slopes.total(ballots[poor]), self.slopes.denominator) + slope * points
        return float((electorate.costs[rival] - paid) / speed) if speed > 0 else inf

    def _rate(self, rival: int) -> tuple[Fraction, Fraction]:
        """Turn the price and its slope into those of the rival at the same price per utility."""
        if self.project is None:
            return Fraction(0), Fraction(0)
        units = self.now.electorate.units
        factor = Fraction(units[rival], units[self.project])
        return self.price * factor, self.slope * factor
