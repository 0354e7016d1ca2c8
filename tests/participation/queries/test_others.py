from datetime import timedelta
from typing import Any

import pytest

from participation.actions.critical_acts import propose_act
from participation.errors import NotFoundError
from participation.lifecycle import PhaseKind, PhaseStatus, ProposalState
from participation.models import Proposal, Role
from participation.queries import moderation
from participation.queries.comments import visible_comments, visible_comments_anywhere
from participation.queries.journal import visible_journal
from participation.queries.lookup import find
from participation.queries.municipalities import municipality_by_slug
from participation.queries.people import (
    person_by_email,
    visible_residencies,
    visible_role_grants,
)
from participation.queries.processes import phases_with_status, visible_processes
from participation.queries.tasks import office_tasks
from tests.factories import (
    A_DAY,
    NOW,
    a_clerk,
    a_comment,
    a_moderator,
    a_municipality,
    a_person,
    a_phase,
    a_process,
    a_proposal,
    a_resident,
    an_open_process,
    staff,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wanted", ["", "x", "0" * 16, "O" * 16, "a\x00b", None, 7, ["a"]])
def test_whatever_is_no_id_of_something_visible_is_not_found(wanted: object) -> None:
    a_proposal()
    with pytest.raises(NotFoundError):
        find(Proposal.objects.all(), wanted)


@pytest.mark.parametrize("slug", ["", "nowhere", "a\x00b"])
def test_an_unknown_address_is_not_found(slug: str) -> None:
    with pytest.raises(NotFoundError):
        municipality_by_slug(slug)


def test_a_person_is_found_by_the_address_they_sign_in_with() -> None:
    person = a_person()
    assert person.account is not None
    assert person_by_email(f" {person.account.email.upper()} ") == person
    for nobody in ("nobody@example.org", "", "a\x00@b.de"):
        with pytest.raises(NotFoundError):
            person_by_email(nobody)


def test_processes_in_preparation_are_seen_by_their_staff_alone() -> None:
    town = a_municipality()
    public, hidden = a_process(town), a_process(town, published=False)
    for viewer in (None, a_person(), a_clerk(a_municipality()), a_clerk(public)):
        assert list(visible_processes(viewer, town, now=NOW)) == [public]
    for viewer in (a_clerk(town), a_clerk(hidden)):
        assert set(visible_processes(viewer, town, now=NOW)) == {public, hidden}
    assert not visible_processes(None, a_municipality(), now=NOW).exists()


def test_the_timeline_says_what_is_done_now_and_next() -> None:
    process = a_process()
    a_phase(process, PhaseKind.INFORMATION, opens_at=NOW - 9 * A_DAY, closes_at=NOW - 5 * A_DAY)
    a_phase(process, PhaseKind.INTAKE, opens_at=NOW + A_DAY, closes_at=NOW + 2 * A_DAY)
    a_phase(process, PhaseKind.REVIEW, opens_at=None, closes_at=None)
    assert [(view.status, view.is_current) for view in phases_with_status(process, NOW)] == [
        (PhaseStatus.OVER, False),
        (PhaseStatus.UPCOMING, True),
        (PhaseStatus.UNSCHEDULED, False),
    ]
    later = phases_with_status(process, NOW + A_DAY)
    assert [view.is_current for view in later] == [False, True, False]
    assert later[1].status == PhaseStatus.OPEN


def test_a_process_without_phases_has_an_empty_timeline() -> None:
    assert phases_with_status(a_process(), NOW) == []


def test_comments_come_oldest_first_and_only_below_visible_proposals() -> None:
    proposal = a_proposal()
    comments = [a_comment(proposal), a_comment(proposal)]
    assert set(visible_comments(None, proposal)) == set(comments)
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.REJECTED)
    assert not visible_comments_anywhere(a_person(), now=NOW).exists()
    assert set(visible_comments_anywhere(proposal.author, now=NOW)) == set(comments)


