"""Results as files: Pabulib, JSON, CSV. Nothing in them tells who cast what, or when."""

import csv
import io
import json
import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from budgets.counting.pabulib import write_pb
from budgets.errors import TooFewBallotsError
from budgets.models import BallotType, RollKind, Round
from budgets.queries.configurations import frozen_envelopes, moment
from budgets.queries.counts import EnvelopeResult, ResultRow, ResultView
from budgets.queries.elections import contents_of
from participation.errors import NotFoundError

FEWEST_BALLOTS = 50
# Spreadsheets take what begins with one of these for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
VOTE_TYPES = {
    BallotType.APPROVAL: "approval",
    BallotType.KNAPSACK: "approval",
    BallotType.POINTS: "cumulative",
    BallotType.RANKING: "ordinal",
}
CSV_COLUMNS = ("envelope", "code", "title", "cost", "votes", "funded", "place", "realised", "reason", "departure")


def result_as_pb(view: ResultView, envelope_id: str | None = None) -> str:
    """Write one envelope as a Pabulib file that `manage.py count` reads: the first one, unless another is named.

    Ballots stand in the order of what they say and are numbered by it, so that none can be found by its receipt.

    Raises:
        NotFoundError: there is no such envelope.
        TooFewBallotsError: so few ballots that showing them singly could tell who cast one.

    """
    envelope = _chosen(view, envelope_id)
    if not is_published(view, envelope):
        raise TooFewBallotsError(limit=FEWEST_BALLOTS)
    projects = [_project(row) for row in sorted(envelope.rows, key=lambda row: row.project.code)]
    return write_pb(_meta(view, envelope), projects, _votes(view.round, envelope.id))


def is_published(view: ResultView, envelope: EnvelopeResult) -> bool:
    """Say whether the single ballots of an envelope are published: not where so few could tell who cast one."""
    return view.round.roll_kind == RollKind.IMPORTED or envelope.ballots >= FEWEST_BALLOTS


def result_as_json(view: ResultView) -> bytes:
    """Write configuration, counts with explanations, and decisions as one JSON document (UTF-8, keys sorted)."""
    return json.dumps(result_document(view), sort_keys=True, ensure_ascii=False, indent=1).encode()


def result_document(view: ResultView) -> dict[str, Any]:
    """Return the result as plain data; `result` of each envelope is what `manage.py count --json` prints."""
    count = view.count
    return {
        "round": view.round.pk,
        "title": view.round.title,
        "state": view.round.state,
        "configuration": view.round.configuration,
        "configuration_hash": view.round.configuration_hash,
        "reschedulings": [
            {"closes_at": moment(later.closes_at), "reason": later.reason} for later in view.round.reschedulings.all()
        ],
        "count": {"number": count.number, "calculated_at": moment(count.calculated_at), "parameters": count.parameters},
        "ballots": count.ballots,
        "roll_size": count.roll_size,
        "envelopes": [_envelope_document(envelope) for envelope in view.envelopes],
        "confirmation": _confirmation_document(view),
    }


