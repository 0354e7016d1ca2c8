"""The price of a project: what a voter pays per point so that its supporters together pay exactly its cost.

With the price q every supporter pays min(money, q × points given). Those who cannot pay in full are the poor.
For any set P taken as poor, q(P) = (cost − money of P) / points of the others never exceeds the true price,
because the sum of the minima is concave in q; it equals it when P are exactly those who cannot pay q(P) in full.
So one starts from any guess – floats give it – and repeats with the poor at the last price until they stay.
"""

from fractions import Fraction
from math import inf

import numpy as np

from .electorate import Floats, Indices, dot
from .purse import Mask, Purse

TOLERANCE = 1e-6


def is_affordable(purse: Purse, project: int) -> bool:
    """Say whether the supporters together still have the cost, exactly."""
    electorate = purse.electorate
    ballots, cost = electorate.supporters[project], electorate.costs[project]
    money = dot(electorate.weights[ballots], purse.money[ballots])
    doubt = _doubt(purse, project)
    if abs(money - cost) > doubt:
        return money > cost
    return purse.total(ballots) >= cost * purse.denominator


def estimate(purse: Purse, project: int, floor: float) -> float:
    """Give the price of an affordable project within `TOLERANCE`.

    Args:
        floor: an earlier estimate, for prices never fall during a run; 0.0 where there is none.

    """
    electorate = purse.electorate
    ballots, gifts = electorate.supporters[project], electorate.gifts[project]
    money, weights = purse.money[ballots], electorate.weights[ballots]
    price = _screened(money, gifts, weights, electorate.costs[project], floor * (1 - 2 * TOLERANCE))
    # By concavity the error of the price is the error of the sums over the points of those who are surely rich.
    surely_rich = dot(weights * gifts, money > price * (1 + 2 * TOLERANCE) * gifts) if price < inf else 0.0
    if 4 * _doubt(purse, project) <= TOLERANCE * price * surely_rich:
        return price
    return float(exact(purse, project, price)[0])


def exact(purse: Purse, project: int, guess: float) -> tuple[Fraction, Mask]:
    """Give the price of an affordable project and who of its supporters pays all they have.

    Args:
        guess: any number; a good one saves time.

    """
    electorate = purse.electorate
    ballots, gifts = electorate.supporters[project], electorate.gifts[project]
    points = electorate.weights[ballots] * gifts
    poor = purse.money[ballots] < guess * gifts
    if poor.all():
        poor = np.zeros_like(poor)
    while True:
        missing = electorate.costs[project] * purse.denominator - purse.total(ballots[poor])
        price = Fraction(missing, purse.denominator * int(points[~poor].sum()))
        poor_now = poor_at(purse, ballots, gifts, price)
        if np.array_equal(poor, poor_now):
            return price, poor
        poor = poor_now


def poor_at(purse: Purse, ballots: Indices, gifts: Floats, price: Fraction) -> Mask:
    """Say exactly which ballots have less than `price` per point given."""
    ahead = purse.money[ballots] - float(price) * gifts
    poor: Mask = ahead < 0
    doubtful = np.flatnonzero(np.abs(ahead) <= 1e-9 * (purse.top + float(price) * gifts))
    numerator, denominator = price.numerator * purse.denominator, price.denominator
    for place, amount in zip(doubtful, purse.amounts(ballots[doubtful]), strict=True):
        poor[place] = amount * denominator < numerator * int(gifts[place])
    return poor


def _screened(money: Floats, gifts: Floats, weights: Floats, cost: int, floor: float) -> float:
    """Find the price in floats; infinite when they see nobody who can pay in full."""
    points, purses = weights * gifts, weights * money
    price = floor
    while True:
        poor = money < price * gifts
        rich_points = dot(points, ~poor)
        if rich_points <= 0:
            return inf
        better = (cost - dot(purses, poor)) / rich_points
        if better <= price * (1 + 1e-12):
            return better
        price = better


def _doubt(purse: Purse, project: int) -> float:
    """Bound the error of a sum of money over all supporters of the project, in cents."""
    electorate = purse.electorate
    return purse.error * (electorate.votes(project) * purse.top + electorate.costs[project])
