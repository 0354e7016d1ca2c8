from datetime import timedelta

import pytest

from budgets.actions.closing import close_due_round, propose_rescheduling
from budgets.actions.opening import propose_opening
from budgets.models import Round
from participation.lifecycle import ProposalState
from participation.models import Municipality, Role
from tests.factories import NOW, a_moderator, a_process, a_proposal, an_open_process, staff
from tests.factories_budgets import (
    AFTER_CLOSING,
    a_closed_round,
    a_complete_round,
    a_count,
    a_round,
    an_adopted_project,
    an_envelope,
    officers,
    opened,
)
from tests.frontend.office.conftest import Clock, SitsDown, text_of


def plain(html: str) -> str:
    """The words without the tags."""
    return " ".join(html.replace("</span>", "").replace('<span class="task__count">', "").split())


def test_moderators_read_how_many_wait_and_how_many_too_long(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    for age in (timedelta(hours=1), timedelta(days=3), timedelta(days=4)):
        a_proposal(process, state=ProposalState.SUBMITTED, now=NOW - age)
    page = plain(text_of(sits_down(a_moderator(town)).opens("office_home")))
    assert "3 warten auf Prüfung" in page
    assert "2 davon überfällig" in page


def test_finance_officers_read_what_is_to_cost(town: Municipality, sits_down: SitsDown) -> None:
    an_adopted_project(an_envelope(a_round(a_process(town))))
    page = plain(text_of(sits_down(staff(Role.FINANCE_OFFICER, within=town)).opens("office_home")))
    assert "1 Projekt braucht Kosten und Befund" in page


def test_returning_officers_read_what_to_close_count_and_confirm(
    town: Municipality, sits_down: SitsDown, clock: Clock
) -> None:
    clock.now = AFTER_CLOSING
    opened(a_complete_round(process=a_process(town)))
    a_closed_round([0], process=a_process(town))
    a_count(a_closed_round([0], process=a_process(town)))
    page = plain(text_of(sits_down(officers(town).first).opens("office_home")))
    assert "1 Abstimmung ist abgelaufen und zu schließen" in page
    assert "1 Abstimmung ist auszuzählen" in page
    assert "1 Ergebnis wartet auf den Beschluss" in page


@pytest.fixture
def proposed(town: Municipality) -> Round:
    round_ = a_complete_round(process=a_process(town))
    propose_opening(officer=officers(town).first, round_=round_, now=NOW)
    return round_


def test_an_act_that_waits_for_its_second_person_is_on_the_list(
    proposed: Round, town: Municipality, sits_down: SitsDown
) -> None:
    second = sits_down(officers(town).second)
    page = text_of(second.opens("office_home"))
    assert "Wartet auf zweite Person" in page
    assert "Vorgeschlagen von Resi Eins" in page
    assert second.url("office_opening", round=proposed.pk) in page


def test_moderators_do_not_see_acts_of_the_ballot(proposed: Round, town: Municipality, sits_down: SitsDown) -> None:
    assert "Wartet auf zweite Person" not in text_of(sits_down(a_moderator(town)).opens("office_home"))


def test_when_all_is_done_the_page_says_so(town: Municipality, sits_down: SitsDown) -> None:
    assert "Alles erledigt" in text_of(sits_down(staff(*Role, within=town)).opens("office_home"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_queries_for_one_and_three(
    rows: int, town: Municipality, sits_down: SitsDown, django_assert_num_queries: object
) -> None:
    process = an_open_process(town)
    for _ in range(rows):
        a_proposal(process, state=ProposalState.SUBMITTED)
        propose_opening(officer=officers(town).first, round_=a_complete_round(process=a_process(town)), now=NOW)
    everything = sits_down(staff(*Role, within=town))
    with django_assert_num_queries(16):  # type: ignore[operator] # a fixture of pytest-django
        everything.opens("office_home")


def test_an_act_that_came_too_late_waits_for_nobody(town: Municipality, sits_down: SitsDown, clock: Clock) -> None:
    round_ = opened(a_complete_round(process=a_process(town)))
    later = NOW + timedelta(days=30)
    propose_rescheduling(officer=officers(town).first, round_=round_, closes_at=later, reason="Die Post.", now=NOW)
    second = sits_down(officers(town).second)
    assert "Späteres Ende der Abstimmung" in text_of(second.opens("office_home"))
    clock.now = AFTER_CLOSING
    close_due_round(round_=round_, now=AFTER_CLOSING)
    assert "Späteres Ende der Abstimmung" not in text_of(second.opens("office_home"))
