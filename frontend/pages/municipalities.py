"""The way into a town: the list of towns and each town's home page."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from budgets.models import Round
from budgets.queries.rounds import visible_rounds
from frontend.pages.addresses import address
from frontend.pages.cards import process_card
from frontend.pages.outcomes import outcomes
from frontend.pages.steps import is_over, next_step
from frontend.pages.visits import Visit, visit
from participation.lifecycle import PhaseStatus
from participation.models import Municipality, Process
from participation.queries.processes import phases_with_status, visible_processes

PAST_ON_HOME = 3


def municipalities(request: HttpRequest) -> HttpResponse:
    """Every town served here; with one alone the way leads straight into it."""
    towns = list(Municipality.objects.all())
    if len(towns) == 1:
        return redirect("town:home", municipality=towns[0].slug)
    entries = [{"town": town, "url": address(town, "home")} for town in towns]
    return render(request, "town/municipalities.html", {"entries": entries})


def home(request: HttpRequest, municipality: str) -> HttpResponse:
    """What runs now and what one can do; what was decided."""
    here = visit(request, municipality)
    overview = processes_of(here)
    running = [entry for entry in overview if entry["is_running"]]
    rest = [entry for entry in overview if not entry["is_running"]]
    context = {
        "running": running,
        "coming": [entry["card"] for entry in rest if not entry["is_over"]],
        "outcomes": outcomes(here, most=PAST_ON_HOME),
        "first_step": running[0]["step"] if running else None,
        "processes_url": address(here.municipality, "processes"),
    }
    return render(request, "town/home.html", context)


def processes_of(here: Visit) -> list[dict[str, Any]]:
    """Every visible process with its card, its next step and where it stands; what ends first comes first."""
    rounds = rounds_by_process(here)
    seen = visible_processes(here.viewer, here.municipality, now=here.now).prefetch_related("phases")
    entries = [_entry(here, process, rounds[process.pk]) for process in seen]
    return sorted(entries, key=lambda entry: (not entry["is_running"], entry["ends"]))


def rounds_by_process(here: Visit) -> dict[str, list[Round]]:
    """The visible rounds of the town, by the id of their process."""
    grouped: dict[str, list[Round]] = defaultdict(list)
    for round_ in visible_rounds(here.viewer, here.municipality, now=here.now):
        grouped[round_.process_id].append(round_)
    return grouped


def _entry(here: Visit, process: Process, rounds: Sequence[Round]) -> dict[str, Any]:
    phases = phases_with_status(process, here.now)
    current = [view for view in phases if view.status == PhaseStatus.OPEN]
    town = here.municipality
    return {
        "card": process_card(town, process, phases, rounds, here.now),
        "step": next_step(town, process, phases, rounds, now=here.now),
        "is_running": bool(current),
        "is_over": is_over(phases, rounds),
        "ends": min((view.phase.closes_at.timestamp() for view in current if view.phase.closes_at), default=2.0**40),
    }
