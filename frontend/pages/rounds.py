"""Budget rounds: what is on the ballot, who may vote, how it is counted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from budgets.ballotbox import canonical_json
from budgets.labels import money_text
from budgets.lifecycle import RESULT_STATES, RoundState
from budgets.models import Feasibility, Project, Round
from budgets.permissions import age_range, is_taking_ballots
from budgets.queries.ballots import booth_of
from budgets.queries.rounds import visible_rounds
from frontend.money import grouped
from frontend.pages.addresses import address
from frontend.pages.methods import ballot_text, counting_steps, method_name
from frontend.pages.processes import process_crumbs
from frontend.pages.times import time_left
from frontend.pages.visits import Visit, one_of, visit
from participation.errors import NotFoundError
from participation.lifecycle import PhaseKind

STATE_KINDS = {
    RoundState.PREPARATION: "neutral",
    RoundState.OPEN: "success",
    RoundState.CLOSED: "info",
    RoundState.CALCULATED: "warning",
    RoundState.CONFIRMED: "success",
}


def round_of(here: Visit, pk: str) -> Round:
    """Return the visible round.

    Raises:
        NotFoundError: there is none for this viewer.

    """
    return one_of(visible_rounds(here.viewer, here.municipality, now=here.now), pk=pk)


def budget_round(request: HttpRequest, municipality: str, round: str) -> HttpResponse:  # noqa: A002 -- the glossary's word
    """One round with its rules, its projects and the one thing one can do now."""
    here = visit(request, municipality)
    found = round_of(here, round)
    projects = list(found.projects.select_related("envelope", "proposal__district", "proposal__category"))
    town = here.municipality
    context = {
        "round": found,
        "state_kind": STATE_KINDS[RoundState(found.state)],
        "figures": _figures(here, found, projects),
        "envelopes": _envelopes(here, found, projects),
        "not_on_ballot": [project for project in projects if project.feasibility == Feasibility.INFEASIBLE],
        "reschedulings": list(found.reschedulings.all()),
        "ballot_phase": found.process.phases.filter(kind=PhaseKind.BALLOT).first(),
        "result_url": address(town, "result", round=found.pk) if found.state in RESULT_STATES else "",
        "breadcrumb": round_crumbs(here, found, last=True),
        **_casting(here, found),
        **_rules(found),
    }
    return render(request, "town/round.html", context)


def configuration(request: HttpRequest, municipality: str, round: str) -> HttpResponse:  # noqa: A002 -- the glossary's word
    """The frozen rules exactly as they were hashed: SHA-256 over these bytes gives the published hash."""
    here = visit(request, municipality)
    found = round_of(here, round)
    if found.configuration is None:
        raise NotFoundError
    return HttpResponse(canonical_json(found.configuration), content_type="application/json")


def round_crumbs(here: Visit, round_: Round, *more: tuple[str, str], last: bool = False) -> list[dict[str, str]]:
    """The way to a round and on."""
    own = (round_.title, "" if last else address(here.municipality, "round", round=round_.pk))
    return process_crumbs(here, round_.process, own, *more)


def _rules(round_: Round) -> dict[str, Any]:
    return {
        "age_text": age_range(round_),
        "ballot_text": ballot_text(round_),
        "method_name": method_name(round_),
        "counting_steps": counting_steps(round_),
    }


def _casting(here: Visit, round_: Round) -> dict[str, Any]:
    """Whether ballots are taken, and why not from this viewer – before the click."""
    if not is_taking_ballots(round_, now=here.now):
        return {"is_casting": False, "is_over": round_.state == RoundState.OPEN}
    booth = booth_of(here.viewer, round_, now=here.now)
    return {"is_casting": True, "booth": booth, "booth_url": address(here.municipality, "booth", round=round_.pk)}


def _figures(here: Visit, round_: Round, projects: list[Project]) -> list[dict[str, str]]:
    envelopes = list(round_.envelopes.all())
    total = sum(envelope.amount_cents for envelope in envelopes)
    count = sum(project.feasibility == Feasibility.FEASIBLE for project in projects)
    figures = [
        {"value": money_text(total, currency=round_.currency), "label": _("sind zu vergeben")},
        {"value": grouped(count, "de"), "label": _("Projekte stehen zur Wahl")},
    ]
    left = time_left(round_.closes_at, here.now) if is_taking_ballots(round_, now=here.now) else ""
    return [*figures, {"value": left, "label": _("können Sie abstimmen")}] if left else figures


def _envelopes(here: Visit, round_: Round, projects: list[Project]) -> list[dict[str, Any]]:
    feasible = [project for project in projects if project.feasibility == Feasibility.FEASIBLE]
    return [
        {
            "envelope": envelope,
            "projects": [
                {"project": project, "url": _proposal_url(here, project)}
                for project in feasible
                if project.envelope_id == envelope.pk
            ],
        }
        for envelope in round_.envelopes.select_related("district")
    ]


def _proposal_url(here: Visit, project: Project) -> str:
    if project.proposal_id is None:
        return ""
    return address(here.municipality, "proposal", proposal=project.proposal_id)
