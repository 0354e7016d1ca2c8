from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command

from participation.actions.moderation import decide_case
from participation.events import ModerationDecided, announce
from participation.lifecycle import ProposalState
from participation.models import MailState, Outcome, OutgoingMail, Person, ReasonCode
from tests.factories import NOW, a_moderator, a_proposal

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    """Let the worker do all that waits, as `manage.py db_worker` does."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, worker_id="test", verbosity=0)


def test_what_a_moderator_decides_reaches_the_author_by_mail() -> None:
    case = a_proposal(state=ProposalState.SUBMITTED).moderation_cases.get()
    decide_case(
        moderator=a_moderator(case.municipality),
        case=case,
        outcome=Outcome.RETURN,
        reason=ReasonCode.UNCLEAR,
        explanation="Wo genau soll die Bank stehen?",
        now=NOW,
    )
    assert mail.outbox == []
    work()
    work()
    (sent,) = mail.outbox
    assert sent.to == [case.proposal.author.account.email]  # type: ignore[union-attr]  # it has one
    assert "Wo genau soll die Bank stehen?" in sent.body
    assert OutgoingMail.objects.get().state == MailState.SENT


def test_what_is_rolled_back_is_never_announced() -> None:
    from django.db import transaction  # noqa: PLC0415 -- only here
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 -- only here

    with transaction.atomic():
        announce(ModerationDecided(decision_id="0" * 16))
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()


def test_whoever_signs_up_gets_a_person_with_a_pseudonym(client: Any) -> None:
    said = {"email": "neu@example.org", "password": "ein-langes-Geheimnis"}
    answer = client.post("/api/v1/auth/browser/v1/auth/signup", said, content_type="application/json")
    assert answer.status_code == 401  # the address is to be confirmed first
    person = Person.objects.get(account__email="neu@example.org")
    assert person.display_name.startswith("Gast ")
