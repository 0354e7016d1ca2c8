"""The append-only, hash-chained record of every act of the administration, one chain per municipality."""

import hashlib
import json
from datetime import UTC

from django.db import models

from participation.models.base import Entity
from participation.models.municipalities import Municipality


class JournalHead(models.Model):
    """The end of one chain; locked while an entry is appended, so that numbers have no gaps."""

    municipality = models.OneToOneField(Municipality, models.PROTECT, primary_key=True, related_name="journal_head")
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.municipality_id} at {self.seq}"


class JournalEntry(Entity):
    """One act. Persons stand here by reference only, so that erasing one breaks nothing.

    `hash` = SHA-256 of the canonical JSON of everything else including `previous_hash`.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="journal")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_ref = models.CharField(max_length=60)
    act = models.CharField(max_length=60)
    on_ref = models.CharField(max_length=80)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("municipality", "seq")
        constraints = (models.UniqueConstraint(fields=("municipality", "seq"), name="journal_seq_once"),)

    def __str__(self) -> str:
        return f"{self.seq} {self.act}"


def entry_hash(entry: JournalEntry) -> str:
    """Compute what `entry.hash` must be: SHA-256, lower-case hex, over canonical JSON."""
    content = {
        "municipality": entry.municipality_id,
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_ref,
        "act": entry.act,
        "on": entry.on_ref,
        "data": entry.data,
        "previous": entry.previous_hash,
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
