"""Phases of a process: added, edited, opened and closed by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from frontend.forms.office.processes import CategoryForm, EditPhaseForm, PhaseForm
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.office.doors import PROCESSES
from frontend.pages.office.entrance import Office, office_page, show
from frontend.pages.office.processes import office_process, process_crumbs, show_process
from frontend.pages.visits import one_of
from participation.actions.phases import PhaseDetails, add_phase, close_phase, edit_phase, open_phase
from participation.errors import DomainError
from participation.lifecycle import PhaseKind
from participation.models import Process

DETAILS = ("title", "opens_at", "closes_at", "analogue_way")


@office_page(PROCESSES, to_work=True)
def new(request: HttpRequest, office: Office, *, process: str) -> HttpResponse:
    """Add a phase."""
    planned = office_process(office, process)
    data = request.POST if request.method == "POST" else None
    form = PhaseForm(data)
    if data is not None and carried_out(
        form,
        lambda given: add_phase(
            clerk=office.person, process=planned, kind=PhaseKind(given["kind"]), details=_details(given), now=office.now
        ),
    ):
        return redirect(office.url("office_process", process=planned.slug) + "#phasen")
    return _show_form(request, office, planned, form, title=_("Neue Phase"))


@office_page(PROCESSES, to_work=True)
def phase(request: HttpRequest, office: Office, *, process: str, phase: str) -> HttpResponse:
    """Edit a phase."""
    planned = office_process(office, process)
    edited = one_of(planned.phases.all(), pk=phase)
    data = request.POST if request.method == "POST" else None
    form = EditPhaseForm(data, initial={name: getattr(edited, name) for name in DETAILS})
    if data is not None and carried_out(
        form, lambda given: edit_phase(clerk=office.person, phase=edited, details=_details(given), now=office.now)
    ):
        messages.success(request, _("Gespeichert."))
        return redirect(office.url("office_process", process=planned.slug) + "#phasen")
    return _show_form(request, office, planned, form, title=str(edited))


@require_POST
@office_page(PROCESSES)
def start(request: HttpRequest, office: Office, *, process: str, phase: str) -> HttpResponse:
    """Open a phase now."""
    planned = office_process(office, process)
    opened = one_of(planned.phases.all(), pk=phase)
    try:
        open_phase(clerk=office.person, phase=opened, now=office.now)
    except DomainError as error:
        return _refused(request, office, planned, error)
    messages.success(request, _("Die Phase „%(phase)s“ ist offen.") % {"phase": opened})
    return redirect(office.url("office_process", process=planned.slug) + "#phasen")


@require_POST
@office_page(PROCESSES)
def end(request: HttpRequest, office: Office, *, process: str, phase: str) -> HttpResponse:
    """Close a phase now."""
    planned = office_process(office, process)
    closed = one_of(planned.phases.all(), pk=phase)
    try:
        close_phase(clerk=office.person, phase=closed, now=office.now)
    except DomainError as error:
        return _refused(request, office, planned, error)
    messages.success(request, _("Die Phase „%(phase)s“ ist beendet.") % {"phase": closed})
    return redirect(office.url("office_process", process=planned.slug) + "#phasen")


def _details(given: dict[str, Any]) -> PhaseDetails:
    return PhaseDetails(**{name: given[name] for name in DETAILS})


def _refused(request: HttpRequest, office: Office, process: Process, error: DomainError) -> HttpResponse:
    return show_process(request, office, process, CategoryForm(), alert=str(error), status=error.status)


def _show_form(request: HttpRequest, office: Office, process: Process, form: PhaseForm, *, title: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "submit_label": _("Speichern"),
        "cancel_url": office.url("office_process", process=process.slug),
        "crumbs": process_crumbs(office, process, title),
    }
    return show(request, office, "form_page.html", context, status=status_of(form))
