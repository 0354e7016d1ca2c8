"""Work done later: thin, one action each."""

from django.utils import timezone
from django_tasks import task

from participation.actions import mail


@task()
def tell_author_of_decision(decision_id: str) -> None:
    """Queue a mail to the author of what was decided."""
    mail.queue_decision_mail(decision_id=decision_id, now=timezone.now())


@task()
def deliver_mail(mail_id: str) -> None:
    """Send one mail of the outbox."""
    mail.deliver_mail(mail_id=mail_id, now=timezone.now())
