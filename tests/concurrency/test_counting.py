"""Two officers count or open at once."""

import time
from collections.abc import Callable
from functools import partial

import pytest

from budgets.actions.counting import count_round
from budgets.actions.opening import confirm_opening, propose_opening
from budgets.actions.rounds import EnvelopeDetails, edit_envelope
from budgets.errors import ChangedSinceProposalError, FrozenError
from budgets.models import Count, Envelope, RollEntry, Round
from participation.errors import NothingProposedError
from participation.models import Role
from tests.concurrency.crowds import at_once
from tests.factories import NOW, a_clerk, a_process, a_resident, staff
from tests.factories_budgets import (
    AFTER_CLOSING,
    a_closed_round,
    a_complete_round,
    a_project,
    a_round,
    an_envelope,
    officers,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_counts_at_once_have_two_numbers_and_one_result() -> None:
    """Without the lock on the round: both take number 1, and the unique number refuses one with a 500."""
    round_ = a_closed_round([0], [1], [0])
    two = officers(round_.process.municipality)
    outcomes = at_once(
        [
            partial(count_round, officer=officer, round_=round_, now=AFTER_CLOSING)
            for officer in (two.first, two.second, two.first, two.second)
        ]
    )
    assert all(isinstance(outcome, Count) for outcome in outcomes), outcomes
    assert sorted(Count.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    results = list(Count.objects.values_list("results", flat=True))
    assert results == [results[0]] * 4


def test_a_round_opens_once_however_many_confirm() -> None:
    """The proposed act is locked by whoever confirms it first; the others find nothing to confirm."""
    round_ = a_complete_round()
    town = round_.process.municipality
    for _ in range(5):
        a_resident(town)
    propose_opening(officer=officers(town).first, round_=round_, now=NOW)
    others = [staff(Role.RETURNING_OFFICER, within=town) for _ in range(6)]
    outcomes = at_once([partial(confirm_opening, officer=other, round_=round_, now=NOW) for other in others])
    assert [type(outcome) for outcome in outcomes].count(Round) == 1
    assert {type(outcome) for outcome in outcomes} <= {Round, FrozenError, NothingProposedError}
    assert RollEntry.objects.count() == 5


def test_no_change_slips_in_while_a_round_opens() -> None:
    """Seen red without the lock of `edit_envelope`: another amount in the table than in the frozen rules."""
    process = a_process()
    two, clerk = officers(process.municipality), a_clerk(process)
    for delay in range(0, 160, 16):  # so that one of them meets the opening between freezing and commit
        round_ = a_round(process)
        envelope = an_envelope(round_)
        a_project(envelope)
        propose_opening(officer=two.first, round_=round_, now=NOW)
        details = EnvelopeDetails(name=envelope.name, amount_cents=1)
        edit = partial(edit_envelope, clerk=clerk, envelope=envelope, details=details, now=NOW)
        acts: list[Callable[[], Round | Envelope]] = [
            partial(confirm_opening, officer=two.second, round_=round_, now=NOW),
            partial(later, delay / 1000, edit),
        ]
        outcomes = at_once(acts)
        assert {type(outcome) for outcome in outcomes} <= {Round, Envelope, FrozenError, ChangedSinceProposalError}
        round_.refresh_from_db()
        envelope.refresh_from_db()
        if round_.configuration is not None:
            assert round_.configuration["envelopes"][0]["amount_cents"] == envelope.amount_cents


def later(seconds: float, act: Callable[[], Envelope]) -> Envelope:
    time.sleep(seconds)
    return act()
