"""How a budget round is prepared, opened, voted in, closed, counted and confirmed."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from budgets.actions.ballots import BallotInput, cast_ballot
from budgets.actions.closing import close_due_round
from budgets.actions.confirmation import ResolutionDetails, confirm_confirmation, propose_confirmation
from budgets.actions.counting import count_round
from budgets.actions.opening import confirm_opening, propose_opening
from budgets.actions.projects import adopt_proposal, cost_project
from budgets.actions.rounds import EnvelopeDetails, add_envelope, configure_round, create_round
from budgets.models import Count, Envelope, Feasibility, Project, Round
from frontend.demo.ballots import Candidate, Voter, fill_in
from frontend.demo.place import Resident, Town
from frontend.demo.proposals import Intake
from frontend.demo.stories import Story

SAID_EVERY = 1000
YOUNGEST_VOTER = 14
METHOD = {"method": "equal-shares/1", "parameters": {"completion": "add1u", "utility": "cost"}}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """When a round opens and closes, and what it is called."""

    title: str
    opens_at: datetime
    closes_at: datetime


def prepare(intake: Intake, plan: Plan, texts: dict[str, Any], *, now: datetime) -> Round:
    """Create a round with its envelopes, and adopt every proposal that names one."""
    town = intake.town
    round_ = create_round(clerk=town.clerk, process=intake.process, title=plan.title, now=now)
    changes = {"age_min": YOUNGEST_VOTER, "opens_at": plan.opens_at, "closes_at": plan.closes_at, **METHOD}
    round_ = configure_round(clerk=town.clerk, round_=round_, changes=changes, now=now)
    envelopes = {text["name"]: _envelope(town, round_, text, now) for text in texts["envelope"]}
    for text in texts["proposal"]:
        if "envelope" in text:
            proposal = intake.proposals[text["title"]]
            adopt_proposal(clerk=town.clerk, envelope=envelopes[text["envelope"]], proposal=proposal, now=now)
    return round_


def _envelope(town: Town, round_: Round, text: dict[str, Any], now: datetime) -> Envelope:
    details = EnvelopeDetails(
        name=text["name"],
        amount_cents=text["amount"] * 100,
        district=town.districts[text["district"]] if "district" in text else None,
        max_choices=text.get("max_choices"),
    )
    return add_envelope(clerk=town.clerk, round_=round_, details=details, now=now)


def cost_all(town: Town, round_: Round, texts: Iterable[dict[str, Any]], *, since: datetime) -> Story:
    """Let the finance officer go through the projects, a few hours each; what names no figure is left to do."""
    projects = {project.title: project for project in round_.projects.all()}
    for number, text in enumerate(text for text in texts if "costed" in text or "infeasible" in text):
        now = yield since + timedelta(hours=5 * number)
        is_feasible = "costed" in text
        cost_project(
            officer=town.staff["kaemmerei"],
            project=projects[text["title"]],
            cost_cents=text["costed"] * 100 if is_feasible else None,
            feasibility=Feasibility.FEASIBLE if is_feasible else Feasibility.INFEASIBLE,
            reason=text.get("infeasible", "").strip(),
            now=now,
        )


def open_round(town: Town, round_: Round, plan: Plan) -> Story:
    """Open a round by two returning officers."""
    now = yield plan.opens_at - timedelta(hours=20)
    propose_opening(officer=town.staff["leitung-a"], round_=round_, now=now)
    now = yield plan.opens_at
    confirm_opening(officer=town.staff["leitung-b"], round_=round_, now=now)


def vote(town: Town, round_: Round, texts: dict[str, Any], *, ballots: int, until: datetime) -> Story:
    """Let `ballots` residents vote, by and by until `until`."""
    since = round_.opens_at or until
    candidates = _candidates(round_, texts["proposal"])
    envelopes = list(round_.envelopes.select_related("district"))
    voters = town.rng.sample(town.residents, min(ballots, len(town.residents)))
    for number, voter in enumerate(voters):
        now = yield since + (until - since) * ((number + 0.5) / len(voters))
        _cast(town, round_, voter, candidates=candidates, envelopes=_open_to(voter, envelopes, town), now=now)
        if (number + 1) % SAID_EVERY == 0:
            town.say(f"{number + 1} Stimmzettel / ballots – {round_.title}")


def _candidates(round_: Round, texts: Iterable[dict[str, Any]]) -> list[Candidate]:
    texts_by_title = {text["title"]: text for text in texts}
    projects = round_.projects.filter(feasibility=Feasibility.FEASIBLE).order_by("code")
    return [_candidate(project, texts_by_title[project.title]) for project in projects]


def _candidate(project: Project, text: dict[str, Any]) -> Candidate:
    return Candidate(
        code=project.code,
        envelope=project.envelope_id,
        appeal=text.get("appeal", text.get("supports", 1)),
        district=text.get("district", ""),
        category=text["category"],
    )


def _open_to(voter: Resident, envelopes: Iterable[Envelope], town: Town) -> dict[str, int]:
    own = town.districts[voter.district]
    return {envelope.pk: envelope.max_choices or 99 for envelope in envelopes if envelope.district in (None, own)}


def _cast(
    town: Town,
    round_: Round,
    voter: Resident,
    *,
    candidates: list[Candidate],
    envelopes: dict[str, int],
    now: datetime,
) -> None:
    chosen = fill_in(
        town.rng,
        Voter(district=voter.district, interest=voter.interest),
        [candidate for candidate in candidates if candidate.envelope in envelopes],
        limits=envelopes,
    )
    ballot = BallotInput(choices=chosen, idempotency_key=secrets.token_hex(16), client_nonce=secrets.token_hex(16))
    cast_ballot(voter=voter.person, round_=round_, ballot=ballot, now_after_lock=lambda: now)


def count_and_confirm(town: Town, round_: Round, texts: dict[str, Any], *, year: int) -> Story:
    """Close a round whose time is over, count it, and let the body confirm it with its one departure."""
    closes_at = round_.closes_at or town.now
    now = yield closes_at + timedelta(minutes=5)
    close_due_round(round_=round_, now=now)
    now = yield closes_at + timedelta(hours=15)
    count = count_round(officer=town.staff["leitung-a"], round_=round_, now=now)
    now = yield closes_at + timedelta(days=13)
    propose_confirmation(
        officer=town.staff["leitung-a"],
        count=count,
        resolution=_resolution(town, texts["resolution"], year=year, decided_at=now - timedelta(days=1)),
        departures=_departures(count, texts["proposal"]),
        now=now,
    )
    now = yield closes_at + timedelta(days=14)
    confirm_confirmation(officer=town.staff["leitung-b"], count=count, now=now)


def _resolution(town: Town, text: dict[str, Any], *, year: int, decided_at: datetime) -> ResolutionDetails:
    return ResolutionDetails(
        body=town.bodies[text["body"]],
        title=text["title"].format(year=year),
        decided_on=decided_at.date(),
        paper_reference=text["paper_reference"].format(year=year),
        reasons=text["reasons"].strip(),
    )


def _departures(count: Count, texts: Iterable[dict[str, Any]]) -> dict[str, str]:
    reasons = {text["title"]: text["departure"].strip() for text in texts if "departure" in text}
    projects = Project.objects.filter(round=count.round_id, title__in=reasons)
    return {project.code: reasons[project.title] for project in projects}
