import pytest
from django.http import HttpResponse

from budgets.lifecycle import RoundState
from budgets.models import Round
from participation.models import Municipality, Role
from tests.factories import a_clerk, a_process, a_resident, staff
from tests.factories_budgets import a_complete_round, a_round, officers
from tests.frontend.office.conftest import Desk, SitsDown, text_of


def step(desk: Desk, round_: Round, name: str) -> HttpResponse:
    return desk.sends("office_opening", {"step": name}, round=round_.pk)


@pytest.fixture
def round_(town: Municipality) -> Round:
    a_resident(town)
    return a_complete_round(process=a_process(town))


def test_two_officers_open_a_round(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    two = officers(town)
    first, second = sits_down(two.first), sits_down(two.second)
    step(first, round_, "propose")
    assert "Wartet auf eine zweite Person" in text_of(first.opens("office_opening", round=round_.pk))
    page = text_of(second.opens("office_opening", round=round_.pk))
    assert "Resi Eins bittet um Bestätigung" in page
    assert "wenn eine zweite Person ihn bestätigt" in page
    step(second, round_, "confirm")
    round_.refresh_from_db()
    assert round_.state == RoundState.OPEN
    assert round_.configuration_hash in text_of(second.opens("office_opening", round=round_.pk))


def test_whoever_proposed_cannot_confirm(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    first = sits_down(officers(town).first)
    step(first, round_, "propose")
    answer = step(first, round_, "confirm")
    round_.refresh_from_db()
    assert (answer.status_code, round_.state) == (403, RoundState.PREPARATION)
    assert "Diesen Schritt muss eine zweite Person bestätigen." in text_of(answer)
    assert 'value="confirm"' not in text_of(first.opens("office_opening", round=round_.pk))


def test_the_second_person_may_refuse(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    two = officers(town)
    step(sits_down(two.first), round_, "propose")
    second = sits_down(two.second)
    step(second, round_, "drop")
    assert "Öffnung vorschlagen" in text_of(second.opens("office_opening", round=round_.pk))
    assert step(second, round_, "confirm").status_code == 409


def test_an_incomplete_round_says_what_lacks(town: Municipality, sits_down: SitsDown) -> None:
    round_ = a_round(a_process(town))
    officer = sits_down(officers(town).first)
    page = text_of(officer.opens("office_opening", round=round_.pk))
    assert "Das geht, sobald nichts mehr fehlt." in page
    answer = step(officer, round_, "propose")
    assert answer.status_code == 422
    assert "Mindestens ein Teilbudget" in text_of(answer)


def test_a_clerk_looks_and_does_not_open(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    clerk = sits_down(a_clerk(town))
    assert "Das ist Sache der Abstimmungsleitung." in text_of(clerk.opens("office_opening", round=round_.pk))
    assert step(clerk, round_, "propose").status_code == 403


def test_a_finance_officer_has_no_business_here(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    desk = sits_down(staff(Role.FINANCE_OFFICER, within=town))
    assert desk.opens("office_opening", round=round_.pk).status_code == 403


@pytest.mark.parametrize("name", ["", "open", "<script>"])
def test_a_step_that_no_button_names_is_a_bad_request(
    name: str, round_: Round, town: Municipality, sits_down: SitsDown
) -> None:
    assert step(sits_down(officers(town).first), round_, name).status_code == 400


def test_a_change_after_the_proposal_needs_another_proposal(
    round_: Round, town: Municipality, sits_down: SitsDown
) -> None:
    two = officers(town)
    step(sits_down(two.first), round_, "propose")
    envelope = round_.envelopes.all()[0]
    sent = {"name": "Anders", "amount_cents": "7", "district": "", "max_choices": ""}
    sits_down(a_clerk(town)).sends("office_envelope", sent, round=round_.pk, envelope=envelope.pk)
    answer = step(sits_down(two.second), round_, "confirm")
    round_.refresh_from_db()
    assert (answer.status_code, round_.state) == (409, RoundState.PREPARATION)
