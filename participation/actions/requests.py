"""Answers kept so that a request that comes again changes nothing and gets the same answer."""

from datetime import datetime, timedelta

from django.db import transaction

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
    IdempotentAnswer.objects.filter(asker=asker, key=key, created_at__lt=now - KEPT_FOR).delete()
    answer, _created = IdempotentAnswer.objects.get_or_create(
        asker=asker, key=key, defaults={"fingerprint": fingerprint, "created_at": now}
    )
    if answer.fingerprint != fingerprint:
        raise IdempotencyConflictError(field="Idempotency-Key")
    return answer


def keep_answer(*, answer: IdempotentAnswer, status: int, body: object) -> None:
    """Store what was answered, in the transaction of the act."""
    answer.status = status
    answer.body = body
    answer.save(update_fields=["status", "body"])
