"""The configuration of a round: the document that is frozen at opening, and what is read out of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from budgets.ballotbox import canonical_json
from budgets.models import Envelope, Feasibility, Project, Round
from participation.models import District


@dataclass(frozen=True, kw_only=True)
class FrozenProject:
    """A project as it stands on the ballot."""

    code: str
    title: str
    cost_cents: int


@dataclass(frozen=True, kw_only=True)
class FrozenEnvelope:
    """An envelope as it stands on the ballot; `districts` None means everybody votes in it."""

    id: str
    name: str
    amount_cents: int
    max_choices: int | None
    districts: frozenset[str] | None
    projects: Mapping[str, FrozenProject]

    def is_for(self, district_id: str | None) -> bool:
        """Say whether somebody of that district votes in this envelope."""
        return self.districts is None or district_id in self.districts


def configuration_of(round_: Round) -> dict[str, Any]:
    """Write down everything that matters for a round: canonical, hence whole numbers and text only.

    Envelopes stand in their order, projects by code; those that are not feasible stand apart, with the reason.
    """
    process = round_.process
    return {
        "format": "round/1",
        "round": round_.pk,
        "title": round_.title,
        "municipality": process.municipality.slug,
        "process": process.pk,
        "deciding_body": round_.deciding_body_id,
        "opens_at": moment(round_.opens_at),
        "closes_at": moment(round_.closes_at),
        "ballot": {
            "type": round_.ballot_type,
            "blank_allowed": round_.blank_allowed,
            "replaceable": round_.replaceable,
        },
        "eligibility": {"roll": round_.roll_kind, "age_min": round_.age_min, "age_max": round_.age_max},
        "count": {"method": round_.method, "parameters": round_.parameters, "min_score": round_.min_score},
        "currency": round_.currency,
        "envelopes": _envelopes(round_),
        "not_on_ballot": [
            {"code": project.code, "title": project.title, "reason": project.feasibility_reason}
            for project in round_.projects.filter(feasibility=Feasibility.INFEASIBLE).order_by("code")
        ],
    }


def configuration_hash(configuration: Mapping[str, Any]) -> str:
    """Compute the SHA-256 over the canonical document, 64 lower-case hex digits."""
    return hashlib.sha256(canonical_json(configuration)).hexdigest()


def moment(at: datetime | None) -> str | None:
    """Write a moment in UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else None


def frozen_envelopes(round_: Round) -> list[FrozenEnvelope]:
    """Return what stands on the ballot, in order; of a round in preparation, as it would be frozen now."""
    configuration = round_.configuration or configuration_of(round_)
    return [_frozen(envelope) for envelope in configuration["envelopes"]]


def _frozen(envelope: Mapping[str, Any]) -> FrozenEnvelope:
    projects = [FrozenProject(**project) for project in envelope["projects"]]
    districts = envelope["districts"]
    return FrozenEnvelope(
        id=envelope["id"],
        name=envelope["name"],
        amount_cents=envelope["amount_cents"],
        max_choices=envelope["max_choices"],
        districts=None if districts is None else frozenset(districts),
        projects={project.code: project for project in projects},
    )


def _envelopes(round_: Round) -> list[dict[str, Any]]:
    on_ballot: dict[str, list[Project]] = {}
    for project in round_.projects.filter(feasibility=Feasibility.FEASIBLE).order_by("code"):
        on_ballot.setdefault(project.envelope_id, []).append(project)
    envelopes = list(round_.envelopes.order_by("position", "id"))
    reach = _districts_below(round_) if any(envelope.district_id for envelope in envelopes) else {}
    return [_envelope(envelope, on_ballot.get(envelope.pk, []), reach) for envelope in envelopes]


def _envelope(envelope: Envelope, projects: list[Project], reach: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "id": envelope.pk,
        "name": envelope.name,
        "amount_cents": envelope.amount_cents,
        "max_choices": envelope.max_choices,
        "districts": reach[envelope.district_id] if envelope.district_id else None,
        "projects": [
            {"code": project.code, "title": project.title, "cost_cents": project.cost_cents} for project in projects
        ],
    }


def _districts_below(round_: Round) -> dict[str, list[str]]:
    """Return for each district of the municipality itself and all below it, sorted by id."""
    parents = dict(District.objects.filter(municipality=round_.process.municipality_id).values_list("pk", "parent_id"))
    reach: dict[str, list[str]] = {district: [] for district in parents}
    for district in sorted(parents):
        above: str | None = district
        seen: set[str] = set()
        while above is not None and above not in seen:
            seen.add(above)
            reach[above].append(district)
            above = parents[above]
    return reach
