from datetime import date

import pytest

from budgets.actions.confirmation import confirm_confirmation, drop_confirmation, propose_confirmation
from budgets.errors import DepartureNeedsReasonError, NotCountedError
from budgets.lifecycle import RoundState
from budgets.models import Count, ProjectDecision, Round
from budgets.queries.counts import result_of
from participation.errors import (
    InvalidInputError,
    NothingProposedError,
    NotPermittedError,
    SamePersonError,
    WrongStateError,
)
from participation.models import Resolution
from tests.factories import a_clerk, a_process
from tests.factories_budgets import (
    AFTER_CLOSING,
    a_closed_round,
    a_confirmation,
    a_count,
    a_resolution,
    codes,
    officers,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def count() -> Count:
    return a_count(a_closed_round([0], [0], [1], costs=[60_000_00, 50_000_00], method="greedy/1"))


def test_the_body_confirms_what_was_calculated(count: Count) -> None:
    confirmation = a_confirmation(count)
    round_ = Round.objects.get(pk=count.round_id)
    view = result_of(round_)
    assert round_.state == RoundState.CONFIRMED
    assert confirmation.resolution.paper_reference == "2026/117"
    assert [(row.is_funded, row.is_realised, row.is_departure) for row in view.envelopes[0].rows] == [
        (True, True, False),
        (False, False, False),
    ]


def test_the_body_departs_with_a_public_reason(count: Count) -> None:
    first, second = codes(count.round)
    a_confirmation(count, {second: "Es kommt doch Geld vom Land."})
    decisions = {decision.project.code: decision for decision in ProjectDecision.objects.select_related("project")}
    assert (decisions[first].calculated, decisions[first].realised, decisions[first].reason) == (True, True, "")
    assert (decisions[second].calculated, decisions[second].realised) == (False, True)
    assert decisions[second].reason == "Es kommt doch Geld vom Land."
    departures = result_of(Round.objects.get(pk=count.round_id)).departures
    assert [row.project.code for row in departures] == [second]


def propose(count: Count, departures: dict[str, str] | None = None, **details: object) -> None:
    propose_confirmation(
        officer=officers(count.round.process.municipality).first,
        count=count,
        resolution=a_resolution(count.round, **details),
        departures=departures or {},
        now=AFTER_CLOSING,
    )


def test_a_departure_without_reason_is_refused(count: Count) -> None:
    with pytest.raises(DepartureNeedsReasonError):
        propose(count, {codes(count.round)[1]: " "})


def test_a_departure_names_a_project_that_was_counted(count: Count) -> None:
    with pytest.raises(NotCountedError) as refusal:
        propose(count, {"999": "x"})
    assert refusal.value.field == "departures"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("paper_reference", " "),
        ("reasons", ""),
        ("decided_on", date(2026, 12, 31)),
        ("paper_url", "javascript:alert(1)"),
        ("paper_url", "no address"),
    ],
)
def test_what_the_resolution_lacks_is_named(count: Count, field: str, value: object) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        propose(count, **{field: value})  # type: ignore[arg-type] # handed through
    assert refusal.value.field == field


def test_another_towns_body_is_refused(count: Count) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        propose(count, body=a_process().deciding_body)
    assert refusal.value.field == "body"


def test_it_takes_two_returning_officers(count: Count) -> None:
    two = officers(count.round.process.municipality)
    resolution = a_resolution(count.round)
    clerk = a_clerk(count.round.process)
    with pytest.raises(NotPermittedError):
        propose_confirmation(officer=clerk, count=count, resolution=resolution, departures={}, now=AFTER_CLOSING)
    with pytest.raises(NothingProposedError):
        confirm_confirmation(officer=two.second, count=count, now=AFTER_CLOSING)
    propose_confirmation(officer=two.first, count=count, resolution=resolution, departures={}, now=AFTER_CLOSING)
    with pytest.raises(SamePersonError):
        confirm_confirmation(officer=two.first, count=count, now=AFTER_CLOSING)
    with pytest.raises(NotPermittedError):
        confirm_confirmation(officer=clerk, count=count, now=AFTER_CLOSING)
    assert Resolution.objects.count() == 0


def test_a_dropped_proposal_is_not_confirmed(count: Count) -> None:
    two = officers(count.round.process.municipality)
    propose(count)
    drop_confirmation(officer=two.second, count=count, now=AFTER_CLOSING)
    with pytest.raises(NothingProposedError):
        confirm_confirmation(officer=two.second, count=count, now=AFTER_CLOSING)


def test_only_the_last_count_is_confirmed(count: Count) -> None:
    a_count(count.round)
    with pytest.raises(WrongStateError):
        propose(count)
