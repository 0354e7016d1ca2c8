"""What follows what in a budget round, and what is allowed when.

Pure: no Django, no clock, no database.
"""

from datetime import date, datetime
from enum import StrEnum


class RoundState(StrEnum):
    """Where a budget round stands."""

    PREPARATION = "preparation"  # envelopes and projects are worked out
    OPEN = "open"  # ballots are cast; the configuration is frozen
    CLOSED = "closed"  # no more ballots; may be counted
    CALCULATED = "calculated"  # counted, not yet confirmed by the body
    CONFIRMED = "confirmed"  # the body confirmed the result or departed from it with reasons


class RoundActivity(StrEnum):
    """What is done with a round."""

    CONFIGURE = "configure"
    OPEN = "open"
    CAST = "cast"
    RESCHEDULE = "reschedule"
    CLOSE = "close"
    COUNT = "count"
    CONFIRM = "confirm"


NEXT_ROUND_STATES: dict[RoundState, frozenset[RoundState]] = {
    RoundState.PREPARATION: frozenset({RoundState.OPEN, RoundState.CLOSED}),  # closed at once: an imported round
    RoundState.OPEN: frozenset({RoundState.CLOSED}),
    RoundState.CLOSED: frozenset({RoundState.CALCULATED}),
    RoundState.CALCULATED: frozenset({RoundState.CALCULATED, RoundState.CONFIRMED}),
    RoundState.CONFIRMED: frozenset(),
}

ALLOWED_IN_ROUND: dict[RoundActivity, frozenset[RoundState]] = {
    RoundActivity.CONFIGURE: frozenset({RoundState.PREPARATION}),
    RoundActivity.OPEN: frozenset({RoundState.PREPARATION}),
    RoundActivity.CAST: frozenset({RoundState.OPEN}),
    RoundActivity.RESCHEDULE: frozenset({RoundState.OPEN}),
    RoundActivity.CLOSE: frozenset({RoundState.OPEN}),
    RoundActivity.COUNT: frozenset({RoundState.CLOSED, RoundState.CALCULATED}),
    RoundActivity.CONFIRM: frozenset({RoundState.CALCULATED}),
}

# From here on the result is public; before, nobody learns an interim figure.
RESULT_STATES = frozenset({RoundState.CALCULATED, RoundState.CONFIRMED})


def takes_ballots(*, state: RoundState, opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> bool:
    """Say whether ballots are taken at `now`; the opening moment belongs to it, the closing moment does not."""
    if state != RoundState.OPEN or opens_at is None or closes_at is None:
        return False
    return opens_at <= now < closes_at


def born_by(*, years: int, on: date) -> date:
    """Return the latest date of birth of those who have completed `years` on that day.

    Born on 29 February, one completes a year on 1 March of a common year.
    """
    try:
        return on.replace(year=on.year - years)
    except ValueError:  # 29 February, and no such day in that year
        return on.replace(year=on.year - years, day=28)


def is_of_age(*, born_on: date, age_min: int | None, age_max: int | None, on: date) -> bool:
    """Say whether the years completed on that day lie within the bounds, both included; None is no bound."""
    if age_min is not None and born_on > born_by(years=age_min, on=on):
        return False
    return age_max is None or born_on > born_by(years=age_max + 1, on=on)
