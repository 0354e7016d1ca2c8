"""Numbers, moments and choices as they come in, made sure of before they are stored."""

from collections.abc import Collection
from datetime import datetime

from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

from participation.texts import invalid

LARGEST_COUNT = 1_000_000
LARGEST_CENTS = 10**12
OLDEST = 120


def clean_count(value: object, *, field: str, least: int = 0, required: bool = True) -> int | None:
    """Return a whole number from `least` to a million; None only where it is not required.

    Raises:
        InvalidInputError: anything else.

    """
    if value is None and not required:
        return None
    return _whole(value, field=field, least=least, most=LARGEST_COUNT)


def clean_age(value: object, *, field: str) -> int | None:
    """Return a number of years from 0 to 120, or None for no bound; refuses like `clean_count`."""
    return None if value is None else _whole(value, field=field, least=0, most=OLDEST)


def clean_cents(value: object, *, field: str, least: int = 0) -> int:
    """Return an amount in cents from `least` to 10 billion euros; refuses like `clean_count`."""
    return _whole(value, field=field, least=least, most=LARGEST_CENTS)


def clean_flag(value: object, *, field: str) -> bool:
    """Return yes or no; refuses anything else."""
    if not isinstance(value, bool):
        raise invalid(field=field, reason=_("Bitte antworten Sie mit ja oder nein."))
    return value


def clean_choice(value: object, *, field: str, allowed: Collection[str]) -> str:
    """Return one of `allowed`; refuses anything else."""
    if not isinstance(value, str) or value not in allowed:
        raise invalid(field=field, reason=_("Bitte wählen Sie einen Wert aus der Liste."))
    return str(value)


def clean_moment(value: object, *, field: str) -> datetime | None:
    """Return a moment with its time zone, or None; refuses anything else."""
    if value is None:
        return None
    if not isinstance(value, datetime) or is_naive(value):
        raise invalid(field=field, reason=_("Bitte geben Sie Tag und Uhrzeit an."))
    return value


def _whole(value: object, *, field: str, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise invalid(field=field, reason=_("Bitte geben Sie eine ganze Zahl ein."))
    if not least <= value <= most:
        raise invalid(
            field=field, reason=_("Möglich sind Werte von %(least)s bis %(most)s.") % {"least": least, "most": most}
        )
    return value
