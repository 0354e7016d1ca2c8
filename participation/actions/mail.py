"""The outbox: mail is stored in the transaction of its cause and sent by a task after it."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from participation.events import MailQueued, announce
from participation.locks import lock
from participation.models import Account, MailState, ModerationDecision, Outcome, OutgoingMail, Process, Proposal


@transaction.atomic
def queue_decision_mail(*, decision_id: str, now: datetime) -> OutgoingMail | None:
    """Queue the mail that tells an author what was decided; None where there is nobody to tell."""
    decision = ModerationDecision.objects.select_related(
        "case__proposal__author__account", "case__comment__author__account", "case__comment__proposal"
    ).get(pk=decision_id)
    subject_of_case = decision.case.proposal or decision.case.comment
    if subject_of_case is None or subject_of_case.author is None or subject_of_case.author.account is None:
        return None
    if decision.outcome == Outcome.KEEP:
        return None
    proposal = decision.case.proposal or decision.case.comment.proposal  # type: ignore[union-attr]  # one of the two
    with translation.override(settings.LANGUAGE_CODE):
        return _queue(
            account=subject_of_case.author.account,
            dedup_key=decision.ref,
            subject=_("Entscheidung der Moderation zu „%(title)s“") % {"title": proposal.title},
            text=_(
                "Guten Tag,\n\n%(outcome)s\nGrund: %(reason)s\n%(explanation)s\n\n%(link)s\n\n"
                "Mit freundlichen Grüßen\n%(sender)s\n"
            )
            % {
                "outcome": _outcome_sentence(decision, title=proposal.title),
                "reason": decision.get_reason_display(),
                "explanation": decision.explanation,
                "link": settings.SITE_URL + _address(proposal),
                "sender": _sender(proposal.process),
            },
            now=now,
        )


def _address(proposal: Proposal) -> str:
    """Ask for the address rather than build it: where one town is served alone, its name is no part of it."""
    return reverse(
        "town:proposal", kwargs={"municipality": proposal.process.municipality.slug, "proposal": proposal.pk}
    )


def _sender(process: Process) -> str:
    """Return office and contact of the process, a line each, as far as they are filled in."""
    lines = (process.office, process.contact_name, process.contact_email, process.contact_phone)
    return "\n".join(filter(None, lines))


def _outcome_sentence(decision: ModerationDecision, *, title: str) -> str:
    sentences = {
        Outcome.PUBLISH: _("Ihr Vorschlag „%(title)s“ ist veröffentlicht."),
        Outcome.RETURN: _("wir bitten Sie, Ihren Vorschlag „%(title)s“ zu überarbeiten und noch einmal einzureichen."),
        Outcome.REJECT: _("Ihr Vorschlag „%(title)s“ wurde abgelehnt."),
        Outcome.HIDE: _("Ihr Beitrag zum Vorschlag „%(title)s“ wurde ausgeblendet."),
    }
    return sentences[Outcome(decision.outcome)] % {"title": title}


def _queue(*, account: Account, dedup_key: str, subject: str, text: str, now: datetime) -> OutgoingMail:
    mail, created = OutgoingMail.objects.get_or_create(
        dedup_key=dedup_key, defaults={"account": account, "subject": subject[:200], "text": text, "queued_at": now}
    )
    if created:
        announce(MailQueued(mail_id=mail.pk))
    return mail


def deliver_mail(*, mail_id: str, now: datetime) -> None:
    """Send one mail once; a failure is counted and raised, so that the task is seen to have failed."""
    with transaction.atomic():
        mail = lock(OutgoingMail, mail_id)
        if mail.state == MailState.SENT:
            return
        mail.attempts += 1
        mail.state = MailState.FAILED
        mail.save(update_fields=["attempts", "state"])
    EmailMessage(
        subject=mail.subject,
        body=mail.text,
        to=[mail.account.email],
        headers={"Message-ID": f"<{mail.pk}@{settings.SITE_URL.split('//')[-1].split(':')[0]}>"},
    ).send()
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=now)
