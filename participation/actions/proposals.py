"""Proposals from the web: drafted, handed in, revised, taken back."""

from datetime import datetime

from django.db import transaction

from participation.actions.cases import close_cases
from participation.actions.drafts import ProposalDraft, enter_proposal, hand_in, keep_version, write_content
from participation.errors import NotFoundError, WrongPhaseError, WrongStateError
from participation.events import ProposalWithdrawn, announce
from participation.lifecycle import ALLOWED_IN_STATE, Activity, PhaseKind, ProposalState
from participation.limits import check_limit
from participation.locks import gate_of, lock, lock_shared
from participation.models import Channel, Person, Process, Proposal, Support
from participation.permissions import is_author_of, require
from participation.queries.phases import has_begun, require_phase
from participation.texts import clean_text

__all__ = ["ProposalDraft", "draft_proposal", "edit_proposal", "submit_proposal", "withdraw_proposal"]


@transaction.atomic
def draft_proposal(*, author: Person | None, process: Process, draft: ProposalDraft, now: datetime) -> Proposal:
    """Keep a draft that only its author sees.

    Raises:
        SignInRequiredError: nobody is signed in.
        TooManyRequestsError: `author` began too many proposals.
        NotFoundError: the process is not public.
        WrongPhaseError: the process takes no proposals at `now`.
        InvalidInputError: a field of the draft cannot be used.

    """
    require(allowed=author is not None, person=author)
    check_limit("proposals", f"person:{author.pk}", now)  # type: ignore[union-attr]  # required above
    if process.published_at is None:
        raise NotFoundError
    lock_shared(gate_of(process.pk))
    require_phase(process, Activity.SUBMIT, now)
    return enter_proposal(process=process, channel=Channel.WEB, author=author, draft=draft, now=now)


@transaction.atomic
def edit_proposal(*, author: Person | None, proposal: Proposal, draft: ProposalDraft, now: datetime) -> Proposal:
    """Change a draft, or what waits for moderation; then the new wording is kept as a version.

    Raises:
        NotPermittedError: `author` is not the author.
        WrongStateError: it was published, rejected or withdrawn.
        InvalidInputError: a field of the draft cannot be used.

    """
    require(allowed=is_author_of(author, proposal), person=author)
    proposal = lock(Proposal, proposal.pk)
    require_state(proposal=proposal, activity=Activity.EDIT)
    write_content(proposal=proposal, draft=draft)
    proposal.save()
    if proposal.state == ProposalState.SUBMITTED and author is not None:
        keep_version(proposal=proposal, writer=author, now=now)
    return proposal


@transaction.atomic
def submit_proposal(*, author: Person | None, proposal: Proposal, now: datetime) -> Proposal:
    """Hand a draft in, or one that was returned; it enters the moderation queue.

    Raises:
        NotPermittedError: `author` is not the author.
        WrongPhaseError: the process takes nothing in at `now`; returned ones are taken until the review ends.
        WrongStateError: it is neither a draft nor returned.

    """
    require(allowed=is_author_of(author, proposal), person=author)
    lock_shared(gate_of(proposal.process_id))
    proposal = lock(Proposal, proposal.pk)
    activity = Activity.RESUBMIT if proposal.state == ProposalState.RETURNED else Activity.SUBMIT
    require_phase(proposal.process, activity, now)
    require_state(proposal=proposal, activity=activity)
    if author is not None:
        hand_in(proposal=proposal, writer=author, now=now)
    return proposal


@transaction.atomic
def withdraw_proposal(*, author: Person | None, proposal: Proposal, reason: str, now: datetime) -> Proposal:
    """Take a proposal back. A published one stays readable, marked as withdrawn, and loses its supports.

    Args:
        reason: shown publicly; may be empty.

    Raises:
        NotPermittedError: `author` is not the author.
        WrongPhaseError: it is published and the ballot on it has begun.
        WrongStateError: it was rejected or withdrawn before.
        InvalidInputError: the reason has more than 2,000 characters.

    """
    require(allowed=is_author_of(author, proposal), person=author)
    # Shared with handing in: opening a ballot phase waits for it, or it for the ballot phase.
    lock_shared(gate_of(proposal.process_id))
    # Locked so that adopting it onto a ballot cannot slip in between.
    proposal = lock(Proposal, proposal.pk)
    is_published = proposal.state == ProposalState.PUBLISHED
    if is_published and has_begun(proposal.process, PhaseKind.BALLOT, now=now):
        raise WrongPhaseError
    require_state(proposal=proposal, activity=Activity.WITHDRAW)
    proposal.state_reason = clean_text(reason, field="reason", limit=2000, required=False)
    proposal.state = ProposalState.WITHDRAWN
    proposal.save(update_fields=["state", "state_reason"])
    Support.objects.filter(proposal=proposal).delete()
    if not is_published:
        close_cases(about=proposal, now=now)
    announce(ProposalWithdrawn(proposal_id=proposal.pk))
    return proposal


def require_state(*, proposal: Proposal, activity: Activity) -> None:
    """Refuse what is not done with a proposal in its state; ask it after locking the row.

    Raises:
        WrongStateError: the table of the lifecycle does not allow it.

    """
    if proposal.state not in ALLOWED_IN_STATE[activity]:
        raise WrongStateError
