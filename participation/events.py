"""What is announced: one signal, sent after the transaction that caused it has committed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.dispatch import Signal

announced = Signal()


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened; carries ids, never rows."""


@dataclass(frozen=True, kw_only=True)
class ProposalSubmitted(Event):
    """A proposal entered the moderation queue."""

    proposal_id: str


@dataclass(frozen=True, kw_only=True)
class ProposalWithdrawn(Event):
    """An author took a proposal back."""

    proposal_id: str


@dataclass(frozen=True, kw_only=True)
class SupportChanged(Event):
    """Somebody backs a proposal, or no longer does."""

    proposal_id: str


@dataclass(frozen=True, kw_only=True)
class CommentWritten(Event):
    """A comment stands below a proposal and waits for moderation."""

    comment_id: str


@dataclass(frozen=True, kw_only=True)
class ContentReported(Event):
    """Somebody complained about a proposal or a comment."""

    report_id: str


@dataclass(frozen=True, kw_only=True)
class ProcessPublished(Event):
    """A participation process became public."""

    process_id: str


@dataclass(frozen=True, kw_only=True)
class PhaseChanged(Event):
    """A phase was scheduled, opened or closed."""

    phase_id: str


@dataclass(frozen=True, kw_only=True)
class ModerationDecided(Event):
    """A case was decided; the author is to be told."""

    decision_id: str


@dataclass(frozen=True, kw_only=True)
class MailQueued(Event):
    """A mail waits in the outbox."""

    mail_id: str


E = TypeVar("E", bound=Event)


def announce(event: Event) -> None:
    """Send `event` once the current transaction commits; never for something rolled back."""
    transaction.on_commit(lambda: announced.send_robust(sender=type(event), event=event))


def hears(kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Connect a reaction to one kind of event; used in `reactions.py` alone."""

    def connect(reaction: Callable[[E], None]) -> Callable[[E], None]:
        def receive(*, event: E, **_: object) -> None:
            reaction(event)

        announced.connect(receive, sender=kind, weak=False, dispatch_uid=f"{reaction.__module__}.{reaction.__name__}")
        return reaction

    return connect
