"""The roll and the ballot box.

No row of mark, open ballot, spent key and final ballot carries a person, a time or an order of arrival:
primary keys are random, there are no time stamps, and nothing there refers to the roll. The pseudonym
(`HMAC-SHA256(K_round, "v1|" + roll entry id)`) is computed when somebody casts; its key lies outside the database.
"""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgets.models.rounds import Round
from participation.models import District, Person
from participation.models.base import Entity


def new_roll_entry_id() -> str:
    """Draw 16 random bytes, as 32 hexadecimal digits."""
    return secrets.token_hex(16)


class RollEntry(models.Model):
    """One right to vote, used at most once over all channels; one per person or code and round."""

    id = models.CharField(primary_key=True, max_length=32, default=new_roll_entry_id, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="roll_entries")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="roll_entries")
    code_hash = models.CharField(max_length=64, blank=True)
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="roll_entries")
    age_group = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("round", "person"), condition=Q(person__isnull=False), name="roll_entry_once_per_person"
            ),
            models.UniqueConstraint(
                fields=("round", "code_hash"), condition=~Q(code_hash=""), name="roll_entry_once_per_code"
            ),
            models.CheckConstraint(
                condition=(Q(person__isnull=False) & Q(code_hash="")) | (Q(person=None) & ~Q(code_hash="")),
                name="roll_entry_person_or_code",
            ),
        )

    def __str__(self) -> str:
        return self.pk


class MarkChannel(models.TextChoices):
    """By which way a right to vote was used."""

    WEB = "web", _("online")
    CODE = "code", _("mit Code")
    DESK = "desk", _("am Schalter")
    PAPER = "paper", _("auf Papier")


class Mark(Entity):
    """That one right to vote was used, and by which channel."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="marks")
    pseudonym = models.CharField(max_length=64)
    channel = models.CharField(max_length=10, choices=MarkChannel)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "pseudonym"), name="mark_once"),)

    def __str__(self) -> str:
        return self.pk


class BallotContent(Entity):
    """What was chosen, and the leaf that stands for it on the board.

    `content` is `{"choices": {envelope id: [project code, …]}}`, one list for each envelope the voter may vote in:
    sorted for approval and knapsack, best first for ranking. Where the ballot gives points, `"points"` holds one list
    of whole numbers per envelope beside it, in the order of the codes.
    """

    leaf = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    server_nonce = models.CharField(max_length=64)
    client_nonce = models.CharField(max_length=128)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.leaf


class OpenBallot(BallotContent):
    """A ballot in the open box, deleted at sealing."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="open_ballots")
    pseudonym = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "pseudonym"), name="open_ballot_once"),)


class SpentKey(Entity):
    """An idempotency key that was answered, as a keyed hash, with the leaf that was the answer; until sealing."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="spent_keys")
    digest = models.CharField(max_length=64, unique=True)
    leaf = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.leaf


class FinalBallot(BallotContent):
    """A ballot as it is counted and published: written once, sorted by leaf, never changed."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="final_ballots")
