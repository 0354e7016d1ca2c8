"""What a Pabulib file says, as an election and parameters."""

from dataclasses import replace

from budgets.counting.elections import BALLOT_TYPES, LARGEST_POINTS, Ballot, Election, Project
from budgets.counting.errors import (
    BadPointsError,
    DuplicateChoiceError,
    DuplicateProjectError,
    DuplicateVoterError,
    MissingColumnError,
    MissingIdError,
    MissingKeyError,
    NumberMismatchError,
    UnknownBallotTypeError,
    UnknownProjectError,
    UnknownRuleError,
)
from budgets.counting.parameters import Parameters

from .amounts import cents, is_absent, points, whole_number
from .reading import PabulibFile, Row

_NEEDS_POINTS = {"cumulative", "scoring"}
_RULES = {
    "greedy": Parameters(method="greedy/1"),
    "greedy-threshold": Parameters(method="greedy/1"),
    "greedy-no-skip": Parameters(method="greedy-no-skip/1"),
    "equalshares/add1": Parameters(method="equal-shares/1", completion="add1"),
    "equalshares/add1-comparison": Parameters(method="equal-shares/1", completion="add1", comparison="greedy"),
}


def election_of(pb: PabulibFile) -> Election:
    """Read the election out of a file; every refusal names line and column or key.

    A file whose number of rows is not the announced one is refused, for it is not whole; the columns `votes` and
    `score` of the projects are not read, the ballots say it. Limits for ballots were the box's business and are
    not checked again. An empty vote or “none” is a blank ballot.

    Raises:
        CountingError: see `errors`, from a missing key to a voter who appears twice.

    """
    ballot_type = _required(pb, "vote_type").strip()
    if ballot_type not in BALLOT_TYPES:
        raise UnknownBallotTypeError(line=pb.lines.get("vote_type"), field="vote_type", ballot_type=ballot_type)
    budget = cents(_required(pb, "budget"), line=pb.lines.get("budget", 0), field="budget")
    projects = _projects(pb)
    return Election(
        budget=budget,
        projects=projects,
        ballots=_ballots(pb, {project.id for project in projects}, needs_points=ballot_type in _NEEDS_POINTS),
        ballot_type=ballot_type,
        max_length=_figure(pb, "max_length"),
        minimum_score=_figure(pb, "min_project_score_threshold") or 0,
    )


def parameters_from_meta(pb: PabulibFile, *, ties: str = "") -> Parameters:
    """Give the parameters of the rule by which the town counted.

    Args:
        ties: seed of the lot order; files do not say how lots were drawn.

    Raises:
        MissingKeyError: META names no rule.
        UnknownRuleError: a rule that is none of ours.

    """
    rule = _required(pb, "rule").strip()
    if rule not in _RULES:
        raise UnknownRuleError(line=pb.lines.get("rule"), field="rule", rule=rule[:80])
    return replace(_RULES[rule], ties=ties)


def _required(pb: PabulibFile, key: str) -> str:
    if is_absent(pb.meta.get(key, "")):
        raise MissingKeyError(line=pb.lines.get(key), field=key, key=key)
    return pb.meta[key]


def _figure(pb: PabulibFile, key: str) -> int | None:
    return whole_number(pb.meta.get(key, ""), line=pb.lines.get(key, 0), field=key)


def _check_number(pb: PabulibFile, key: str, found: int) -> None:
    announced = _figure(pb, key)
    if announced is not None and announced != found:
        raise NumberMismatchError(line=pb.lines.get(key), field=key, announced=announced, found=found)


def _projects(pb: PabulibFile) -> tuple[Project, ...]:
    projects: dict[str, Project] = {}
    for row in pb.projects:
        name = _id(row, "project_id")
        if name in projects:
            raise DuplicateProjectError(line=row.line, field="project_id", project=name)
        projects[name] = Project(id=name, cost=cents(row.cells["cost"], line=row.line, field="cost"))
    _check_number(pb, "num_projects", len(projects))
    return tuple(projects.values())


def _ballots(pb: PabulibFile, known: set[str], *, needs_points: bool) -> tuple[Ballot, ...]:
    if needs_points and pb.ballots and "points" not in pb.ballots[0].cells:
        raise MissingColumnError(line=pb.ballots[0].line, field="points", section="VOTES", column="points")
    voters: set[str] = set()
    ballots = []
    for row in pb.ballots:
        voter = _id(row, "voter_id")
        if voter in voters:
            raise DuplicateVoterError(line=row.line, field="voter_id", voter=voter)
        voters.add(voter)
        ballots.append(_ballot(row, known, needs_points=needs_points))
    _check_number(pb, "num_votes", len(ballots))
    return tuple(ballots)


def _id(row: Row, column: str) -> str:
    name = row.cells[column].strip()
    if not name:
        raise MissingIdError(line=row.line, field=column)
    return name


def _ballot(row: Row, known: set[str], *, needs_points: bool) -> Ballot:
    cell = row.cells["vote"].strip()
    choices = () if is_absent(cell) and cell not in known else tuple(part.strip() for part in cell.split(","))
    for place, choice in enumerate(choices):
        if choice not in known:
            raise UnknownProjectError(line=row.line, field="vote", project=choice[:80])
        if choice in choices[:place]:
            raise DuplicateChoiceError(line=row.line, field="vote", project=choice)
    return Ballot(choices=choices, points=_points(row, len(choices), needs_points=needs_points))


def _points(row: Row, choices: int, *, needs_points: bool) -> tuple[int, ...]:
    cell = row.cells.get("points", "")
    given = () if is_absent(cell) else tuple(points(part, line=row.line) for part in cell.split(","))
    if len(given) != choices and (given or needs_points):
        raise BadPointsError(line=row.line, field="points", limit=LARGEST_POINTS)
    return given
