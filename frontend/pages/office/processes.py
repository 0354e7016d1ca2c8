"""Processes: what they state, what still lacks for publication, their themes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from frontend.forms.office.processes import CategoryForm, NewProcessForm, ProcessForm
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.office.doors import PROCESSES
from frontend.pages.office.entrance import Office, office_page, show
from frontend.pages.visits import one_of
from participation.actions.processes import add_category, create_process, edit_process, publish_process
from participation.errors import DomainError
from participation.models import Process
from participation.models.processes import REQUIRED_FOR_PUBLICATION
from participation.queries.processes import missing_for_publication, phases_with_status, visible_processes

PER_PAGE = 25


def office_process(office: Office, slug: str) -> Process:
    """Return a process of this municipality, drafts included.

    Raises:
        NotFoundError: there is none.
        NotPermittedError: the role held is limited to another process.

    """
    process = one_of(visible_processes(office.person, office.municipality, now=office.now), slug=slug)
    office.require_reach(process)
    return process


def process_crumbs(office: Office, process: Process, *labels: str) -> list[dict[str, str]]:
    """Name the way from the list of processes to a page of one of them."""
    own = {"label": process.title, "url": office.url("office_process", process=process.slug)}
    return [own, *({"label": label, "url": ""} for label in labels)]


@require_safe
@office_page(PROCESSES)
def processes(request: HttpRequest, office: Office) -> HttpResponse:
    """List the processes with their state."""
    visible = visible_processes(office.person, office.municipality, now=office.now)
    page = Paginator(visible.order_by("-created_at", "id"), PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"process": process, "missing": len(missing_for_publication(process))} for process in page]
    return show(request, office, "processes.html", {"page": page, "rows": rows})


@office_page(PROCESSES, to_work=True)
def new(request: HttpRequest, office: Office) -> HttpResponse:
    """Begin a process."""
    data = request.POST if request.method == "POST" else None
    form = NewProcessForm(data)
    created: list[Process] = []
    if data is not None and carried_out(form, lambda named: created.append(_create(office, named))):
        return redirect(office.url("office_process", process=created[0].slug))
    context = {
        "form": form,
        "title": _("Neues Verfahren"),
        "lead": _("Das Verfahren bleibt ein Entwurf, bis Sie es veröffentlichen."),
        "submit_label": _("Verfahren anlegen"),
        "cancel_url": office.url("office_processes"),
        "crumbs": [{"label": _("Neues Verfahren")}],
    }
    return show(request, office, "form_page.html", context, status=status_of(form))


@require_safe
@office_page(PROCESSES)
def process(request: HttpRequest, office: Office, *, process: str) -> HttpResponse:
    """Show one process: completeness, phases, themes."""
    return show_process(request, office, office_process(office, process), CategoryForm())


def show_process(
    request: HttpRequest, office: Office, process: Process, form: CategoryForm, *, alert: str = "", status: int = 200
) -> HttpResponse:
    """Draw the page of one process; `alert` says why something just asked for was refused."""
    missing = set(missing_for_publication(process))
    context = {
        "process": process,
        "completeness": _completeness(office, process, missing),
        "done": len(REQUIRED_FOR_PUBLICATION) - len(missing),
        "required": len(REQUIRED_FOR_PUBLICATION),
        "phases": phases_with_status(process, office.now),
        "categories": process.categories.all(),
        "form": form,
        "alert": alert,
        "may_work": office.may_work(process=process),
        "crumbs": [{"label": process.title}],
    }
    return show(request, office, "process.html", context, status=status)


@office_page(PROCESSES, to_work=True)
def edit(request: HttpRequest, office: Office, *, process: str) -> HttpResponse:
    """Edit what a process states."""
    edited = office_process(office, process)
    initial = {name: getattr(edited, name) for name in ProcessForm.base_fields}
    data = request.POST if request.method == "POST" else None
    form = ProcessForm(data, municipality=office.municipality, initial=initial)
    if data is not None and carried_out(
        form, lambda stated: edit_process(clerk=office.person, process=edited, changes=stated, now=office.now)
    ):
        messages.success(request, _("Gespeichert."))
        return redirect(office.url("office_process", process=edited.slug))
    context = {
        "form": form,
        "title": _("Angaben zum Verfahren"),
        "lead": _(
            "Für die Veröffentlichung braucht es Aufgabe, Spielraum, Einfluss, Entscheidung, Amt und Ansprechperson."
        ),
        "submit_label": _("Speichern"),
        "cancel_url": office.url("office_process", process=edited.slug),
        "crumbs": process_crumbs(office, edited, _("Angaben")),
    }
    return show(request, office, "form_page.html", context, status=status_of(form))


@require_POST
@office_page(PROCESSES)
def publish(request: HttpRequest, office: Office, *, process: str) -> HttpResponse:
    """Publish a process."""
    published = office_process(office, process)
    try:
        publish_process(clerk=office.person, process=published, now=office.now)
    except DomainError as error:
        return show_process(request, office, published, CategoryForm(), alert=str(error), status=error.status)
    messages.success(request, _("„%(title)s“ ist veröffentlicht.") % {"title": published.title})
    return redirect(office.url("office_process", process=published.slug))


@require_POST
@office_page(PROCESSES)
def categories(request: HttpRequest, office: Office, *, process: str) -> HttpResponse:
    """Add a theme."""
    sorted_by = office_process(office, process)
    form = CategoryForm(request.POST)
    if carried_out(
        form,
        lambda named: add_category(clerk=office.person, process=sorted_by, name=named["name"], now=office.now),
    ):
        return redirect(office.url("office_process", process=sorted_by.slug) + "#themen")
    return show_process(request, office, sorted_by, form, status=status_of(form))


def _create(office: Office, named: dict[str, Any]) -> Process:
    return create_process(clerk=office.person, municipality=office.municipality, title=named["title"], now=office.now)


def _completeness(office: Office, process: Process, missing: set[str]) -> list[dict[str, Any]]:
    page = office.url("office_process_edit", process=process.slug)
    return [
        {"label": ProcessForm.base_fields[name].label, "done": name not in missing, "url": f"{page}#id_{name}"}
        for name in REQUIRED_FOR_PUBLICATION
    ]
