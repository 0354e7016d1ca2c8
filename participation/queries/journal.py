"""The journal as its readers see it, and whether its chain holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from participation.models import JournalEntry, JournalHead, Municipality, Person
from participation.models.journal import entry_hash
from participation.permissions import JOURNAL_ROLES, grants_in_force


@dataclass(frozen=True, kw_only=True)
class JournalFault:
    """Where a chain is broken: at which number, and how."""

    seq: int
    fault: str  # "gap", "changed", "reordered" or "cut"


def visible_journal(viewer: Person | None, *, now: datetime) -> QuerySet[JournalEntry]:
    """Return the entries of every municipality whose administrator or auditor somebody is, newest first."""
    if viewer is None:
        return JournalEntry.objects.none()
    held = grants_in_force(viewer, now=now).filter(role__in=JOURNAL_ROLES, process=None)
    return JournalEntry.objects.filter(municipality__in=held.values("municipality")).order_by("-seq")


def journal_faults(municipality: Municipality) -> list[JournalFault]:
    """Check a whole chain: numbers without gaps, each hash, each link, and that the head is its end."""
    return list(_faults(municipality))


def _faults(municipality: Municipality) -> Iterator[JournalFault]:
    seq, last_hash = 0, ""
    for entry in JournalEntry.objects.filter(municipality=municipality).order_by("seq").iterator():
        if entry.seq != seq + 1:
            yield JournalFault(seq=seq + 1, fault="gap")
        elif entry.previous_hash != last_hash:
            yield JournalFault(seq=entry.seq, fault="reordered")
        if entry_hash(entry) != entry.hash:
            yield JournalFault(seq=entry.seq, fault="changed")
        seq, last_hash = entry.seq, entry.hash
    head = JournalHead.objects.filter(municipality=municipality).first()
    if ((head.seq, head.hash) if head else (0, "")) != (seq, last_hash):
        yield JournalFault(seq=seq + 1, fault="cut")
