"""What keeps repeated requests harmless and mail from getting lost."""

from django.db import models

from participation.models.accounts import Account
from participation.models.base import Entity


class IdempotentAnswer(Entity):
    """The stored answer to one creating request; the same key from the same person or device gets it again."""

    asker = models.CharField(max_length=80)  # person:… or device:…
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of method, path and body
    status = models.PositiveIntegerField(null=True)
    body = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("asker", "key"), name="idempotency_key_once"),)

    def __str__(self) -> str:
        return self.key


class MailState(models.TextChoices):
    """Where an outgoing mail stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class OutgoingMail(Entity):
    """One mail in the outbox; `dedup_key` names its cause, so that no cause mails twice."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="outgoing_mails")
    dedup_key = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("queued_at", "id")

    def __str__(self) -> str:
        return self.subject