def test_the_queue_is_oldest_first_with_waiting_time_and_what_is_overdue() -> None:
    process = an_open_process()
    old = a_proposal(process, state=ProposalState.SUBMITTED, now=NOW - 3 * A_DAY).moderation_cases.get()
    new = a_proposal(process, state=ProposalState.SUBMITTED, now=NOW - A_DAY).moderation_cases.get()
    cases = moderation.queue(a_moderator(process.municipality), process.municipality, now=NOW)
    found = [(case, case.waiting, case.overdue) for case in cases]  # type: ignore[attr-defined]  # annotated
    assert found == [(old, timedelta(days=3), True), (new, timedelta(days=1), False)]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_costs_one_query(rows: int, django_assert_num_queries: Any) -> None:
    process = an_open_process()
    for _ in range(rows):
        a_proposal(process, state=ProposalState.SUBMITTED)
        a_comment(a_proposal(process))
    moderator = a_moderator(process.municipality)
    with django_assert_num_queries(1):
        cases = list(moderation.queue(moderator, process.municipality, now=NOW))
        titles = [(case.content.title, case.content.author) for case in cases]
    assert len(titles) == 2 * rows


def test_a_moderator_of_one_process_sees_its_cases_alone() -> None:
    town = a_municipality()
    mine, other = an_open_process(town), an_open_process(town)
    case = a_comment(a_proposal(mine)).moderation_cases.get()
    a_proposal(other, state=ProposalState.SUBMITTED)
    assert list(moderation.queue(a_moderator(mine), town, now=NOW)) == [case]
    for nobody in (None, a_person(), a_clerk(town), a_moderator(a_municipality())):
        assert not moderation.queue(nobody, town, now=NOW).exists()


def test_residencies_and_grants_are_seen_by_their_person_and_the_office() -> None:
    town = a_municipality()
    anna = a_resident(town)
    clerk, auditor, boss = (
        a_clerk(town),
        staff(Role.AUDITOR, within=town),
        staff(Role.MUNICIPALITY_ADMINISTRATOR, within=town),
    )
    own = anna.residencies.get()
    for viewer in (anna, clerk, boss):
        assert list(visible_residencies(viewer, now=NOW)) == [own]
    for other in (None, a_person(), auditor, a_clerk(a_municipality())):
        assert not visible_residencies(other, now=NOW).exists()
    assert set(visible_role_grants(clerk, now=NOW)) == set(clerk.role_grants.all())
    for viewer in (boss, auditor):
        assert visible_role_grants(viewer, now=NOW).filter(municipality=town).count() == 4
    assert not visible_role_grants(None, now=NOW).exists()


def test_the_journal_is_read_by_administrators_and_auditors_of_the_whole_town() -> None:
    process = a_process()
    town = process.municipality
    for role in (Role.AUDITOR, Role.MUNICIPALITY_ADMINISTRATOR):
        assert visible_journal(staff(role, within=town), now=NOW).filter(municipality=town).exists()
        assert not visible_journal(staff(role, within=process), now=NOW).exists()
        elsewhere = staff(role, within=a_municipality())
        assert not visible_journal(elsewhere, now=NOW).filter(municipality=town).exists()
    assert not visible_journal(None, now=NOW).exists()
    assert not visible_journal(a_clerk(town), now=NOW).exists()


def test_the_task_list_counts_what_waits_for_me() -> None:
    process = an_open_process()
    town = process.municipality
    for days in (0, 3):
        a_proposal(process, state=ProposalState.SUBMITTED, now=NOW - days * A_DAY)
    moderator, officer = a_moderator(town), staff(Role.RETURNING_OFFICER, within=town)
    propose_act(act="round.opening", on=town, municipality=town, proposer=officer, now=NOW)
    tasks = {task.kind: (task.count, task.overdue) for task in office_tasks(moderator, town, now=NOW)}
    assert tasks == {"moderation": (2, 1), "critical_acts": (1, 0)}
    assert "critical_acts" not in {task.kind for task in office_tasks(officer, town, now=NOW)}
    assert office_tasks(a_person(), town, now=NOW) == []
