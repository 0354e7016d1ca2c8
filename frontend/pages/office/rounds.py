"""Budget rounds: begun, configured, and what they still lack before they open."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budgets.actions.rounds import configure_round, create_round
from budgets.labels import OPENING_LABELS
from budgets.lifecycle import RoundState
from budgets.models import Round
from budgets.permissions import age_range
from budgets.queries.rounds import missing_for_opening, visible_rounds
from frontend.forms.office.rounds import NewRoundForm, RoundForm, initial_of
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.methods import ballot_text, counting_steps, method_name
from frontend.pages.office.doors import BALLOTING, PROCESSES, ROUNDS
from frontend.pages.office.entrance import Office, office_page, show
from participation.queries.lookup import find

PER_PAGE = 25
STATE_KINDS = {
    RoundState.PREPARATION: "neutral",
    RoundState.OPEN: "success",
    RoundState.CLOSED: "warning",
    RoundState.CALCULATED: "warning",
    RoundState.CONFIRMED: "info",
}


def office_round(office: Office, round_id: str) -> Round:
    """Return a round of this municipality, those in preparation included.

    Raises:
        NotFoundError: there is none.
        NotPermittedError: the role held is limited to another process.

    """
    round_ = find(visible_rounds(office.person, office.municipality, now=office.now), round_id)
    office.require_reach(round_.process)
    return round_


def round_crumbs(office: Office, round_: Round, *labels: str) -> list[dict[str, str]]:
    """Name the way from the list of rounds to a page of one of them."""
    own = {"label": round_.title, "url": office.url("office_round", round=round_.pk)}
    return [own, *({"label": label, "url": ""} for label in labels)]


@require_safe
@office_page(ROUNDS)
def rounds(request: HttpRequest, office: Office) -> HttpResponse:
    """List the rounds with their state."""
    visible = visible_rounds(office.person, office.municipality, now=office.now)
    page = Paginator(visible.order_by("-created_at", "id"), PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"round": round_, "kind": STATE_KINDS[RoundState(round_.state)]} for round_ in page]
    return show(request, office, "rounds.html", {"page": page, "rows": rows})


@office_page(ROUNDS, to_work=True)
def new(request: HttpRequest, office: Office) -> HttpResponse:
    """Begin a round."""
    data = request.POST if request.method == "POST" else None
    form = NewRoundForm(data, municipality=office.municipality)
    created: list[Round] = []
    if data is not None and carried_out(form, lambda named: created.append(_create(office, named))):
        return redirect(office.url("office_round", round=created[0].pk))
    context = {
        "form": form,
        "title": _("Neue Budgetrunde"),
        "lead": _("Alles lässt sich ändern, bis zwei Personen die Abstimmung öffnen. Danach steht es fest."),
        "submit_label": _("Runde anlegen"),
        "cancel_url": office.url("office_rounds"),
        "crumbs": [{"label": _("Neue Budgetrunde")}],
    }
    return show(request, office, "form_page.html", context, status=status_of(form))


@require_safe
@office_page(ROUNDS)
def round_page(request: HttpRequest, office: Office, *, round: str) -> HttpResponse:  # noqa: A002 -- the name in the address
    """Show one round: where it stands, what it lacks, its envelopes and projects."""
    shown = office_round(office, round)
    context = {
        "round": shown,
        "kind": STATE_KINDS[RoundState(shown.state)],
        "envelopes": shown.envelopes.select_related("district"),
        "projects": shown.projects.select_related("envelope", "proposal").order_by(
            "envelope__position", "proposal__number", "code"
        ),
        "may_work": office.may_work(process=shown.process),
        "opens_process": office.opens(PROCESSES),
        "may_ballot": office.opens(BALLOTING),
        "may_officiate": office.works_behind(BALLOTING),
        "is_due": shown.state == RoundState.OPEN and shown.closes_at is not None and shown.closes_at <= office.now,
        "crumbs": [{"label": shown.title}],
        **rules_of(shown),
        **completeness(office, shown),
    }
    return show(request, office, "round.html", context)


@office_page(ROUNDS, to_work=True)
def settings(request: HttpRequest, office: Office, *, round: str) -> HttpResponse:  # noqa: A002 -- the name in the address
    """Configure a round."""
    configured = office_round(office, round)
    data = request.POST if request.method == "POST" else None
    form = RoundForm(data, municipality=office.municipality, initial=initial_of(configured))
    if data is not None and carried_out(
        form,
        lambda _given: configure_round(clerk=office.person, round_=configured, changes=form.changes(), now=office.now),
    ):
        messages.success(request, _("Gespeichert."))
        return redirect(office.url("office_round", round=configured.pk))
    context = {
        "form": form,
        "title": _("Einstellungen der Runde"),
        "lead": _("Diese Angaben werden mit der Öffnung festgeschrieben und veröffentlicht."),
        "submit_label": _("Speichern"),
        "cancel_url": office.url("office_round", round=configured.pk),
        "crumbs": round_crumbs(office, configured, _("Einstellungen")),
    }
    return show(request, office, "form_page.html", context, status=status_of(form))


def completeness(office: Office, round_: Round) -> dict[str, Any]:
    """Say what a round has and what it lacks for opening, as `parts/completeness.html` shows it."""
    if round_.state != RoundState.PREPARATION:
        return {"completeness": []}
    missing = set(missing_for_opening(round_, now=office.now))
    links = _links(office, round_)
    entries = [
        {"label": label, "done": key not in missing, "url": links.get(key, "")} for key, label in OPENING_LABELS.items()
    ]
    return {"completeness": entries, "done": len(entries) - len(missing), "required": len(entries)}


def rules_of(round_: Round) -> dict[str, Any]:
    """Say how a round runs, in plain words, as `parts/round_facts.html` shows it."""
    return {
        "age_text": age_range(round_),
        "ballot_text": ballot_text(round_),
        "method_name": method_name(round_),
        "counting_steps": counting_steps(round_),
    }


def _links(office: Office, round_: Round) -> dict[str, str]:
    process = office.url("office_process", process=round_.process.slug)
    settings_page = office.url("office_round_settings", round=round_.pk)
    projects = office.url("office_projects", round=round_.pk)
    return {
        "process_published": process,
        "ballot_phase": f"{process}#phasen",
        "closes_at": f"{settings_page}#id_closes_at",
        "ballot_type": f"{settings_page}#id_ballot_type_0",
        "envelopes": office.url("office_envelope_new", round=round_.pk),
        "projects": projects,
        "projects_decided": office.url("office_costing"),
        "projects_withdrawn": projects,
        "method": f"{settings_page}#id_method_0",
    }


def _create(office: Office, named: dict[str, Any]) -> Round:
    return create_round(clerk=office.person, process=named["process"], title=named["title"], now=office.now)
