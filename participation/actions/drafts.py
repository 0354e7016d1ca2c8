"""What web and desk share: how a proposal's content is checked, how it gets its number and enters the queue."""

import math
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from participation.actions.cases import open_case
from participation.events import ProposalSubmitted, announce
from participation.lifecycle import ProposalState
from participation.locks import lock
from participation.models import CaseKind, Category, Channel, District, Person, Process, Proposal, ProposalVersion
from participation.texts import clean_line, clean_text, fold, invalid

MAX_COST_CENTS = 10**12


@dataclass(frozen=True, kw_only=True)
class ProposalDraft:
    """What a proposal says. The point is WGS 84 in degrees, both or none; the cost is in cents, 0 to 10^12."""

    title: str
    text: str
    category: Category | None = None
    district: District | None = None
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    estimated_cost_cents: int | None = None


@transaction.atomic
def enter_proposal(
    *, process: Process, channel: Channel, author: Person | None, draft: ProposalDraft, now: datetime
) -> Proposal:
    """Store a new draft under the next number of its process; the caller has checked that it may come in.

    Raises:
        InvalidInputError: a field of the draft cannot be used.

    """
    # The process is locked, so that no two proposals take the same number.
    lock(Process, process.pk)
    last = Proposal.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0
    proposal = Proposal(process=process, number=last + 1, channel=channel, author=author, created_at=now)
    write_content(proposal=proposal, draft=draft)
    proposal.save(force_insert=True)
    return proposal


def write_content(*, proposal: Proposal, draft: ProposalDraft) -> None:
    """Put a draft's content into a proposal, cleaned; the caller saves.

    Raises:
        InvalidInputError: a text is missing or too long, the category or district is another's, the point is no
            point on Earth, or the cost is out of range.

    """
    proposal.title = clean_line(draft.title, field="title", limit=120)
    proposal.text = clean_text(draft.text, field="text", limit=10_000)
    proposal.place = clean_line(draft.place, field="place", limit=160, required=False)
    if draft.category is not None and draft.category.process_id != proposal.process_id:
        raise invalid(field="category", reason=_("Dieses Thema gehört nicht zum Verfahren."))
    if draft.district is not None and draft.district.municipality_id != proposal.process.municipality_id:
        raise invalid(field="district", reason=_("Dieser Ortsteil gehört nicht zur Kommune."))
    proposal.category, proposal.district = draft.category, draft.district
    proposal.latitude, proposal.longitude = _point(draft)
    proposal.estimated_cost_cents = _cost(draft.estimated_cost_cents)
    proposal.search_text = fold(f"{proposal.title}\n{proposal.text}\n{proposal.place}")


def _point(draft: ProposalDraft) -> tuple[float | None, float | None]:
    if draft.latitude is None and draft.longitude is None:
        return None, None
    for field, degrees, bound in (("latitude", draft.latitude, 90), ("longitude", draft.longitude, 180)):
        if degrees is None or not math.isfinite(degrees) or abs(degrees) > bound:
            raise invalid(field=field, reason=_("Ein Punkt braucht Breite und Länge in Grad."))
    return draft.latitude, draft.longitude


def _cost(cents: int | None) -> int | None:
    if cents is not None and not 0 <= cents <= MAX_COST_CENTS:
        raise invalid(
            field="estimated_cost_cents",
            reason=_("Bitte geben Sie einen Betrag zwischen 0 und 10 Milliarden Euro ein."),
        )
    return cents


@transaction.atomic
def hand_in(*, proposal: Proposal, writer: Person, now: datetime) -> None:
    """Make a locked draft a submission: a version, an entry in the queue, an announcement."""
    proposal.state = ProposalState.SUBMITTED
    proposal.submitted_at = proposal.submitted_at or now
    proposal.state_reason = ""
    proposal.save(update_fields=["state", "submitted_at", "state_reason"])
    keep_version(proposal=proposal, writer=writer, now=now)
    open_case(kind=CaseKind.NEW_PROPOSAL, about=proposal, now=now)
    announce(ProposalSubmitted(proposal_id=proposal.pk))


def keep_version(*, proposal: Proposal, writer: Person, now: datetime) -> ProposalVersion:
    """Keep how a locked proposal reads now; 1 is the first submission."""
    last = ProposalVersion.objects.filter(proposal=proposal).aggregate(last=Max("number"))["last"] or 0
    return ProposalVersion.objects.create(
        proposal=proposal,
        number=last + 1,
        title=proposal.title,
        text=proposal.text,
        written_by=writer,
        written_at=now,
    )
