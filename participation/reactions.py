"""What happens after commit: reactions enqueue tasks and do nothing themselves."""

from participation.events import MailQueued, ModerationDecided, hears
from participation.tasks import deliver_mail, tell_author_of_decision


@hears(ModerationDecided)
def tell_author(event: ModerationDecided) -> None:
    """Let the author know what was decided."""
    tell_author_of_decision.enqueue(event.decision_id)


@hears(MailQueued)
def send_mail(event: MailQueued) -> None:
    """Send what waits in the outbox."""
    deliver_mail.enqueue(event.mail_id)
