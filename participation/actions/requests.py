"""Answers kept so that a request that comes again changes nothing and gets the same answer."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from participation.errors import IdempotencyConflictError
from participation.models import IdempotentAnswer

KEPT_FOR = timedelta(hours=24)


@transaction.atomic
def claim_answer(*, asker: str, key: str, fingerprint: str, now: datetime) -> IdempotentAnswer:
    """Return the stored answer to this key, or a new one without a status for the caller to fill.

    Claim, act and `keep_answer` belong into one transaction: whoever sends the same key meanwhile waits for its end.

    Args:
        asker: `person:<id>` or `device:<id>`; the same key from somebody else is another key.
        fingerprint: SHA-256 of what was asked.

    Raises:
        IdempotencyConflictError: the key came with another content within 24 hours.

    """
    _old_answers(now).filter(asker=asker, key=key).delete()
    answer, _created = IdempotentAnswer.objects.get_or_create(
        asker=asker, key=key, defaults={"fingerprint": fingerprint, "created_at": now}
    )
    if answer.fingerprint != fingerprint:
        raise IdempotencyConflictError(field="Idempotency-Key")
    return answer


def forget_old_answers(*, now: datetime) -> int:
    """Delete what was answered more than 24 hours ago, and return how many answers that were."""
    deleted, _by_table = _old_answers(now).delete()
    return deleted


def _old_answers(now: datetime) -> QuerySet[IdempotentAnswer]:
    return IdempotentAnswer.objects.filter(created_at__lt=now - KEPT_FOR)


def keep_answer(*, answer: IdempotentAnswer, status: int, body: object) -> None:
    """Store what was answered, in the transaction of the act."""
    answer.status = status
    answer.body = body
    answer.save(update_fields=["status", "body"])
