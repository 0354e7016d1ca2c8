"""What follows what, and what is allowed when: phases, proposals and moderation as plain tables.

Pure: no Django, no clock, no database.
"""

from datetime import datetime
from enum import StrEnum


class PhaseKind(StrEnum):
    """The timed parts of a participation process, in their usual order."""

    INFORMATION = "information"
    INTAKE = "intake"
    REVIEW = "review"
    DELIBERATION = "deliberation"
    BALLOT = "ballot"
    DECISION = "decision"
    DELIVERY = "delivery"
    EVALUATION = "evaluation"


class PhaseStatus(StrEnum):
    """Where a phase stands at one moment."""

    UNSCHEDULED = "unscheduled"
    UPCOMING = "upcoming"
    OPEN = "open"
    OVER = "over"


class ProposalState(StrEnum):
    """Where a proposal stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    RETURNED = "returned"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Activity(StrEnum):
    """What people do with a proposal or in a phase."""

    EDIT = "edit"
    SUBMIT = "submit"
    RESUBMIT = "resubmit"
    WITHDRAW = "withdraw"
    SUPPORT = "support"
    COMMENT = "comment"
    REPORT = "report"
    PUBLISH = "publish"
    RETURN = "return"
    REJECT = "reject"
    ADOPT = "adopt"
    CAST = "cast"


# Phases that take something in from residents; each needs an analogue way beside the digital one (G12).
INPUT_PHASES = frozenset({PhaseKind.INTAKE, PhaseKind.DELIBERATION, PhaseKind.BALLOT})

ALLOWED_IN_PHASE: dict[Activity, frozenset[PhaseKind]] = {
    Activity.SUBMIT: frozenset({PhaseKind.INTAKE}),
    # Handed in in time and given back for revision: that may take until the review ends.
    Activity.RESUBMIT: frozenset({PhaseKind.INTAKE, PhaseKind.REVIEW}),
    Activity.SUPPORT: frozenset({PhaseKind.INTAKE, PhaseKind.REVIEW, PhaseKind.DELIBERATION}),
    Activity.COMMENT: frozenset({PhaseKind.INTAKE, PhaseKind.REVIEW, PhaseKind.DELIBERATION}),
    Activity.CAST: frozenset({PhaseKind.BALLOT}),
}

NEXT_PROPOSAL_STATES: dict[ProposalState, frozenset[ProposalState]] = {
    ProposalState.DRAFT: frozenset({ProposalState.SUBMITTED, ProposalState.WITHDRAWN}),
    ProposalState.SUBMITTED: frozenset(
        {ProposalState.PUBLISHED, ProposalState.RETURNED, ProposalState.REJECTED, ProposalState.WITHDRAWN}
    ),
    ProposalState.PUBLISHED: frozenset({ProposalState.REJECTED, ProposalState.WITHDRAWN}),
    ProposalState.RETURNED: frozenset({ProposalState.SUBMITTED, ProposalState.WITHDRAWN}),
    ProposalState.REJECTED: frozenset(),
    # Withdrawn ones stay readable, so what must not stand in public can still be taken off.
    ProposalState.WITHDRAWN: frozenset({ProposalState.REJECTED}),
}

ALLOWED_IN_STATE: dict[Activity, frozenset[ProposalState]] = {
    Activity.EDIT: frozenset({ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.RETURNED}),
    Activity.SUBMIT: frozenset({ProposalState.DRAFT}),
    Activity.RESUBMIT: frozenset({ProposalState.RETURNED}),
    Activity.WITHDRAW: frozenset(
        {ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.PUBLISHED, ProposalState.RETURNED}
    ),
    Activity.SUPPORT: frozenset({ProposalState.PUBLISHED}),
    Activity.COMMENT: frozenset({ProposalState.PUBLISHED}),
    Activity.REPORT: frozenset({ProposalState.PUBLISHED, ProposalState.WITHDRAWN}),
    Activity.PUBLISH: frozenset({ProposalState.SUBMITTED}),
    Activity.RETURN: frozenset({ProposalState.SUBMITTED}),
    Activity.REJECT: frozenset({ProposalState.SUBMITTED, ProposalState.PUBLISHED, ProposalState.WITHDRAWN}),
    Activity.ADOPT: frozenset({ProposalState.PUBLISHED}),
}

# What a moderator may decide about each kind of case: about a proposal, and about a comment.
OUTCOMES_ON_PROPOSAL: dict[str, frozenset[str]] = {
    "new_proposal": frozenset({"publish", "return", "reject"}),
    "report": frozenset({"keep", "reject"}),
}
OUTCOMES_ON_COMMENT: dict[str, frozenset[str]] = {
    "new_comment": frozenset({"keep", "hide"}),
    "report": frozenset({"keep", "hide"}),
}
# Reasons that speak for a content; every other reason of the published list speaks against it.
FAVOURABLE_REASONS: dict[str, frozenset[str]] = {
    "publish": frozenset({"complete"}),
    "keep": frozenset({"complete", "unfounded"}),
}
ALL_FAVOURABLE_REASONS = frozenset({"complete", "unfounded"})

# Public is what was published once: withdrawn proposals then stay readable, marked as such.
PUBLIC_STATES = frozenset({ProposalState.PUBLISHED, ProposalState.WITHDRAWN})


def phase_status(*, opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> PhaseStatus:
    """Say where a phase stands at `now`; the opening moment belongs to it, the closing moment does not."""
    if opens_at is None:
        return PhaseStatus.UNSCHEDULED
    if now < opens_at:
        return PhaseStatus.UPCOMING
    if closes_at is not None and now >= closes_at:
        return PhaseStatus.OVER
    return PhaseStatus.OPEN
