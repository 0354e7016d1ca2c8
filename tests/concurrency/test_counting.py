"""Two officers count or open at once."""

from functools import partial

import pytest

from budgets.actions.counting import count_round
from budgets.actions.opening import confirm_opening, propose_opening
from budgets.errors import FrozenError
from budgets.models import Count, RollEntry, Round
from participation.errors import NothingProposedError
from participation.models import Role
from tests.concurrency.crowds import at_once
from tests.factories import NOW, a_resident, staff
from tests.factories_budgets import AFTER_CLOSING, a_closed_round, a_complete_round, officers

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
    """Without the lock on the round: the roll is entered twice and refused by its unique right with a 500."""
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
