"""Append to the journal: one entry per act of the administration, in the same transaction as the act."""

from collections.abc import Mapping
from datetime import datetime

from participation.models import JournalEntry, JournalHead, Municipality, Person
from participation.models.base import Entity
from participation.models.journal import entry_hash

OPERATOR = "operator"


def record(
    *,
    municipality: Municipality,
    actor: Person | None,
    act: str,
    on: Entity,
    now: datetime,
    data: Mapping[str, object] | None = None,
) -> JournalEntry:
    """Append one entry and move the head of the chain; `actor` None is the operator at the command line.

    `data` holds plain JSON values and no personal data: persons stand in the journal by reference only.
    """
    JournalHead.objects.get_or_create(municipality=municipality)
    head = JournalHead.objects.select_for_update().get(municipality=municipality)
    entry = JournalEntry(
        municipality=municipality,
        seq=head.seq + 1,
        at=now,
        actor_ref=actor.ref if actor else OPERATOR,
        act=act,
        on_ref=on.ref,
        data=dict(data or {}),
        previous_hash=head.hash,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    JournalHead.objects.filter(pk=head.pk).update(seq=entry.seq, hash=entry.hash)
    return entry
