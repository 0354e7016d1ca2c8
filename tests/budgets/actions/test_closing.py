from datetime import timedelta

import pytest

from budgets.actions.closing import (
    close_due_round,
    confirm_early_closing,
    confirm_rescheduling,
    drop_early_closing,
    drop_rescheduling,
    propose_early_closing,
    propose_rescheduling,
)
from budgets.errors import NotLaterError, PhaseClosedError, StillOpenError
from budgets.lifecycle import RoundState
from budgets.models import Rescheduling
from participation.errors import (
    InvalidInputError,
    NothingProposedError,
    NotPermittedError,
    SamePersonError,
    WrongStateError,
)
from participation.models import JournalEntry
from tests.factories import A_DAY, NOW, a_clerk
from tests.factories_budgets import (
    AFTER_CLOSING,
    CLOSES_AT,
    a_ballot,
    a_complete_round,
    a_voter,
    an_open_round,
    cast,
    officers,
)

pytestmark = pytest.mark.django_db
LATER = CLOSES_AT + A_DAY
TOMORROW = NOW + A_DAY


def test_a_round_closes_when_its_time_is_over_and_once() -> None:
    round_ = an_open_round()
    with pytest.raises(StillOpenError):
        close_due_round(round_=round_, now=CLOSES_AT - timedelta(microseconds=1))
    assert close_due_round(round_=round_, now=CLOSES_AT).state == RoundState.CLOSED
    with pytest.raises(WrongStateError):
        close_due_round(round_=round_, now=AFTER_CLOSING)


def test_the_journal_names_the_officer_who_closed_and_the_operator_for_the_timer() -> None:
    by_hand, by_timer = an_open_round(), an_open_round()
    officer = officers(by_hand.process).first
    close_due_round(round_=by_hand, officer=officer, now=CLOSES_AT)
    close_due_round(round_=by_timer, now=CLOSES_AT)
    entries = JournalEntry.objects.filter(act="round.closed").order_by("on_ref")
    assert {entry.on_ref: entry.actor_ref for entry in entries} == {by_hand.ref: officer.ref, by_timer.ref: "operator"}


def test_nobody_else_closes_a_round_whose_time_is_over() -> None:
    round_ = an_open_round()
    with pytest.raises(NotPermittedError):
        close_due_round(round_=round_, officer=a_voter(round_), now=CLOSES_AT)


def test_a_round_in_preparation_is_not_closed() -> None:
    with pytest.raises(WrongStateError):
        close_due_round(round_=a_complete_round(), now=AFTER_CLOSING)


def test_two_people_close_early_and_nothing_is_taken_after() -> None:
    round_ = an_open_round()
    two = officers(round_.process.municipality)
    propose_early_closing(officer=two.first, round_=round_, reason="Ein Projekt ist unzulässig.", now=TOMORROW)
    with pytest.raises(SamePersonError):
        confirm_early_closing(officer=two.first, round_=round_, now=TOMORROW)
    round_ = confirm_early_closing(officer=two.second, round_=round_, now=TOMORROW)
    assert (round_.state, round_.closes_at) == (RoundState.CLOSED, TOMORROW)
    with pytest.raises(PhaseClosedError):
        cast(a_voter(round_), round_, a_ballot(round_), now=TOMORROW)


def test_two_people_move_the_end_to_a_later_time_with_a_public_reason() -> None:
    round_ = an_open_round()
    frozen = round_.configuration_hash
    two = officers(round_.process.municipality)
    propose_rescheduling(officer=two.first, round_=round_, closes_at=LATER, reason="Stromausfall", now=TOMORROW)
    with pytest.raises(SamePersonError):
        confirm_rescheduling(officer=two.first, round_=round_, now=TOMORROW)
    confirm_rescheduling(officer=two.second, round_=round_, now=TOMORROW)
    rescheduling = Rescheduling.objects.get()
    round_.refresh_from_db()
    assert (round_.closes_at, round_.configuration_hash) == (LATER, frozen)
    assert (rescheduling.closed_before_at, rescheduling.closes_at, rescheduling.reason) == (
        CLOSES_AT,
        LATER,
        "Stromausfall",
    )
    cast(a_voter(round_), round_, a_ballot(round_), now=CLOSES_AT)


@pytest.mark.parametrize("closes_at", [CLOSES_AT, CLOSES_AT - A_DAY])
def test_never_to_an_earlier_time(closes_at: object) -> None:
    round_ = an_open_round()
    officer = officers(round_.process.municipality).first
    with pytest.raises(NotLaterError):
        propose_rescheduling(officer=officer, round_=round_, closes_at=closes_at, reason="x", now=TOMORROW)  # type: ignore[arg-type] # parametrized


def test_what_is_over_is_not_opened_again() -> None:
    round_ = an_open_round()
    two = officers(round_.process.municipality)
    propose_rescheduling(officer=two.first, round_=round_, closes_at=LATER, reason="x", now=TOMORROW)
    with pytest.raises(NotLaterError):
        confirm_rescheduling(officer=two.second, round_=round_, now=CLOSES_AT)


def test_a_reason_is_required() -> None:
    round_ = an_open_round()
    officer = officers(round_.process.municipality).first
    with pytest.raises(InvalidInputError):
        propose_early_closing(officer=officer, round_=round_, reason=" ", now=TOMORROW)
    with pytest.raises(InvalidInputError):
        propose_rescheduling(officer=officer, round_=round_, closes_at=LATER, reason="", now=TOMORROW)


def test_a_proposal_that_was_dropped_is_not_confirmed() -> None:
    round_ = an_open_round()
    two = officers(round_.process.municipality)
    propose_early_closing(officer=two.first, round_=round_, reason="x", now=TOMORROW)
    drop_early_closing(officer=two.second, round_=round_, now=TOMORROW)
    with pytest.raises(NothingProposedError):
        confirm_early_closing(officer=two.second, round_=round_, now=TOMORROW)
    propose_rescheduling(officer=two.first, round_=round_, closes_at=LATER, reason="x", now=TOMORROW)
    drop_rescheduling(officer=two.first, round_=round_, now=TOMORROW)
    with pytest.raises(NothingProposedError):
        confirm_rescheduling(officer=two.second, round_=round_, now=TOMORROW)


def test_others_may_not() -> None:
    round_ = an_open_round()
    clerk = a_clerk(round_.process)
    with pytest.raises(NotPermittedError):
        propose_early_closing(officer=clerk, round_=round_, reason="x", now=TOMORROW)
    with pytest.raises(NotPermittedError):
        propose_rescheduling(officer=clerk, round_=round_, closes_at=LATER, reason="x", now=TOMORROW)
    for act in (confirm_early_closing, confirm_rescheduling, drop_early_closing, drop_rescheduling):
        with pytest.raises(NotPermittedError):
            act(officer=clerk, round_=round_, now=TOMORROW)
