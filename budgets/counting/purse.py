"""What the voters have left: floats that screen, integers that decide."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from operator import mul

import numpy as np
from numpy.typing import NDArray

from .electorate import Electorate, Indices, dots

Mask = NDArray[np.bool_]


class Purse:
    """The money of every distinct ballot during one run of equal shares.

    A ballot that still has money holds exactly the share minus the prices of the funded projects it supports,
    an emptied one exactly nothing. So one whole number per funded project over one common denominator and one
    bit per distinct ballot say everything exactly; `money` holds the same in floats.

    Attributes:
        money: cents per distinct ballot, each off by less than `error` × share.
        error: bounds the relative error of every sum of `money` over supporters, rounding of the terms and of
            the summation included: four units in the last place per ballot and per round, up to 1,000 rounds.
        denominator: of the exact amounts.

    """

    def __init__(self, electorate: Electorate, share: Fraction) -> None:
        self.electorate = electorate
        self.money = np.full(len(electorate.weights), float(share))
        self.error = 1e-15 * (len(electorate.weights) + 1000)
        self.top = float(share)
        self.denominator = share.denominator
        self._share = share.numerator
        self._has_money = np.ones(len(electorate.weights), dtype=np.bool_)
        self._funded: list[int] = []
        self._prices: list[int] = []

    def total(self, ballots: Indices) -> int:
        """Add the money of all voters with these distinct ballots, exactly, in parts of `denominator`."""
        ballots = ballots[self._has_money[ballots]]
        weights = self.electorate.weights[ballots]
        shares = int(weights.sum()) * self._share
        counts = dots(self._bought(ballots), weights)
        return shares - _spent(counts, self._prices)

    def amounts(self, ballots: Indices) -> Iterable[int]:
        """Give the money of one voter of each distinct ballot, exactly, in parts of `denominator`."""
        for has_money, gifts in zip(self._has_money[ballots], self._bought(ballots).T, strict=True):
            yield self._share - _spent(gifts, self._prices) if has_money else 0

    def pay(self, project: int, price: Fraction, poor: Mask) -> None:
        """Let the supporters pay: the poor all they have, the others `price` per point given."""
        ballots = self.electorate.supporters[project]
        self.money[ballots] -= float(price) * self.electorate.gifts[project]
        self.money[ballots[poor]] = 0.0
        self._has_money[ballots[poor]] = False
        self._scale(lcm(self.denominator, price.denominator) // self.denominator)
        self._funded.append(project)
        self._prices.append(price.numerator * (self.denominator // price.denominator))

    def _bought(self, ballots: Indices) -> NDArray[np.unsignedinteger]:
        """Look up what these distinct ballots (columns) give to the funded projects (rows)."""
        return self.electorate.given[np.ix_(np.array(self._funded, dtype=np.intp), ballots)]

    def _scale(self, factor: int) -> None:
        if factor > 1:
            self.denominator *= factor
            self._share *= factor
            self._prices = [price * factor for price in self._prices]


def _spent(points: Iterable[float], prices: list[int]) -> int:
    return sum(map(mul, map(int, points), prices))
