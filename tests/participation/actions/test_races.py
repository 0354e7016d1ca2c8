"""What happens when two do the same at once, on real connections.

Each test was seen to fail with its lock taken out:

- `enter_proposal` without `lock(Process)`: two drafts take one number, one of them ends as an `IntegrityError`.
- `record` without `select_for_update`: two entries take one `seq`, one of them ends as an `IntegrityError`.
- `decide_case` without the lock of the case: the second moderator ends as an `IntegrityError` instead of a sentence.
- `decide_case` without the lock of the content: two cases about one comment wait for each other until one is shot.
- `propose_act` without its lock: the second first person ends as an `IntegrityError`.
- `confirm_act` without `select_for_update`: both second people confirm, the journal says so twice.
- `submit_proposal` without `lock_shared`, or `close_phase` without `lock_exclusive`: a proposal comes in although the
  phase had closed before its moment.
- `support_proposal` without `lock(Proposal)`: a withdrawn proposal has a support.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, connections, transaction

from participation.actions.critical_acts import confirm_act, propose_act
from participation.actions.journal import record
from participation.actions.moderation import decide_case
from participation.actions.phases import close_phase
from participation.actions.proposals import draft_proposal, submit_proposal, withdraw_proposal
from participation.actions.reports import report_content
from participation.actions.requests import claim_answer, keep_answer
from participation.actions.supports import support_proposal
from participation.errors import NothingProposedError, WrongPhaseError, WrongStateError
from participation.lifecycle import ProposalState
from participation.models import CriticalAct, JournalEntry, ModerationCase, Outcome, ReasonCode
from participation.queries.journal import journal_faults
from tests.factories import (
    A_DAY,
    NOW,
    a_clerk,
    a_comment,
    a_draft,
    a_moderator,
    a_municipality,
    a_person,
    a_proposal,
    an_open_process,
)

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WAIT = 20


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each in a thread with a connection of its own, let go together; return results or refusals."""
    start = threading.Barrier(len(acts))
    found: list[object] = [None] * len(acts)

    def run(place: int) -> None:
        start.wait(WAIT)
        try:
            found[place] = acts[place]()
        except Exception as refused:  # noqa: BLE001 -- a bug is a finding here
            found[place] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    return found


def kinds(found: list[object]) -> list[str]:
    return sorted(type(result).__name__ for result in found)


@contextmanager
def meanwhile(act: Callable[[], object], *, refused: bool = False) -> Iterator[list[object]]:
    """Start `act` inside an open transaction of ours, and let it finish once that has committed or was refused."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.extend(at_once(act)))
    with transaction.atomic():
        yield found
        thread.start()
        _wait_until_blocked_or_done(thread)
        transaction.set_rollback(refused)
    thread.join(WAIT)


def _wait_until_blocked_or_done(thread: threading.Thread) -> None:
    """Wait until the other connection waits for a lock of ours, or has finished without waiting."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0] or not thread.is_alive():
                return
        thread.join(0.05)


def test_proposals_that_come_in_at_once_are_numbered_without_gap_or_twin() -> None:
    process = an_open_process()
    people = [a_person() for _ in range(6)]

    def draft(author: Any) -> Callable[[], object]:
        return lambda: draft_proposal(author=author, process=process, draft=a_draft(), now=NOW)

    found = at_once(*[draft(author) for author in people])
    assert kinds(found) == ["Proposal"] * 6
    assert sorted(proposal.number for proposal in found) == [1, 2, 3, 4, 5, 6]  # type: ignore[attr-defined]  # seen above


def test_entries_written_at_once_make_one_chain() -> None:
    town = a_municipality()
    clerk = a_clerk(town)

    def write() -> object:
        with transaction.atomic():
            return record(municipality=town, actor=clerk, act="test.done", on=town, now=NOW)

    assert kinds(at_once(*[write] * 6)) == ["JournalEntry"] * 6
    assert list(JournalEntry.objects.filter(municipality=town).values_list("seq", flat=True)) == list(range(1, 9))
    assert journal_faults(town) == []


def deciding(case: ModerationCase, outcome: Outcome, reason: ReasonCode) -> Callable[[], object]:
    moderator = a_moderator(case.municipality)
    return lambda: decide_case(
        moderator=moderator, case=case, outcome=outcome, reason=reason, explanation="Darum.", now=NOW
    )


