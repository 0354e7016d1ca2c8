"""Entries of the moderation queue: opened by what comes in, closed by what is decided or taken back."""

from datetime import datetime, timedelta

from participation.models import CaseKind, Comment, ModerationCase, Proposal


def open_case(*, kind: CaseKind, about: Proposal | Comment, now: datetime) -> ModerationCase:
    """Return the open case of this kind about a locked proposal or comment; a new one where there is none."""
    proposal = about if isinstance(about, Proposal) else about.proposal
    municipality = proposal.process.municipality
    case, _created = ModerationCase.objects.get_or_create(
        kind=kind,
        **_naming(about),
        closed_at=None,
        defaults={
            "municipality": municipality,
            "opened_at": now,
            "due_at": now + timedelta(hours=municipality.moderation_target_hours),
        },
    )
    return case


def close_cases(*, about: Proposal | Comment, now: datetime) -> None:
    """Close the open cases about a locked thing without a decision: nothing is left to decide."""
    ModerationCase.objects.filter(**_naming(about), closed_at=None).update(closed_at=now)


def _naming(about: Proposal | Comment) -> dict[str, Proposal | Comment | None]:
    of_proposal = isinstance(about, Proposal)
    return {"proposal": about if of_proposal else None, "comment": None if of_proposal else about}
