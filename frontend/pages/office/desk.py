"""The desk: one screen on which a paper form becomes a proposal, and the next one at once."""

from typing import Any

from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from frontend.forms.office.intake import IntakeForm
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.office.doors import DESK
from frontend.pages.office.entrance import Office, office_page, show
from frontend.pages.office.once import done_once
from participation.actions.intake import IntakeEvidence, take_in_proposal
from participation.actions.proposals import ProposalDraft
from participation.lifecycle import PhaseKind
from participation.models import Channel, Process, Proposal
from participation.queries.processes import visible_processes
from participation.queries.proposals import visible_proposals

# What stays the same from one form of a pile to the next.
KEPT = ("channel", "received_on", "taken_in_place")


@office_page(DESK)
def desk(request: HttpRequest, office: Office) -> HttpResponse:
    """Take in a submission; afterwards the same screen shows its number and is ready for the next."""
    processes = list(_processes_with_intake(office))
    process = next((p for p in processes if p.slug == request.GET.get("process")), None) or next(iter(processes), None)
    if process is None:
        return show(request, office, "desk_closed.html", {})
    data = request.POST if request.method == "POST" else None
    initial = {name: request.GET[name] for name in KEPT if name in request.GET}
    form = IntakeForm(data, process=process, today=timezone.localdate(office.now), initial=initial)
    taken: list[str] = []
    if data is not None and carried_out(
        form, lambda given: taken.append(done_once(office, data, lambda: _take_in(office, process, given)))
    ):
        return redirect(f"{office.url('office_desk')}?{_next_one(process, taken[0], form.cleaned_data)}")
    just_taken = _just_taken(office, request.GET.get("taken", ""))
    if just_taken is not None:
        # The same way and day as before: the next thing to type is the number on the form.
        form.fields["form_number"].widget.attrs["autofocus"] = True
    context = {
        "form": form,
        "process": process,
        "processes": processes,
        "taken": just_taken,
        "waiting": visible_proposals(office.person, process, now=office.now).filter(state="submitted").count(),
    }
    return show(request, office, "desk.html", context, status=status_of(form))


def _processes_with_intake(office: Office) -> QuerySet[Process]:
    """Return the published processes whose intake has begun, the latest first: late post still belongs to it."""
    return (
        visible_processes(office.person, office.municipality, now=office.now)
        .filter(published_at__isnull=False, phases__kind=PhaseKind.INTAKE, phases__opens_at__lte=office.now)
        .annotate(intake_began=Max("phases__opens_at"))
        .order_by("-intake_began", "id")
    )


def _take_in(office: Office, process: Process, given: dict[str, Any]) -> str:
    evidence = IntakeEvidence(
        form_number=given["form_number"],
        place=given["taken_in_place"],
        received_on=given["received_on"],
        submitter_name=given["submitter_name"],
        submitter_contact=given["submitter_contact"],
    )
    draft = ProposalDraft(**{name: given[name] for name in IntakeForm.proposal_fields})
    taken = take_in_proposal(
        clerk=office.person,
        process=process,
        draft=draft,
        channel=Channel(given["channel"]),
        evidence=evidence,
        now=office.now,
    )
    return taken.pk


def _next_one(process: Process, taken: str, given: dict[str, Any]) -> str:
    address = QueryDict(mutable=True)
    address["process"] = process.slug
    address["taken"] = taken
    for name in KEPT:
        address[name] = given[name]
    return address.urlencode()


def _just_taken(office: Office, proposal_id: str) -> Proposal | None:
    if not proposal_id or "\x00" in proposal_id:
        return None
    return visible_proposals(office.person, office.municipality, now=office.now).filter(pk=proposal_id).first()