def test_of_two_moderators_at_once_one_decides_and_the_other_is_told() -> None:
    case = a_proposal(state=ProposalState.SUBMITTED).moderation_cases.get()
    second = deciding(case, Outcome.REJECT, ReasonCode.OFF_TASK)
    with meanwhile(second) as found:
        deciding(case, Outcome.PUBLISH, ReasonCode.COMPLETE)()
    assert kinds(found) == [WrongStateError.__name__]


def test_two_cases_about_one_comment_decided_at_once_do_not_wait_for_each_other() -> None:
    proposal = a_proposal()
    for _ in range(5):
        comment = a_comment(proposal)
        report_content(reporter=a_person(), subject=comment, reason=ReasonCode.HATE, text="", now=NOW)
        cases = comment.moderation_cases.all()
        found = at_once(*[deciding(case, Outcome.HIDE, ReasonCode.HATE) for case in cases])
        assert kinds(found) == ["ModerationDecision", WrongStateError.__name__]


def test_of_two_second_people_at_once_one_confirms() -> None:
    town = a_municipality()
    propose_act(act="test", on=town, municipality=town, proposer=a_person(), now=NOW)
    seconds = [a_person(), a_person()]

    def confirm(confirmer: Any) -> Callable[[], object]:
        return lambda: confirm_act(act="test", on=town, confirmer=confirmer, now=NOW)

    found = at_once(*[confirm(person) for person in seconds])
    assert kinds(found) == [CriticalAct.__name__, NothingProposedError.__name__]
    assert JournalEntry.objects.filter(act="test.confirmed").count() == 1


def test_of_two_first_people_at_once_one_proposes() -> None:
    town = a_municipality()

    def propose(proposer: Any) -> Callable[[], object]:
        def act() -> object:
            with transaction.atomic():
                return propose_act(act="test", on=town, municipality=town, proposer=proposer, now=NOW)

        return act

    found = at_once(*[propose(a_person()) for _ in range(2)])
    assert kinds(found) == ["AlreadyExistsError", "CriticalAct"]


def test_nothing_is_handed_in_behind_the_back_of_a_closing_phase() -> None:
    proposal = a_proposal(state=ProposalState.DRAFT)
    phase = proposal.process.phases.get()
    clerk = a_clerk(proposal.process.municipality)

    def submit() -> object:
        return submit_proposal(author=proposal.author, proposal=proposal, now=NOW + A_DAY)

    with meanwhile(submit) as found:
        close_phase(clerk=clerk, phase=phase, now=NOW)
    assert kinds(found) == [WrongPhaseError.__name__]


def test_a_phase_closes_after_what_is_on_its_way_has_come_in() -> None:
    proposal = a_proposal(state=ProposalState.DRAFT)
    phase = proposal.process.phases.get()
    clerk = a_clerk(proposal.process.municipality)
    with meanwhile(lambda: close_phase(clerk=clerk, phase=phase, now=NOW + A_DAY)) as found:
        submit_proposal(author=proposal.author, proposal=proposal, now=NOW)
        assert found == []
    assert kinds(found) == ["Phase"]
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.SUBMITTED


def test_a_proposal_on_its_way_back_collects_no_support() -> None:
    proposal = a_proposal()
    anna = a_person()
    with meanwhile(lambda: support_proposal(supporter=anna, proposal=proposal, now=NOW)) as found:
        withdraw_proposal(author=proposal.author, proposal=proposal, reason="", now=NOW)
    assert kinds(found) == [WrongStateError.__name__]
    assert not proposal.supports.exists()


def test_one_person_backing_a_proposal_in_two_windows_counts_once() -> None:
    proposal, anna = a_proposal(), a_person()
    found = at_once(*[lambda: support_proposal(supporter=anna, proposal=proposal, now=NOW)] * 4)
    assert found == [None] * 4
    assert proposal.supports.count() == 1


def test_the_second_of_two_equal_requests_waits_for_the_first_and_gets_its_answer() -> None:
    acted: list[str] = []

    def ask() -> object:
        with transaction.atomic():
            answer = claim_answer(asker="person:a", key="k", fingerprint="f", now=NOW)
            if answer.status is None:
                acted.append(threading.current_thread().name)
                keep_answer(answer=answer, status=201, body={"by": acted[0]})
            return answer.body

    with meanwhile(ask) as found:
        first = ask()
    assert found == [first]
    assert len(acted) == 1


def test_when_the_first_of_two_equal_requests_is_refused_the_second_acts() -> None:
    def claim() -> object:
        with transaction.atomic():
            return claim_answer(asker="person:a", key="k", fingerprint="f", now=NOW).status

    with meanwhile(claim, refused=True) as found:
        claim()
    assert found == [None]
