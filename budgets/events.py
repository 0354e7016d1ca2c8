"""What budgets announce. Casting a ballot announces nothing, ever."""

from dataclasses import dataclass

from participation.events import Event


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Event):
    """Ballots are taken from now on, or from the opening time on."""

    round_id: str


@dataclass(frozen=True, kw_only=True)
class RoundRescheduled(Event):
    """The closing time moved to a later one."""

    round_id: str


@dataclass(frozen=True, kw_only=True)
class RoundClosed(Event):
    """No more ballots are taken."""

    round_id: str


@dataclass(frozen=True, kw_only=True)
class RoundCounted(Event):
    """A result was calculated; it is public and not yet confirmed."""

    round_id: str


@dataclass(frozen=True, kw_only=True)
class ResultConfirmed(Event):
    """The body confirmed the result, or departed from it with reasons."""

    round_id: str
