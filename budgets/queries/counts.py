"""Results as they are shown: public once calculated, nothing before."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from budgets.labels import explanation_sentence
from budgets.lifecycle import RESULT_STATES
from budgets.models import Count, CountConfirmation, Project, ProjectDecision, Round
from budgets.queries.configurations import frozen_envelopes
from participation.errors import NotFoundError


@dataclass(frozen=True, kw_only=True)
class ResultRow:
    """One project in a result.

    Attributes:
        place: in the order of funding, from 1; None for one that is not funded.
        decision: what the body decided; None until it has.

    """

    project: Project
    cost_cents: int
    votes: int
    place: int | None
    explanation: Mapping[str, Any]
    currency: str
    decision: ProjectDecision | None

    @property
    def is_funded(self) -> bool:
        """Say whether the count funds the project."""
        return self.place is not None

    @property
    def is_realised(self) -> bool:
        """Say whether the project will be realised: as the body decided, else as counted."""
        return self.decision.realised if self.decision is not None else self.is_funded

    @property
    def is_departure(self) -> bool:
        """Say whether the body decided against the count."""
        return self.decision is not None and self.decision.realised != self.decision.calculated

    @property
    def sentence(self) -> str:
        """Say in one sentence why the project won or lost."""
        return explanation_sentence(self.explanation, currency=self.currency)


@dataclass(frozen=True, kw_only=True)
class EnvelopeResult:
    """One envelope in a result.

    Attributes:
        rows: funded ones in the order of funding, then the others by votes, cost and code.
        result: the whole count, in the form of `manage.py count --json`.

    """

    id: str
    name: str
    amount_cents: int
    ballots: int
    spent_cents: int
    rows: tuple[ResultRow, ...]
    result: Mapping[str, Any]

    @property
    def left_cents(self) -> int:
        """Return what stays in the envelope."""
        return self.amount_cents - self.spent_cents

    @property
    def realised_cents(self) -> int:
        """Return what the projects cost that will be realised: as the body decided, else as counted."""
        return sum(row.cost_cents for row in self.rows if row.is_realised)

    @property
    def funded(self) -> tuple[ResultRow, ...]:
        """Return the funded projects in order; the line is drawn below them."""
        return tuple(row for row in self.rows if row.is_funded)


@dataclass(frozen=True, kw_only=True)
class ResultView:
    """A result as it is published; `confirmation` is None while it is only calculated."""

    round: Round
    count: Count
    envelopes: tuple[EnvelopeResult, ...]
    confirmation: CountConfirmation | None

    @property
    def turnout(self) -> Fraction | None:
        """Return ballots per right to vote; None without a roll or with an empty one."""
        return Fraction(self.count.ballots, self.count.roll_size) if self.count.roll_size else None

    @property
    def turnout_percent(self) -> float | None:
        """Return the turnout in percent, to one decimal."""
        return None if self.turnout is None else round(float(self.turnout * 100), 1)

    @property
    def departures(self) -> tuple[ResultRow, ...]:
        """Return the projects where the body decided against the count."""
        return tuple(row for envelope in self.envelopes for row in envelope.rows if row.is_departure)


def current_count(round_: Round) -> Count | None:
    """Return the last count of a round, or None before there is one."""
    if round_.state not in RESULT_STATES:
        return None
    return Count.objects.filter(round=round_).order_by("-number").first()


def result_of(round_: Round) -> ResultView:
    """Return the result of a round.

    Raises:
        NotFoundError: there is none yet.

    """
    count = current_count(round_)
    if count is None:
        raise NotFoundError
    confirmation = CountConfirmation.objects.filter(round=round_).select_related("resolution__body").first()
    decisions = {}
    if confirmation is not None:
        decisions = {decision.project_id: decision for decision in confirmation.decisions.all()}
    projects = {project.code: project for project in round_.projects.select_related("proposal")}
    costs = {
        code: project.cost_cents for envelope in frozen_envelopes(round_) for code, project in envelope.projects.items()
    }
    rows = {
        code: _Known(project=project, cost_cents=costs[code], decision=decisions.get(project.pk))
        for code, project in projects.items()
        if code in costs
    }
    envelopes = tuple(_envelope(counted, rows, round_.currency) for counted in count.results)
    return ResultView(round=round_, count=count, envelopes=envelopes, confirmation=confirmation)


@dataclass(frozen=True, kw_only=True)
class _Known:
    project: Project
    cost_cents: int
    decision: ProjectDecision | None


def _envelope(counted: Mapping[str, Any], known: Mapping[str, _Known], currency: str) -> EnvelopeResult:
    places = {code: place for place, code in enumerate(counted["result"]["funded"], start=1)}
    rows = [
        ResultRow(
            project=known[code].project,
            cost_cents=known[code].cost_cents,
            votes=votes,
            place=places.get(code),
            explanation=counted["explanations"][code],
            currency=currency,
            decision=known[code].decision,
        )
        for code, votes in counted["votes"].items()
    ]
    return EnvelopeResult(
        id=counted["envelope"],
        name=counted["name"],
        amount_cents=counted["amount_cents"],
        ballots=counted["result"]["ballots"],
        spent_cents=counted["result"]["spent_cents"],
        rows=tuple(sorted(rows, key=_order)),
        result=counted["result"],
    )


def _order(row: ResultRow) -> tuple[float, int, int, str]:
    place = row.place if row.place is not None else float("inf")
    return place, -row.votes, row.cost_cents, row.project.code
