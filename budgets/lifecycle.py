"""What follows what in a budget round, and what is allowed when.

Pure: no Django, no clock, no database.
"""

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
