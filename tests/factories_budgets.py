"""Factories of budgets that read aloud: `an_open_round(costs=[30_00, 50_00])`. They go through the actions."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from budgets.actions.ballots import BallotInput, Receipt, cast_ballot
from budgets.actions.closing import close_due_round
from budgets.actions.confirmation import ResolutionDetails, confirm_confirmation, propose_confirmation
from budgets.actions.counting import count_round
from budgets.actions.opening import confirm_opening, propose_opening
from budgets.actions.projects import adopt_proposal, cost_project
from budgets.actions.rounds import EnvelopeDetails, add_envelope, configure_round, create_round
from budgets.models import Count, CountConfirmation, Envelope, Feasibility, Project, Round
from participation.lifecycle import PhaseKind
from participation.models import District, Municipality, Person, Process, Role
from tests.factories import A_DAY, NOW, a_clerk, a_draft, a_phase, a_process, a_proposal, a_resident, staff

CLOSES_AT = NOW + 7 * A_DAY
AFTER_CLOSING = CLOSES_AT + timedelta(minutes=1)
A_BUDGET = 100_000_00
_numbers = itertools.count(1)


@dataclass(frozen=True, kw_only=True)
class Officers:
    """Two returning officers."""

    first: Person
    second: Person


def officers(within: Municipality | Process) -> Officers:
    return Officers(
        first=staff(Role.RETURNING_OFFICER, within=within, name="Resi Eins"),
        second=staff(Role.RETURNING_OFFICER, within=within, name="Resi Zwei"),
    )


def a_round(process: Process | None = None, **changes: object) -> Round:
    """A round in preparation, in a published process with a ballot phase; without envelopes."""
    process = process or a_process()
    if not process.phases.filter(kind=PhaseKind.INTAKE).exists():
        a_phase(process)
        a_phase(process, PhaseKind.BALLOT, opens_at=NOW, closes_at=CLOSES_AT)
    clerk = a_clerk(process)
    round_ = create_round(clerk=clerk, process=process, title="Bürgerbudget 2027", now=NOW - A_DAY)
    return configure_round(clerk=clerk, round_=round_, changes={"closes_at": CLOSES_AT, **changes}, now=NOW - A_DAY)


def an_envelope(
    round_: Round,
    *,
    amount_cents: int = A_BUDGET,
    name: str = "",
    district: District | None = None,
    max_choices: int | None = None,
) -> Envelope:
    details = EnvelopeDetails(
        name=name or f"Teilbudget {next(_numbers)}",
        amount_cents=amount_cents,
        district=district,
        max_choices=max_choices,
    )
    return add_envelope(clerk=a_clerk(round_.process), round_=round_, details=details, now=NOW - A_DAY)


def an_adopted_project(envelope: Envelope, title: str = "") -> Project:
    """A project that nobody has costed yet."""
    process = envelope.round.process
    proposal = a_proposal(process, draft=a_draft(title or f"Vorschlag {next(_numbers)}"))
    return adopt_proposal(clerk=a_clerk(process), envelope=envelope, proposal=proposal, now=NOW)


def a_project(envelope: Envelope, cost_cents: int = 10_000_00, title: str = "") -> Project:
    """A project on the ballot."""
    return cost_project(
        officer=staff(Role.FINANCE_OFFICER, within=envelope.round.process.municipality),
        project=an_adopted_project(envelope, title),
        cost_cents=cost_cents,
        feasibility=Feasibility.FEASIBLE,
        reason="",
        now=NOW,
    )


def a_complete_round(
    *,
    process: Process | None = None,
    costs: Sequence[int] = (10_000_00, 20_000_00),
    max_choices: int | None = None,
    **changes: object,
) -> Round:
    """A round that can open: one envelope of 100,000 euros, a project for each cost."""
    round_ = a_round(process, **changes)
    envelope = an_envelope(round_, max_choices=max_choices)
    for cost in costs:
        a_project(envelope, cost)
    return round_


def opened(round_: Round, *, now: datetime = NOW) -> Round:
    """Let two returning officers open a round."""
    two = officers(round_.process.municipality)
    propose_opening(officer=two.first, round_=round_, now=now)
    return confirm_opening(officer=two.second, round_=round_, now=now)


def an_open_round(**details: object) -> Round:
    return opened(a_complete_round(**details))  # type: ignore[arg-type] # handed through


def codes(round_: Round) -> list[str]:
    """The codes of the projects, in the order in which they were made."""
    return sorted(round_.projects.values_list("code", flat=True), key=int)


def a_ballot(round_: Round, *chosen: str, key: str = "", nonce: str = "") -> BallotInput:
    """A ballot that chooses these codes in the first envelope of the round."""
    envelope = round_.envelopes.all()[0]
    return BallotInput(
        choices={envelope.pk: list(chosen)}, idempotency_key=key or f"key-{next(_numbers)}", client_nonce=nonce
    )


def cast(voter: Person, round_: Round, ballot: BallotInput, *, now: datetime = NOW + A_DAY) -> Receipt:
    return cast_ballot(voter=voter, round_=round_, ballot=ballot, now_after_lock=lambda: now)


def a_voter(round_: Round, *, district: District | None = None, born_on: date = date(1980, 5, 17)) -> Person:
    return a_resident(round_.process.municipality, district=district, born_on=born_on)


def a_closed_round(*ballots: Sequence[int], costs: Sequence[int] = (10_000_00, 20_000_00), **changes: object) -> Round:
    """A closed round; each ballot names projects by their place from 0."""
    round_ = an_open_round(costs=costs, **changes)
    named = codes(round_)
    for ballot in ballots:
        cast(a_voter(round_), round_, a_ballot(round_, *(named[place] for place in ballot)))
    return close_due_round(round_=round_, now=AFTER_CLOSING)


def a_count(round_: Round) -> Count:
    officer = staff(Role.RETURNING_OFFICER, within=round_.process.municipality)
    return count_round(officer=officer, round_=round_, now=AFTER_CLOSING)


def a_resolution(round_: Round, **details: object) -> ResolutionDetails:
    known: dict[str, object] = {
        "body": round_.deciding_body,
        "title": "Beschluss über das Bürgerbudget",
        "decided_on": date(2026, 5, 4),
        "paper_reference": "2026/117",
        "reasons": "Der Rat folgt dem Ergebnis.",
    }
    return ResolutionDetails(**{**known, **details})  # type: ignore[arg-type] # handed through


def a_confirmation(count: Count, departures: Mapping[str, str] | None = None) -> CountConfirmation:
    two = officers(count.round.process.municipality)
    propose_confirmation(
        officer=two.first,
        count=count,
        resolution=a_resolution(count.round),
        departures=departures or {},
        now=AFTER_CLOSING,
    )
    return confirm_confirmation(officer=two.second, count=count, now=AFTER_CLOSING)
