"""Taking in a real election from a Pabulib file: a finished round, ready to be counted."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from budgets.ballotbox import leaf_of
from budgets.counting import Ballot, CountingError, Election, Parameters
from budgets.counting.errors import MissingKeyError, UnknownRuleError
from budgets.counting.pabulib import PabulibFile, election_of, parameters_from_meta, read_pb
from budgets.errors import UnreadableElectionError
from budgets.labels import counting_sentence
from budgets.lifecycle import RoundState
from budgets.models import BallotType, Envelope, Feasibility, FinalBallot, Project, RollKind, Round
from budgets.queries.configurations import configuration_hash, configuration_of
from budgets.queries.parameters import stored_parameters
from participation.actions.journal import record
from participation.models import Body, BodyKind, Influence, Municipality, Person, Process
from participation.models.ids import new_id
from participation.permissions import OFFICE_ROLES, require_role

BATCH = 2_000
CODE_LENGTH, TITLE_LENGTH = 60, 600
NONCE_BYTES = 32
CLIENT_NONCE = "imported"
BALLOT_TYPES = {
    "approval": BallotType.APPROVAL,
    "choose-1": BallotType.APPROVAL,
    "knapsack": BallotType.KNAPSACK,
    "cumulative": BallotType.POINTS,
    "scoring": BallotType.POINTS,
    "ordinal": BallotType.RANKING,
}


@transaction.atomic
def import_pabulib(*, text: str | bytes, municipality: Municipality, importer: Person | None, now: datetime) -> Round:
    """Make a closed round of an election: one envelope, its projects, its ballots without anything about the voters.

    The method is that of META `rule`; where the file names none that we know, it is greedy, and the round says so.

    Args:
        text: the file, UTF-8.
        importer: None is the operator at the command line.

    Raises:
        NotPermittedError: `importer` is neither clerk nor administrator of the municipality.
        UnreadableElectionError: the file cannot be taken in; with the line and the code of the reason.

    """
    if importer is not None:
        require_role(importer, *OFFICE_ROLES, within=municipality, now=now)
    pb, election = _read(text)
    round_ = _round(pb, election, _process(pb, municipality, now=now), now=now)
    envelope = Envelope.objects.create(
        round=round_,
        position=1,
        name=_meta(pb, "subunit") or _("Gesamtbudget"),
        amount_cents=election.budget,
        max_choices=_most_choices(pb, election),
    )
    Project.objects.bulk_create(_projects(pb, election, envelope), batch_size=BATCH)
    FinalBallot.objects.bulk_create(_ballots(election, envelope), batch_size=BATCH)
    round_.configuration = configuration_of(round_)
    round_.configuration_hash = configuration_hash(round_.configuration)
    round_.state = RoundState.CLOSED
    round_.save()
    data = {"configuration_hash": round_.configuration_hash, "ballots": len(election.ballots)}
    record(municipality=municipality, actor=importer, act="round.imported", on=round_, now=now, data=data)
    return round_


def _read(text: str | bytes) -> tuple[PabulibFile, Election]:
    try:
        pb = read_pb(text)
        election = election_of(pb)
    except CountingError as refusal:
        raise _unreadable(refusal.code, counting_sentence(refusal), line=refusal.line, field=refusal.field) from None
    _check_storable(pb, election)
    return pb, election


def _check_storable(pb: PabulibFile, election: Election) -> None:
    """Refuse what is a valid file, but no round of ours."""
    if not election.budget:
        reason = "no_budget"
        raise _unreadable(reason, _("Das Budget ist null."), line=pb.lines.get("budget"), field="budget")
    for row in pb.projects:
        if len(row.cells["project_id"].strip()) > CODE_LENGTH:
            reason = "id_too_long"
            explanation = _("Die Kennung eines Projekts ist länger als %(limit)s Zeichen.") % {"limit": CODE_LENGTH}
            raise _unreadable(reason, explanation, line=row.line, field="project_id")
    for row in pb.projects:
        if any("\x00" in cell for cell in row.cells.values()):
            reason = "bad_file"
            explanation = _("Die Datei enthält Zeichen, die wir nicht speichern können.")
            raise _unreadable(reason, explanation, line=row.line, field="PROJECTS")


def _unreadable(reason: str, explanation: str, *, line: int | None, field: str | None) -> UnreadableElectionError:
    return UnreadableElectionError(field=field or "", reason=reason, line=line or 1, explanation=explanation)


def _meta(pb: PabulibFile, key: str, limit: int = 120) -> str:
    return " ".join(pb.meta.get(key, "").replace("\x00", "").split())[:limit]


def _title(pb: PabulibFile) -> str:
    title = _meta(pb, "description") or _meta(pb, "unit") or _("Eingelesene Wahl")
    year = _meta(pb, "instance", 20)
    return title if not year or year in title else f"{title} {year}"


def _process(pb: PabulibFile, municipality: Municipality, *, now: datetime) -> Process:
    """Make the process in which an imported round stands; it says openly what it is."""
    title = _title(pb)
    return Process.objects.create(
        municipality=municipality,
        slug=f"{slugify(title)[:60].strip('-') or 'wahl'}-{new_id()[:6]}",
        title=title,
        summary=_("Eine abgeschlossene Wahl aus einer Pabulib-Datei, hier zum Nachrechnen."),
        task=_("Nachvollziehen, wie diese Wahl ausgegangen ist und warum."),
        fixed=_("Projekte, Kosten, Budget und Stimmzettel stehen so in der Datei."),
        open=_("Nichts: Die Abstimmung ist vorbei."),
        influence=Influence.INFORM,
        use_of_result=_("Das Ergebnis dient dem Vergleich; es bindet hier niemanden."),
        deciding_body=_body(municipality),
        office=municipality.contact_name,
        contact_name=municipality.contact_name,
        contact_email=municipality.contact_email,
        created_at=now,
        published_at=now,
    )


def _body(municipality: Municipality) -> Body:
    council = municipality.bodies.filter(kind=BodyKind.MUNICIPAL_COUNCIL).first()
    if council is not None:
        return council
    return Body.objects.get_or_create(
        municipality=municipality, name=_("Gemeinderat"), defaults={"kind": BodyKind.MUNICIPAL_COUNCIL}
    )[0]


def _round(pb: PabulibFile, election: Election, process: Process, *, now: datetime) -> Round:
    parameters, source = _parameters(pb)
    begins, ends = _times(pb)
    assert process.deciding_body is not None  # noqa: S101 -- made two lines above
    return Round.objects.create(
        process=process,
        title=process.title,
        deciding_body=process.deciding_body,
        ballot_type=BALLOT_TYPES[election.ballot_type],
        roll_kind=RollKind.IMPORTED,
        opens_at=begins,
        closes_at=ends,
        method=parameters.method,
        parameters=stored_parameters(parameters),
        min_score=election.minimum_score,
        currency=_meta(pb, "currency", 3).upper() or "EUR",
        source=source[:300],
        created_at=now,
    )


def _parameters(pb: PabulibFile) -> tuple[Parameters, str]:
    place = ", ".join(part for part in (_meta(pb, "unit"), _meta(pb, "country")) if part)
    source = f"Pabulib: {place}" if place else "Pabulib"
    try:
        return parameters_from_meta(pb), source
    except (MissingKeyError, UnknownRuleError):
        unknown = _("Die Datei nennt kein Auszählverfahren, das wir kennen; gezählt wird nach den meisten Stimmen.")
        return Parameters(method="greedy/1"), f"{source}. {unknown}"


def _most_choices(pb: PabulibFile, election: Election) -> int | None:
    if election.ballot_type == "choose-1":
        return 1
    if election.max_length is not None:
        return election.max_length or None
    text = _meta(pb, "max_length", 9)
    return int(text) or None if text.isdecimal() else None


def _times(pb: PabulibFile) -> tuple[datetime | None, datetime | None]:
    """Return when voting began and ended, the last day included; None where the file gives no whole dates."""
    begins, ends = (_day(_meta(pb, key, 10)) for key in ("date_begin", "date_end"))
    if begins is None or ends is None or ends < begins:
        return None, None
    return _midnight(begins), _midnight(ends + timedelta(days=1))


def _day(text: str) -> date | None:
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _projects(pb: PabulibFile, election: Election, envelope: Envelope) -> Iterator[Project]:
    costs = {project.id: project.cost for project in election.projects}
    for row in pb.projects:
        code = row.cells["project_id"].strip()
        yield Project(
            round=envelope.round,
            envelope=envelope,
            code=code,
            title=" ".join(row.cells.get("name", "").split())[:TITLE_LENGTH] or code,
            cost_cents=costs[code],
            feasibility=Feasibility.FEASIBLE,
        )


def _ballots(election: Election, envelope: Envelope) -> list[FinalBallot]:
    """Make the final ballots, sorted by leaf, so that not even the order of the file is left."""
    is_ranked = election.ballot_type == "ordinal"
    contents = (_content(ballot, envelope.pk, keep_order=is_ranked) for ballot in election.ballots)
    return sorted(_final(contents, envelope.round), key=lambda ballot: ballot.leaf)


def _final(contents: Iterable[Mapping[str, Any]], round_: Round) -> Iterator[FinalBallot]:
    for content in contents:
        nonce = secrets.token_hex(NONCE_BYTES)
        leaf = leaf_of(round_id=round_.pk, server_nonce=nonce, client_nonce=CLIENT_NONCE, ballot=content)
        yield FinalBallot(round=round_, leaf=leaf, content=content, server_nonce=nonce, client_nonce=CLIENT_NONCE)


def _content(ballot: Ballot, envelope_id: str, *, keep_order: bool) -> dict[str, Any]:
    points = dict(zip(ballot.choices, ballot.points, strict=True)) if ballot.points else {}
    codes = list(ballot.choices) if keep_order else sorted(ballot.choices)
    content: dict[str, Any] = {"choices": {envelope_id: codes}}
    if points:
        content["points"] = {envelope_id: [points[code] for code in codes]}
    return content
