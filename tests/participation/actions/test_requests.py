from datetime import timedelta

import pytest
from django.db import transaction

from participation.actions.requests import KEPT_FOR, claim_answer, forget_old_answers, keep_answer
from participation.errors import IdempotencyConflictError
from participation.models import IdempotentAnswer
from tests.factories import A_DAY, NOW

pytestmark = pytest.mark.django_db
ASKED = {"asker": "person:a", "key": "k1", "fingerprint": "f" * 64, "now": NOW}


def test_the_first_claim_has_no_answer_and_the_second_gets_it() -> None:
    with transaction.atomic():
        answer = claim_answer(**ASKED)  # type: ignore[arg-type]  # the types are right
        assert answer.status is None
        keep_answer(answer=answer, status=201, body={"id": "x"})
    again = claim_answer(**ASKED)  # type: ignore[arg-type]  # the same
    assert (again.status, again.body) == (201, {"id": "x"})


def test_another_content_under_the_same_key_is_refused() -> None:
    claim_answer(**ASKED)  # type: ignore[arg-type]  # the same
    with pytest.raises(IdempotencyConflictError):
        claim_answer(asker="person:a", key="k1", fingerprint="0" * 64, now=NOW)


def test_the_same_key_from_somebody_else_is_another_key() -> None:
    first = claim_answer(**ASKED)  # type: ignore[arg-type]  # the same
    assert claim_answer(asker="person:b", key="k1", fingerprint="0" * 64, now=NOW) != first


def test_answers_are_forgotten_after_a_day_and_not_before() -> None:
    claim_answer(**ASKED)  # type: ignore[arg-type]  # the same
    later = claim_answer(asker="person:a", key="k2", fingerprint="f" * 64, now=NOW + A_DAY)
    assert forget_old_answers(now=NOW + KEPT_FOR) == 0
    assert forget_old_answers(now=NOW + KEPT_FOR + timedelta(seconds=1)) == 1
    assert list(IdempotentAnswer.objects.all()) == [later]


def test_after_a_day_a_key_is_free_again() -> None:
    claim_answer(**ASKED)  # type: ignore[arg-type]  # the same
    claim_answer(asker="person:a", key="k1", fingerprint="0" * 64, now=NOW + KEPT_FOR + A_DAY)
