"""One's own page, and what machines ask for."""

import pytest
from django.test import Client

from participation.actions.supports import support_proposal
from participation.lifecycle import ProposalState
from participation.models import Municipality
from tests.factories import NOW, a_draft, a_moderator, a_municipality, a_person, a_proposal, a_resident, an_open_process
from tests.frontend.office.conftest import SitsDown, text_of


def test_my_page_shows_what_is_mine_here(town: Municipality, sits_down: SitsDown) -> None:
    person = a_resident(town)
    process = an_open_process(town)
    a_proposal(process, by=person, state=ProposalState.DRAFT, draft=a_draft("Mein Entwurf"))
    backed = a_proposal(process, draft=a_draft("Von anderen"))
    support_proposal(supporter=person, proposal=backed, now=NOW)
    a_proposal(an_open_process(a_municipality("Nachbarort")), by=person, draft=a_draft("Anderswo"))
    page = text_of(sits_down(person).opens("my_page"))
    assert "Mein Entwurf" in page
    assert "Von anderen" in page
    assert "Bestätigt für Ortsteil" in page
    assert "Anderswo" not in page


def test_my_page_needs_an_account(town: Municipality, sits_down: SitsDown) -> None:
    assert sits_down(None).opens("my_page")["Location"].startswith("/konto/login/?next=")


def test_my_page_tells_staff_their_tasks(town: Municipality, sits_down: SitsDown) -> None:
    page = text_of(sits_down(a_moderator(town)).opens("my_page"))
    assert "Meine Aufgaben" in page
    assert "Zum Arbeitsbereich" in page


def test_the_display_name_changes(town: Municipality, sits_down: SitsDown) -> None:
    person = a_person()
    desk = sits_down(person)
    desk.sends("my_page", {"display_name": "  Neue   Frau "})
    person.refresh_from_db()
    assert person.display_name == "Neue Frau"
    assert "Ihr Anzeigename ist geändert." in text_of(desk.opens("my_page"))


@pytest.mark.parametrize("name", ["", "x", "x" * 81, "a\x00b"])
def test_a_display_name_that_cannot_be_is_refused_in_place(name: str, town: Municipality, sits_down: SitsDown) -> None:
    response = sits_down(a_person()).sends("my_page", {"display_name": name})
    assert response.status_code == 422
    assert 'href="#id_display_name"' in text_of(response)


@pytest.mark.django_db
def test_machines_learn_where_not_to_look_and_where_to_report() -> None:
    robots = Client().get("/robots.txt")
    assert "Disallow: /konto/" in robots.content.decode()
    security = Client().get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:" in security
    assert "Expires: " in security
