"""A ballot as the booth shows it: envelopes with their projects, and the bar that adds up what is chosen."""

import hashlib
from collections.abc import Sequence
from typing import Any

from budgets.models import BallotType, Project
from budgets.queries.ballots import Booth
from budgets.queries.configurations import FrozenEnvelope, FrozenProject
from frontend.forms.ballots import FilledBallot, field_name
from frontend.pages.addresses import address
from frontend.pages.cards import teaser
from frontend.pages.visits import Visit


def ballot_paper(here: Visit, booth: Booth, ballot: FilledBallot) -> dict[str, Any]:
    """Everything on the ballot; projects stand in an order of each voter's own, so that no place is an advantage."""
    known = {
        project.code: project
        for project in booth.round.projects.select_related("proposal__category", "proposal__district")
    }
    is_knapsack = booth.round.ballot_type == BallotType.KNAPSACK
    bars = [_bar(envelope, ballot, is_knapsack=is_knapsack) for envelope in booth.envelopes]
    return {
        "is_knapsack": is_knapsack,
        "bars": bars,
        "is_over": any(bar["over"] for bar in bars),
        "envelopes": [
            {
                "envelope": envelope,
                "name": field_name(envelope.id),
                "bar": bar,
                "projects": [
                    _choice(here, known.get(project.code), project, ballot.choices.get(envelope.id, ()))
                    for project in _own_order(here, envelope)
                ],
            }
            for envelope, bar in zip(booth.envelopes, bars, strict=True)
        ],
    }


def chosen_projects(booth: Booth, ballot: FilledBallot) -> list[dict[str, Any]]:
    """What was chosen in each envelope, with its sum in cents; only after the choices were checked."""
    chosen = []
    for envelope in booth.envelopes:
        projects = [envelope.projects[code] for code in ballot.choices.get(envelope.id, ())]
        total = sum(project.cost_cents for project in projects)
        chosen.append({"envelope": envelope, "projects": projects, "total_cents": total})
    return chosen


def _own_order(here: Visit, envelope: FrozenEnvelope) -> list[FrozenProject]:
    seed = here.person.pk
    return sorted(
        envelope.projects.values(), key=lambda project: hashlib.sha256(f"{seed}{project.code}".encode()).digest()
    )


def _bar(envelope: FrozenEnvelope, ballot: FilledBallot, *, is_knapsack: bool) -> dict[str, Any]:
    codes = [code for code in ballot.choices.get(envelope.id, ()) if code in envelope.projects]
    chosen = sum(envelope.projects[code].cost_cents for code in codes)
    left = envelope.amount_cents - chosen
    too_many = envelope.max_choices is not None and len(codes) > envelope.max_choices
    return {
        "id": envelope.id,
        "name": envelope.name,
        "chosen_cents": chosen,
        "limit_cents": envelope.amount_cents,
        "left_cents": left,
        "missing_cents": -left,
        "count": len(codes),
        "most": envelope.max_choices,
        "over": too_many or (is_knapsack and left < 0),
        "over_budget": is_knapsack and left < 0,
    }


def _choice(here: Visit, project: Project | None, frozen: FrozenProject, chosen: Sequence[str]) -> dict[str, Any]:
    proposal = project.proposal if project else None
    return {
        "id": frozen.code,
        "title": frozen.title,
        "cost_cents": frozen.cost_cents,
        "text": teaser(project.summary) if project else "",
        "url": address(here.municipality, "proposal", proposal=proposal.pk) if proposal else "",
        "category": proposal.category.name if proposal and proposal.category else "",
        "district": proposal.district.name if proposal and proposal.district else "",
        "chosen": frozen.code in chosen,
    }
