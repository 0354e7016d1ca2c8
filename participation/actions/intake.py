"""Proposals that come in on paper, by telephone or at the desk, typed in by the office."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from participation.actions.drafts import ProposalDraft, enter_proposal, hand_in
from participation.actions.journal import record
from participation.errors import WrongPhaseError
from participation.lifecycle import PhaseKind
from participation.locks import gate_of, lock_shared
from participation.models import Channel, IntakeRecord, Person, Phase, Process, Proposal
from participation.permissions import DESK_ROLES, require_role
from participation.texts import clean_line, invalid


@dataclass(frozen=True, kw_only=True)
class IntakeEvidence:
    """How a submission came in: the day it was handed over, on which form, where, by whom (as far as told)."""

    received_on: date
    form_number: str = ""
    place: str = ""
    submitter_name: str = ""
    submitter_contact: str = ""


@transaction.atomic
def take_in_proposal(
    *, clerk: Person, process: Process, draft: ProposalDraft, channel: Channel, evidence: IntakeEvidence, now: datetime
) -> Proposal:
    """Enter what somebody handed in without the web; it goes straight to the moderation queue.

    What counts is the day it was received: it may be typed in after the phase has closed.

    Raises:
        NotPermittedError: `clerk` is neither helper, clerk nor administrator of the process.
        WrongPhaseError: the process has no intake phase that has opened.
        InvalidInputError: the channel is the web, the day lies in no intake phase or in the future, or a field
            cannot be used.

    """
    require_role(clerk, *DESK_ROLES, within=process, now=now)
    lock_shared(gate_of(process.pk))
    if channel not in set(Channel) - {Channel.WEB}:
        raise invalid(field="channel", reason=_("Bitte wählen Sie, wie der Vorschlag eingegangen ist."))
    _require_in_time(process, evidence.received_on, now=now)
    proposal = enter_proposal(process=process, channel=Channel(channel), author=None, draft=draft, now=now)
    _keep_evidence(proposal, evidence, clerk=clerk, now=now)
    hand_in(proposal=proposal, writer=clerk, now=now)
    record(
        municipality=process.municipality,
        actor=clerk,
        act="proposal.taken_in",
        on=proposal,
        now=now,
        data={"channel": str(channel), "form_number": proposal.intake_record.form_number},
    )
    return proposal


def _require_in_time(process: Process, received_on: date, *, now: datetime) -> None:
    """Refuse a day on which no intake phase was open, even for a part of the day."""
    opened = Phase.objects.filter(
        process=process, process__published_at__isnull=False, kind=PhaseKind.INTAKE, opens_at__lte=now
    )
    spans = [(localdate(phase.opens_at), localdate(phase.closes_at or now)) for phase in opened]
    if not spans:
        raise WrongPhaseError
    if received_on > localdate(now):
        raise invalid(field="received_on", reason=_("Das Datum liegt in der Zukunft."))
    if not any(first <= received_on <= last for first, last in spans):
        raise invalid(field="received_on", reason=_("An diesem Tag nahm das Verfahren keine Vorschläge an."))


def _keep_evidence(proposal: Proposal, evidence: IntakeEvidence, *, clerk: Person, now: datetime) -> None:
    IntakeRecord.objects.create(
        proposal=proposal,
        received_on=evidence.received_on,
        form_number=clean_line(evidence.form_number, field="form_number", limit=40, required=False),
        place=clean_line(evidence.place, field="place", limit=160, required=False),
        submitter_name=clean_line(evidence.submitter_name, field="submitter_name", limit=120, required=False),
        submitter_contact=clean_line(evidence.submitter_contact, field="submitter_contact", limit=250, required=False),
        taken_by=clerk,
        taken_at=now,
    )
