"""Numbers as Pabulib files write them."""

import re

from budgets.counting.elections import LARGEST_AMOUNT, LARGEST_POINTS
from budgets.counting.errors import (
    AmountTooLargeError,
    BadAmountError,
    BadNumberError,
    BadPointsError,
    NegativeAmountError,
)

_AMOUNT = re.compile(r"(?P<sign>-?)(?P<whole>\d+)(?:[.,](?P<part>\d*))?", re.ASCII)
_POINTS = re.compile(r"(?P<whole>\d+)(?:\.0*)?", re.ASCII)
_DECIMALS = 2
_ABSENT = {"", "none"}


def cents(text: str, *, line: int, field: str) -> int:
    """Read an amount in currency units, with a decimal point or comma and zeros behind the cents allowed.

    Raises:
        BadAmountError: no number, or finer than a cent.
        NegativeAmountError: below zero.
        AmountTooLargeError: above `LARGEST_AMOUNT` cents.

    """
    match = _AMOUNT.fullmatch(text.strip())
    if not match:
        raise BadAmountError(line=line, field=field, value=text[:40])
    part = (match["part"] or "").rstrip("0")
    if len(part) > _DECIMALS:
        raise BadAmountError(line=line, field=field, value=text[:40])
    if match["sign"]:
        raise NegativeAmountError(line=line, field=field)
    if len(match["whole"].lstrip("0")) > len(str(LARGEST_AMOUNT)):
        raise AmountTooLargeError(line=line, field=field, limit=LARGEST_AMOUNT)
    amount = int(match["whole"] + part.ljust(_DECIMALS, "0"))
    if amount > LARGEST_AMOUNT:
        raise AmountTooLargeError(line=line, field=field, limit=LARGEST_AMOUNT)
    return amount


def whole_number(text: str, *, line: int, field: str) -> int | None:
    """Read a figure of META; None for an empty one or “none”.

    Raises:
        BadNumberError: not a whole number of at most 15 digits.

    """
    text = text.strip()
    if is_absent(text):
        return None
    match = _POINTS.fullmatch(text)
    if not match or len(match["whole"]) >= len(str(LARGEST_AMOUNT)):
        raise BadNumberError(line=line, field=field, value=text[:40])
    return int(match["whole"])


def points(text: str, *, line: int) -> int:
    """Read what a ballot gives to one project.

    Raises:
        BadPointsError: not a whole number from 0 to `LARGEST_POINTS`.

    """
    match = _POINTS.fullmatch(text.strip())
    if not match or len(match["whole"]) > len(str(LARGEST_POINTS)) or int(match["whole"]) > LARGEST_POINTS:
        raise BadPointsError(line=line, field="points", limit=LARGEST_POINTS)
    return int(match["whole"])


def is_absent(text: str) -> bool:
    """Say whether a cell stands for nothing."""
    return text.strip().lower() in _ABSENT
