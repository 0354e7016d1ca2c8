"""Decisions about what is new and what was reported."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from participation.actions.cases import close_cases
from participation.actions.journal import record
from participation.errors import WrongStateError
from participation.events import ModerationDecided, announce
from participation.lifecycle import (
    ALL_FAVOURABLE_REASONS,
    ALLOWED_IN_STATE,
    FAVOURABLE_REASONS,
    OUTCOMES_ON_COMMENT,
    OUTCOMES_ON_PROPOSAL,
    Activity,
    ProposalState,
)
from participation.locks import lock
from participation.models import Comment, ModerationCase, ModerationDecision, Outcome, Person, Proposal, ReasonCode
from participation.permissions import MODERATION_ROLES, require, require_role
from participation.texts import clean_text, invalid

# What an outcome does to a proposal: the act that its state must allow, and the state that follows.
_STEPS: dict[str, tuple[Activity, ProposalState]] = {
    Outcome.PUBLISH: (Activity.PUBLISH, ProposalState.PUBLISHED),
    Outcome.RETURN: (Activity.RETURN, ProposalState.RETURNED),
    Outcome.REJECT: (Activity.REJECT, ProposalState.REJECTED),
}


@transaction.atomic
def decide_case(
    *, moderator: Person, case: ModerationCase, outcome: Outcome, reason: ReasonCode, explanation: str, now: datetime
) -> ModerationDecision:
    """Decide an open case and do what was decided; the author is told.

    Args:
        explanation: read by the author; required unless the content stays.

    Raises:
        NotPermittedError: `moderator` does not moderate here, or it is their own content.
        WrongStateError: the case is decided, or what it is about is no longer in the state for this outcome.
        InvalidInputError: outcome, reason or explanation do not fit the case or each other.

    """
    about = case.content
    process = about.process if isinstance(about, Proposal) else about.proposal.process
    require_role(moderator, *MODERATION_ROLES, within=process, now=now)
    require(allowed=about.author_id != moderator.pk, person=moderator)
    about = lock(type(about), about.pk)
    # Locked so that two moderators cannot both decide.
    case = lock(ModerationCase, case.pk)
    if case.closed_at is not None:
        raise WrongStateError
    explanation = _require_fitting(case, outcome, reason, explanation)
    _carry_out(about, outcome, explanation or str(ReasonCode(reason).label), now=now)
    decision = ModerationDecision.objects.create(
        case=case, outcome=outcome, reason=reason, explanation=explanation, decided_by=moderator, decided_at=now
    )
    _close(case, about, outcome, now=now)
    record(
        municipality=case.municipality,
        actor=moderator,
        act="moderation.decided",
        on=case,
        now=now,
        data={"about": about.ref, "outcome": str(outcome), "reason": str(reason)},
    )
    announce(ModerationDecided(decision_id=decision.pk))
    return decision


def _require_fitting(case: ModerationCase, outcome: Outcome, reason: ReasonCode, explanation: str) -> str:
    """Check what was decided against the tables of the lifecycle; return the explanation, cleaned."""
    outcomes = OUTCOMES_ON_PROPOSAL if case.proposal_id else OUTCOMES_ON_COMMENT
    if outcome not in outcomes[case.kind]:
        raise invalid(field="outcome", reason=_("Diese Entscheidung passt nicht zu diesem Fall."))
    favourable = FAVOURABLE_REASONS.get(outcome)
    fits = reason in favourable if favourable else reason in set(ReasonCode) and reason not in ALL_FAVOURABLE_REASONS
    if not fits:
        raise invalid(field="reason", reason=_("Dieser Grund passt nicht zur Entscheidung."))
    return clean_text(explanation, field="explanation", limit=2000, required=favourable is None)


def _carry_out(about: Proposal | Comment, outcome: Outcome, explanation: str, *, now: datetime) -> None:
    if outcome == Outcome.HIDE and isinstance(about, Comment):
        about.hidden_at, about.hidden_reason = now, explanation
        about.save(update_fields=["hidden_at", "hidden_reason"])
    elif outcome in _STEPS and isinstance(about, Proposal):
        _move(about, outcome, explanation, now=now)


def _move(proposal: Proposal, outcome: Outcome, explanation: str, *, now: datetime) -> None:
    activity, state = _STEPS[outcome]
    if proposal.state not in ALLOWED_IN_STATE[activity]:
        raise WrongStateError
    proposal.state = state
    proposal.state_reason = "" if state == ProposalState.PUBLISHED else explanation
    if state == ProposalState.PUBLISHED:
        proposal.published_at = now
    proposal.save(update_fields=["state", "state_reason", "published_at"])


def _close(case: ModerationCase, about: Proposal | Comment, outcome: Outcome, *, now: datetime) -> None:
    """Close the case; content that was taken off leaves nothing to decide in its other cases."""
    case.closed_at = now
    case.save(update_fields=["closed_at"])
    if outcome in (Outcome.REJECT, Outcome.HIDE):
        close_cases(about=about, now=now)