def result_as_csv(view: ResultView) -> str:
    """Write one row per project: UTF-8 to be, comma-separated, amounts with a decimal point, safe against formulas."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    for envelope in view.envelopes:
        writer.writerows(_csv_row(envelope, row) for row in envelope.rows)
    return out.getvalue()


def _chosen(view: ResultView, envelope_id: str | None) -> EnvelopeResult:
    for envelope in view.envelopes:
        if envelope_id in (None, envelope.id):
            return envelope
    raise NotFoundError


def count_command(view: ResultView, file: str) -> str:
    """Write the command line with which anybody counts an exported file again and gets the same result."""
    options = {name: value for name, value in view.count.parameters.items() if value and name != "method"}
    parts = ["python", "manage.py", "count", file, "--method", view.count.parameters["method"]]
    for name, value in sorted(options.items()):
        parts += [f"--{name}", value]
    return shlex.join(parts)


def _meta(view: ResultView, envelope: EnvelopeResult) -> dict[str, str]:
    round_ = view.round
    frozen = next(frozen for frozen in frozen_envelopes(round_) if frozen.id == envelope.id)
    is_ours = round_.roll_kind != RollKind.IMPORTED
    meta = {
        "description": round_.title,
        "country": "Germany" if is_ours else "",
        "unit": round_.process.municipality.name if is_ours else "",
        "subunit": envelope.name,
        "instance": str(round_.opens_at.year) if round_.opens_at else "",
        "num_projects": str(len(envelope.rows)),
        "num_votes": str(envelope.ballots),
        "budget": _amount(envelope.amount_cents),
        "vote_type": VOTE_TYPES[BallotType(round_.ballot_type)],
        "rule": _rule(view.count.parameters),
        "max_length": str(frozen.max_choices or ""),
        "min_project_score_threshold": str(round_.min_score or ""),
        "currency": round_.currency,
        "comment": f"configuration sha256 {round_.configuration_hash}",
    }
    return {key: value for key, value in meta.items() if value}


def _rule(parameters: Mapping[str, str]) -> str:
    """Name the method as Pabulib does, else as we do."""
    known = {"greedy/1": "greedy", "greedy-no-skip/1": "greedy-no-skip"}
    if parameters["method"] == "equal-shares/1" and parameters.get("completion") == "add1":
        return "equalshares/add1-comparison" if parameters.get("comparison") == "greedy" else "equalshares/add1"
    return known.get(parameters["method"], parameters["method"])


def _project(row: ResultRow) -> dict[str, str]:
    return {
        "project_id": row.project.code,
        "cost": _amount(row.cost_cents),
        "votes": str(row.votes),
        "name": row.project.title,
        "selected": "1" if row.is_realised else "0",
    }


def _votes(round_: Round, envelope_id: str) -> list[dict[str, str]]:
    cast = [content for content in contents_of(round_) if envelope_id in content["choices"]]
    cells = sorted(_vote(content, envelope_id) for content in cast)
    has_points = any(points for _, points in cells)
    return [
        {"voter_id": str(number), "vote": vote} | ({"points": points} if has_points else {})
        for number, (vote, points) in enumerate(cells, start=1)
    ]


def _vote(content: Mapping[str, Any], envelope_id: str) -> tuple[str, str]:
    points: Iterable[int] = content.get("points", {}).get(envelope_id, ())
    return ",".join(content["choices"][envelope_id]), ",".join(str(number) for number in points)


def _envelope_document(envelope: EnvelopeResult) -> dict[str, Any]:
    return {
        "id": envelope.id,
        "name": envelope.name,
        "result": envelope.result,
        "projects": [_row_document(row) for row in envelope.rows],
    }


def _row_document(row: ResultRow) -> dict[str, Any]:
    return {
        "code": row.project.code,
        "title": row.project.title,
        "cost_cents": row.cost_cents,
        "votes": row.votes,
        "funded": row.is_funded,
        "place": row.place,
        "explanation": row.explanation,
        "sentence": row.sentence,
        "realised": row.is_realised,
        "departure": row.decision.reason if row.is_departure and row.decision else None,
    }


def _confirmation_document(view: ResultView) -> dict[str, Any] | None:
    if view.confirmation is None:
        return None
    resolution = view.confirmation.resolution
    return {
        "body": resolution.body.name,
        "title": resolution.title,
        "decided_on": resolution.decided_on.isoformat(),
        "paper_reference": resolution.paper_reference,
        "paper_url": resolution.paper_url,
        "reasons": resolution.reasons,
    }


def _csv_row(envelope: EnvelopeResult, row: ResultRow) -> list[str]:
    departure = row.decision.reason if row.is_departure and row.decision else ""
    cells = [
        envelope.name,
        row.project.code,
        row.project.title,
        _amount(row.cost_cents),
        str(row.votes),
        _flag(is_set=row.is_funded),
        str(row.place or ""),
        _flag(is_set=row.is_realised),
        row.sentence,
        departure,
    ]
    return [f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in cells]


def _flag(*, is_set: bool) -> str:
    return "1" if is_set else "0"


def _amount(cents: int) -> str:
    whole, rest = divmod(cents, 100)
    return f"{whole}.{rest:02}" if rest else str(whole)
