"""Who may open which page of the office; what one may not know of looks like what is not there."""

import pytest

from participation.models import Municipality, Role
from tests.factories import a_municipality, a_person, a_resident, staff
from tests.frontend.office.conftest import SitsDown, text_of

HELPER, MODERATOR, CLERK, FINANCE, OFFICER, AUDITOR, ADMIN = Role
OPEN_TO: dict[str, set[Role]] = {
    "office_home": set(Role),
    "office_queue": {MODERATOR, ADMIN},
    "office_desk": {HELPER, CLERK, ADMIN},
    "office_people": {CLERK, ADMIN},
    "office_roles": {AUDITOR, ADMIN},
    "office_role_new": {ADMIN},
    "office_processes": {CLERK, AUDITOR, ADMIN},
    "office_process_new": {CLERK, ADMIN},
    "office_rounds": {CLERK, FINANCE, OFFICER, AUDITOR, ADMIN},
    "office_round_new": {CLERK, ADMIN},
    "office_costing": {CLERK, FINANCE, AUDITOR, ADMIN},
    "office_journal": {AUDITOR, ADMIN},
}
SENDS: dict[str, set[Role]] = {
    "office_people": {CLERK, ADMIN},
    "office_role_new": {ADMIN},
    "office_process_new": {CLERK, ADMIN},
    "office_round_new": {CLERK, ADMIN},
}


@pytest.mark.parametrize("page", OPEN_TO)
def test_a_page_is_open_to_these_roles(page: str, town: Municipality, sits_down: SitsDown) -> None:
    statuses = {role: sits_down(staff(role, within=town)).opens(page).status_code for role in Role}
    assert statuses == {role: 200 if role in OPEN_TO[page] else 403 for role in Role}


@pytest.mark.parametrize("page", SENDS)
def test_a_form_is_taken_from_these_roles(page: str, town: Municipality, sits_down: SitsDown) -> None:
    statuses = {role: sits_down(staff(role, within=town)).sends(page).status_code for role in Role}
    assert statuses == {role: 422 if role in SENDS[page] else 403 for role in Role}


@pytest.mark.parametrize("page", OPEN_TO)
def test_for_people_without_a_role_there_is_no_office(page: str, town: Municipality, sits_down: SitsDown) -> None:
    nowhere = sits_down(a_person()).client.get("/gibt-es-nicht/").content
    strangers = (a_person(), a_resident(town), staff(*Role, within=a_municipality("Anderstadt")))
    answers = [sits_down(stranger).opens(page) for stranger in strangers]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert [a.content.count(b"<h1>") for a in answers] == [nowhere.count(b"<h1>")] * 3


@pytest.mark.parametrize("page", OPEN_TO)
def test_a_visitor_is_asked_to_sign_in(page: str, sits_down: SitsDown) -> None:
    visitor = sits_down(None)
    answer = visitor.opens(page)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/konto/login/")


@pytest.mark.parametrize("page", OPEN_TO)
def test_without_a_second_factor_the_office_says_what_is_missing(
    page: str, town: Municipality, sits_down: SitsDown
) -> None:
    answer = sits_down(staff(*Role, within=town, second_factor=False)).opens(page)
    assert answer.status_code == 403
    assert "zweiten Faktor" in text_of(answer)


def test_a_role_that_is_not_enough_is_said_in_a_sentence(town: Municipality, sits_down: SitsDown) -> None:
    assert "Dazu sind Sie nicht berechtigt." in text_of(sits_down(staff(AUDITOR, within=town)).opens("office_desk"))


def test_the_navigation_names_only_open_doors(town: Municipality, sits_down: SitsDown) -> None:
    moderator = sits_down(staff(MODERATOR, within=town))
    page = text_of(moderator.opens("office_home"))
    assert moderator.url("office_queue") in page
    assert moderator.url("office_costing") not in page


def test_an_office_page_is_kept_by_no_cache(town: Municipality, sits_down: SitsDown) -> None:
    assert "no-store" in sits_down(staff(CLERK, within=town)).opens("office_people")["Cache-Control"]


def test_a_page_to_read_takes_no_form(town: Municipality, sits_down: SitsDown) -> None:
    assert sits_down(staff(ADMIN, within=town)).sends("office_journal").status_code == 405
