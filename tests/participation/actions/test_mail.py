from typing import Any

import pytest

from participation.actions.mail import deliver_mail, queue_decision_mail
from participation.lifecycle import ProposalState
from participation.models import MailState, ModerationDecision, Outcome, OutgoingMail, Proposal, ReasonCode
from tests.factories import NOW, a_comment, a_proposal, decide

pytestmark = pytest.mark.django_db


def a_decision(proposal: Proposal) -> ModerationDecision:
    return ModerationDecision.objects.get(case__proposal=proposal)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (ProposalState.PUBLISHED, "ist veröffentlicht"),
        (ProposalState.RETURNED, "zu überarbeiten"),
        (ProposalState.REJECTED, "wurde abgelehnt"),
    ],
)
def test_the_author_is_told_with_reason_and_link(state: ProposalState, sentence: str) -> None:
    proposal = a_proposal(state=state)
    queued = queue_decision_mail(decision_id=a_decision(proposal).pk, now=NOW)
    assert queued is not None
    assert queued.account == proposal.author.account  # type: ignore[union-attr]  # it has one
    assert all(part in queued.text for part in (sentence, "So haben wir entschieden.", proposal.pk, "/vorschlaege/"))


def test_a_mail_ends_with_a_greeting_and_who_to_ask() -> None:
    proposal = a_proposal()
    queued = queue_decision_mail(decision_id=a_decision(proposal).pk, now=NOW)
    assert queued is not None
    process = proposal.process
    greeting = f"Mit freundlichen Grüßen\n{process.office}\n{process.contact_name}\n{process.contact_email}\n"
    assert queued.text.endswith(greeting)


def test_the_author_of_a_hidden_comment_is_told() -> None:
    comment = a_comment(a_proposal())
    decide(comment.moderation_cases.get(), Outcome.HIDE, ReasonCode.INSULT)
    queued = queue_decision_mail(decision_id=comment.moderation_cases.get().decision.pk, now=NOW)
    assert queued is not None
    assert "ausgeblendet" in queued.text


def test_nobody_is_told_that_nothing_changed() -> None:
    comment = a_comment(a_proposal())
    decide(comment.moderation_cases.get(), Outcome.KEEP, ReasonCode.COMPLETE)
    assert queue_decision_mail(decision_id=comment.moderation_cases.get().decision.pk, now=NOW) is None


def test_one_decision_mails_once(mailoutbox: Any) -> None:
    decision = a_decision(a_proposal())
    first = queue_decision_mail(decision_id=decision.pk, now=NOW)
    assert first is not None
    assert queue_decision_mail(decision_id=decision.pk, now=NOW) == first
    for _ in range(2):
        deliver_mail(mail_id=first.pk, now=NOW)
    assert len(mailoutbox) == 1
    assert OutgoingMail.objects.get(pk=first.pk).state == MailState.SENT


def test_a_mail_that_failed_waits_for_the_next_attempt(settings: Any) -> None:
    queued = queue_decision_mail(decision_id=a_decision(a_proposal()).pk, now=NOW)
    assert queued is not None
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9
    with pytest.raises(OSError, match=r".*"):
        deliver_mail(mail_id=queued.pk, now=NOW)
    queued.refresh_from_db()
    assert (queued.state, queued.attempts) == (MailState.FAILED, 1)
