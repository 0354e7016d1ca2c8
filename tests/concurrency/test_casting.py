"""Many cast at once. Each law here was seen broken by the defect that its docstring or comment names."""

from functools import partial

import pytest

from budgets.actions.ballots import Receipt
from budgets.errors import AlreadyVotedError
from budgets.models import Mark, OpenBallot, RollEntry, SpentKey
from tests.concurrency.crowds import at_once
from tests.factories import NOW
from tests.factories_budgets import a_ballot, a_complete_round, a_voter, an_open_round, cast, codes, opened

pytestmark = pytest.mark.django_db(transaction=True)
VOTERS = 20


def rows() -> tuple[int, int, int]:
    return Mark.objects.count(), OpenBallot.objects.count(), SpentKey.objects.count()


def test_one_voter_twenty_times_at_once_has_one_ballot() -> None:
    """With a look before the insert instead of the unique mark (`Mark.objects.filter(…).exists()`): several ballots."""
    round_ = a_complete_round()
    voter = a_voter(round_)
    round_ = opened(round_)
    ballots = [a_ballot(round_, codes(round_)[place % 2], key=f"try-{place}") for place in range(VOTERS)]
    outcomes = at_once([partial(cast, voter, round_, ballot) for ballot in ballots])
    taken = [outcome for outcome in outcomes if isinstance(outcome, Receipt)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, AlreadyVotedError)]
    assert (len(taken), len(refused)) == (1, VOTERS - 1)
    assert rows() == (1, 1, 1)
    assert OpenBallot.objects.get().leaf == taken[0].leaf


def test_one_key_twenty_times_at_once_gets_one_receipt() -> None:
    round_ = a_complete_round()
    voter = a_voter(round_)
    round_ = opened(round_)
    ballot = a_ballot(round_, codes(round_)[0], key="same")
    outcomes = at_once([partial(cast, voter, round_, ballot) for _ in range(VOTERS)])
    assert set(map(repr, outcomes)) == {repr(outcomes[0])}
    assert isinstance(outcomes[0], Receipt)
    assert rows() == (1, 1, 1)


def test_one_key_at_once_replaces_once() -> None:
    """Without the lock on the ballot that is replaced: IntegrityError of the spent key, a 500."""
    round_ = an_open_round(replaceable=True)
    voter = a_voter(round_)
    cast(voter, round_, a_ballot(round_, key="first"))
    ballot = a_ballot(round_, codes(round_)[0], key="second")
    outcomes = at_once([partial(cast, voter, round_, ballot) for _ in range(VOTERS)])
    assert set(map(repr, outcomes)) == {repr(outcomes[0])}
    assert rows() == (1, 1, 2)
    assert isinstance(outcomes[0], Receipt)
    assert OpenBallot.objects.get().leaf == outcomes[0].leaf


def test_replacements_at_once_leave_one_ballot_that_somebody_was_told() -> None:
    round_ = an_open_round(replaceable=True)
    voter = a_voter(round_)
    ballots = [a_ballot(round_, key=f"try-{place}") for place in range(VOTERS)]
    outcomes = at_once([partial(cast, voter, round_, ballot) for ballot in ballots])
    assert all(isinstance(outcome, Receipt) for outcome in outcomes)
    assert rows() == (1, 1, VOTERS)
    assert OpenBallot.objects.get().leaf in {outcome.leaf for outcome in outcomes if isinstance(outcome, Receipt)}


def test_somebody_who_is_entered_late_twenty_times_at_once_has_one_right() -> None:
    round_ = an_open_round()
    voter = a_voter(round_)
    ballot = a_ballot(round_, key="same")
    outcomes = at_once([partial(cast, voter, round_, ballot) for _ in range(VOTERS)])
    assert set(map(repr, outcomes)) == {repr(outcomes[0])}
    assert RollEntry.objects.filter(person=voter).count() == 1
    assert rows() == (1, 1, 1)


def test_twenty_voters_at_once_have_twenty_ballots() -> None:
    round_ = a_complete_round()
    voters = [a_voter(round_) for _ in range(VOTERS)]
    round_ = opened(round_, now=NOW)
    outcomes = at_once([partial(cast, voter, round_, a_ballot(round_)) for voter in voters])
    assert len({outcome.leaf for outcome in outcomes if isinstance(outcome, Receipt)}) == VOTERS
    assert rows() == (VOTERS, VOTERS, VOTERS)
