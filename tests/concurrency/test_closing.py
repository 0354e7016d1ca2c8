"""Closing in mid-stream: whoever was acknowledged is in, whoever was not is out."""

import threading
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

import pytest
from django.db import connections

from budgets.actions.ballots import Receipt, cast_ballot
from budgets.actions.closing import close_due_round
from budgets.actions.opening import confirm_opening, propose_opening
from budgets.errors import PhaseClosedError
from budgets.models import OpenBallot, Round
from participation.models import Person
from tests.concurrency.crowds import at_once
from tests.factories import A_DAY, NOW, a_process, a_resident
from tests.factories_budgets import (
    CLOSES_AT,
    a_ballot,
    a_complete_round,
    a_project,
    a_round,
    a_voter,
    an_envelope,
    cast,
    officers,
    opened,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CLOSINGS = 20
VOTERS = 12


def a_slow_clock() -> datetime:
    """Widen the moment between reading the state and writing the ballot, in which a closing must not fit."""
    time.sleep(0.01)
    return NOW + A_DAY


class Stream:
    """Voters who cast one after another on several threads, until the round is closed."""

    def __init__(self, round_: Round, voters: list[Person]) -> None:
        self.round = round_
        self.waiting = list(voters)
        self.acknowledged: list[str] = []
        self.strays: list[Exception] = []

    def run(self) -> None:
        try:
            while self.waiting:
                self._cast(self.waiting.pop())
        except IndexError:
            pass  # another thread took the last one
        finally:
            connections.close_all()

    def _cast(self, voter: Person) -> None:
        try:
            receipt = cast_ballot(
                voter=voter, round_=self.round, ballot=a_ballot(self.round), now_after_lock=a_slow_clock
            )
        except PhaseClosedError:
            return
        except Exception as stray:  # noqa: BLE001 -- a thread must not fail in silence
            self.strays.append(stray)
        else:
            self.acknowledged.append(receipt.leaf)


def test_closing_in_mid_stream_twenty_times() -> None:
    """What a count sees right after closing is exactly what was acknowledged.

    Seen red on PostgreSQL without `lock_shared` in casting, and without `lock_exclusive` in closing: ballots that
    read the state before closing committed after it, acknowledged and not in the count.
    """
    process = a_process()
    voters = [a_resident(process.municipality) for _ in range(VOTERS)]
    two = officers(process.municipality)
    for closing in range(CLOSINGS):
        round_ = a_round(process)
        a_project(an_envelope(round_))
        propose_opening(officer=two.first, round_=round_, now=NOW)
        stream = Stream(confirm_opening(officer=two.second, round_=round_, now=NOW), voters)
        threads = [threading.Thread(target=stream.run) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.005 * (1 + closing % 8))
        close_due_round(round_=round_, now=CLOSES_AT)
        counted = set(OpenBallot.objects.filter(round=round_).values_list("leaf", flat=True))
        for thread in threads:
            thread.join(timeout=60)
        assert stream.strays == []
        assert counted == set(stream.acknowledged)
        assert set(OpenBallot.objects.filter(round=round_).values_list("leaf", flat=True)) == counted


def test_closing_waits_for_whoever_is_casting() -> None:
    """Somebody is between reading the state and writing the ballot: the closing waits, and sees the ballot."""
    round_ = a_complete_round()
    voter = a_voter(round_)
    round_ = opened(round_, now=NOW)
    inside, order = threading.Event(), []

    def a_clock_that_tells() -> datetime:
        inside.set()
        time.sleep(0.5)
        order.append("cast")
        return NOW + A_DAY

    def close() -> None:
        inside.wait(timeout=30)
        close_due_round(round_=round_, now=CLOSES_AT)
        order.append("closed")
        assert OpenBallot.objects.filter(round=round_).count() == 1

    ballot = a_ballot(round_)
    casting = partial(cast_ballot, voter=voter, round_=round_, ballot=ballot, now_after_lock=a_clock_that_tells)
    acts: list[Callable[[], Receipt | None]] = [casting, close]
    outcomes = at_once(acts)
    assert isinstance(outcomes[0], Receipt)
    assert outcomes[1] is None
    assert order == ["cast", "closed"]


def test_after_closing_nothing_more_comes_in() -> None:
    round_ = a_complete_round()
    voters = [a_voter(round_) for _ in range(4)]
    round_ = opened(round_, now=NOW)
    close_due_round(round_=round_, now=CLOSES_AT)
    outcomes = at_once([partial(cast, voter, round_, a_ballot(round_)) for voter in voters])
    assert [type(outcome) for outcome in outcomes] == [PhaseClosedError] * 4
