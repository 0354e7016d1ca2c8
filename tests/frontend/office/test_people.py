import pytest

from participation.models import Municipality, Residency
from tests.factories import a_clerk, a_district, a_municipality, a_person, a_resident
from tests.frontend.office.conftest import SitsDown, text_of


def test_somebody_is_found_by_the_exact_address(town: Municipality, sits_down: SitsDown) -> None:
    person = a_person("Rita Rath")
    clerk = sits_down(a_clerk(town))
    address = person.account.email.upper() if person.account else ""
    answer = clerk.sends("office_people", {"email": address})
    assert (answer.status_code, answer["Location"]) == (302, clerk.url("office_person", person=person.pk))


def test_an_unknown_address_is_refused_in_place(town: Municipality, sits_down: SitsDown) -> None:
    answer = sits_down(a_clerk(town)).sends("office_people", {"email": "niemand@example.org"})
    assert answer.status_code == 422
    assert "Zu dieser Adresse gibt es kein Konto." in text_of(answer)


def test_residency_is_verified_at_the_desk(town: Municipality, sits_down: SitsDown) -> None:
    person, district = a_person("Rita Rath"), a_district(town, "Mitte")
    clerk = sits_down(a_clerk(town))
    shown = {"district": district.pk, "born_on": "1980-05-17", "seen": "on"}
    clerk.sends("office_person", shown, person=person.pk)
    assert Residency.objects.get(person=person).district == district
    assert "Mitte, gültig bis" in text_of(clerk.opens("office_person", person=person.pk))


def test_the_date_of_birth_is_not_shown_again(town: Municipality, sits_down: SitsDown) -> None:
    resident = a_resident(town)
    page = text_of(sits_down(a_clerk(town)).opens("office_person", person=resident.pk))
    assert "1980" not in page


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("born_on", "2026-05-05", "Bitte prüfen Sie das Datum."),
        ("born_on", "1850-01-01", "Bitte prüfen Sie das Datum."),
        ("born_on", "", "Dieses Feld ist zwingend erforderlich."),
        ("seen", "", "Dieses Feld ist zwingend erforderlich."),
        ("district", "zzzzzzzzzzzzzzzz", "gültige Auswahl"),
    ],
)
def test_what_cannot_be_verified_is_refused_in_place(
    field: str, typed: str, sentence: str, town: Municipality, sits_down: SitsDown
) -> None:
    shown = {"district": a_district(town).pk, "born_on": "1980-05-17", "seen": "on"}
    answer = sits_down(a_clerk(town)).sends("office_person", shown | {field: typed}, person=a_person().pk)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Residency.objects.exists()


def test_a_district_of_another_town_cannot_be_chosen(town: Municipality, sits_down: SitsDown) -> None:
    foreign = a_district(a_municipality("Anderstadt"), "Fremdenviertel")
    shown = {"district": foreign.pk, "born_on": "1980-05-17", "seen": "on"}
    assert sits_down(a_clerk(town)).sends("office_person", shown, person=a_person().pk).status_code == 422
