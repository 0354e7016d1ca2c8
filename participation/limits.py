"""Limits that count people and devices, never addresses: a school or a library sits behind one address."""

from datetime import datetime

from django.conf import settings
from django.core.cache import cache

from participation.errors import TooManyRequestsError


def check_limit(limit: str, asker: str, now: datetime) -> None:
    """Count one use of `limit` (a key of `settings.LIMITS`) by `asker`, `person:<id>` or `device:<id>`.

    Windows are fixed: they begin at multiples of the limit's seconds.

    Raises:
        TooManyRequestsError: the limit of this window was used up before; `seconds` until the next one.

    """
    allowed, period = settings.LIMITS[limit]
    window, elapsed = divmod(int(now.timestamp()), period)
    key = f"limit:{limit}:{asker}:{window}"
    cache.add(key, 0, timeout=period * 2)
    if cache.incr(key) > allowed:
        raise TooManyRequestsError(seconds=period - elapsed)


def seconds_left(now: datetime) -> int:
    """Say after how many seconds all limits have begun anew."""
    return max(period - int(now.timestamp()) % period for _, period in settings.LIMITS.values())
