"""Complaints about content, with or without an account."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from participation.actions.cases import open_case
from participation.actions.proposals import require_state
from participation.errors import WrongStateError
from participation.events import ContentReported, announce
from participation.lifecycle import ALL_FAVOURABLE_REASONS, Activity
from participation.limits import check_limit
from participation.locks import lock
from participation.models import CaseKind, Comment, Person, Proposal, ReasonCode, Report
from participation.texts import clean_text, invalid

# Who complains names what speaks against a content, never what speaks for it.
REPORT_REASONS = tuple(reason for reason in ReasonCode if reason not in ALL_FAVOURABLE_REASONS)


@transaction.atomic
def report_content(
    *,
    reporter: Person | None,
    subject: Proposal | Comment,
    reason: ReasonCode,
    text: str,
    now: datetime,
    device: str = "",
) -> Report:
    """Complain about what can be read in public; it joins the open case about it, or opens one.

    Args:
        device: counts for the limit where nobody is signed in.

    Returns:
        The report; somebody's second one about the same open case is their first one, unchanged.

    Raises:
        TooManyRequestsError: too many reports by this person or device.
        WrongStateError: it cannot be read in public.
        InvalidInputError: an unknown reason, or more than 2,000 characters.

    """
    asker = f"person:{reporter.pk}" if reporter else f"device:{device}"
    check_limit("reports", asker, now)
    subject = _lock_readable(subject)
    if reason not in REPORT_REASONS:
        raise invalid(field="reason", reason=_("Bitte wählen Sie einen Wert aus der Liste."))
    text = clean_text(text, field="text", limit=2000, required=False)
    case = open_case(kind=CaseKind.REPORT, about=subject, now=now)
    earlier = Report.objects.filter(case=case, reporter=reporter).first() if reporter else None
    if earlier is not None:
        return earlier
    report = Report.objects.create(case=case, reporter=reporter, reason=reason, text=text, reported_at=now)
    announce(ContentReported(report_id=report.pk))
    return report


def _lock_readable(subject: Proposal | Comment) -> Proposal | Comment:
    """Lock what is reported, the proposal before its comment, so that reports and decisions come one after another."""
    proposal = lock(Proposal, subject.pk if isinstance(subject, Proposal) else subject.proposal_id)
    require_state(proposal=proposal, activity=Activity.REPORT)
    if proposal.published_at is None:
        raise WrongStateError
    if isinstance(subject, Proposal):
        return proposal
    comment = lock(Comment, subject.pk)
    if comment.hidden_at is not None:
        raise WrongStateError
    return comment
