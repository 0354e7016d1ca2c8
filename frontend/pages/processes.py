"""Participation processes: the list, and one with all that people need to know before they take part."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from budgets.models import Round
from budgets.queries.rounds import visible_rounds
from frontend.pages.addresses import address, breadcrumb
from frontend.pages.cards import of_cards, proposal_card
from frontend.pages.municipalities import processes_of
from frontend.pages.steps import next_step
from frontend.pages.timelines import timeline
from frontend.pages.visits import Visit, one_of, visit
from participation.lifecycle import Activity, PhaseStatus
from participation.models import Influence, Process
from participation.queries.phases import open_phases
from participation.queries.processes import phases_with_status, visible_processes
from participation.queries.proposals import order_proposals, visible_proposals

PROPOSALS_ON_PROCESS = 3


def processes(request: HttpRequest, municipality: str) -> HttpResponse:
    """Every published process: running, coming, over."""
    here = visit(request, municipality)
    entries = processes_of(here)
    context = {
        "running": [entry["card"] for entry in entries if entry["is_running"]],
        "coming": [entry["card"] for entry in entries if not entry["is_running"] and not entry["is_over"]],
        "over": [entry["card"] for entry in entries if entry["is_over"]],
        "breadcrumb": breadcrumb(here.municipality, (_("Beteiligungsverfahren"), "")),
    }
    return render(request, "town/processes.html", context)


def process(request: HttpRequest, municipality: str, process: str) -> HttpResponse:
    """One process: the task, what is open and what is not, who decides, when, and what one can do now."""
    here = visit(request, municipality)
    found = process_of(here, process)
    phases = phases_with_status(found, here.now)
    rounds = list(visible_rounds(here.viewer, here.municipality, now=here.now).filter(process=found))
    town = here.municipality
    context = {
        "process": found,
        "step": next_step(town, found, phases, rounds, now=here.now),
        "phases": timeline(town, found, phases, rounds, here.now),
        "analogue_ways": [view.phase for view in phases if view.phase.analogue_way and view.status != PhaseStatus.OVER],
        "influence_text": influence_text(found),
        "rounds": [_round_entry(here, round_) for round_ in rounds],
        "proposals_url": address(town, "proposals", process=found.slug),
        "cards": _some_proposals(here, found),
        "breadcrumb": process_crumbs(here, found, last=True),
    }
    return render(request, "town/process.html", context)


def process_of(here: Visit, slug: str) -> Process:
    """Return the visible process of this name; `takes_proposals` says whether one can hand in a proposal now.

    Raises:
        NotFoundError: there is none for this viewer.

    """
    visible = visible_processes(here.viewer, here.municipality, now=here.now).select_related(None)
    open_intake = open_phases(Activity.SUBMIT, now=here.now).filter(process=OuterRef("pk"))
    found = one_of(visible.annotate(takes_proposals=Exists(open_intake)), slug=slug)
    found.municipality = here.municipality  # the same row; saves reading it again
    return found


def process_crumbs(here: Visit, process: Process, *more: tuple[str, str], last: bool = False) -> list[dict[str, str]]:
    """The way to a process and on."""
    town = here.municipality
    own = (process.title, "" if last else address(town, "process", process=process.slug))
    return breadcrumb(town, (_("Beteiligungsverfahren"), address(town, "processes")), own, *more)


def influence_text(process: Process) -> str:
    """Say in one sentence how much the result weighs."""
    texts = {
        Influence.INFORM: _("Sie werden informiert. Entschieden wird ohne Ihre Mitwirkung."),
        Influence.CONSULT: _("Sie werden angehört. Das Gremium wägt Ihre Hinweise ab und entscheidet."),
        Influence.CO_CREATE: _("Sie gestalten die Lösung mit. Entscheiden wird das Gremium."),
        Influence.CO_DECIDE: _(
            "Sie entscheiden mit. Das Gremium bestätigt das Ergebnis oder begründet jede Abweichung."
        ),
        Influence.DECIDE: _("Sie entscheiden. Das Ergebnis wird so umgesetzt."),
    }
    return texts[Influence(process.influence)] if process.influence else ""


def _round_entry(here: Visit, round_: Round) -> dict[str, Any]:
    return {"round": round_, "url": address(here.municipality, "round", round=round_.pk)}


def _some_proposals(here: Visit, process: Process) -> list[dict[str, object]]:
    seed = here.now.date().isoformat()
    visible = visible_proposals(here.viewer, process, now=here.now).filter(state="published")
    chosen = of_cards(order_proposals(visible, f"random:{seed}"))
    return [proposal_card(here.municipality, proposal) for proposal in chosen[:PROPOSALS_ON_PROCESS]]
