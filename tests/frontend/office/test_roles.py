from datetime import date

import pytest
from django.utils.timezone import localdate

from participation.models import Municipality, Person, Role, RoleGrant
from tests.factories import a_municipality, a_person, a_process, staff
from tests.frontend.office.conftest import SitsDown, text_of


def an_administrator(town: Municipality) -> Person:
    return staff(Role.MUNICIPALITY_ADMINISTRATOR, within=town, name="Ada Min")


def email_of(person: Person) -> str:
    return person.account.email if person.account else ""


def wanted(person: Person, **changes: str) -> dict[str, str]:
    return {"email": email_of(person), "role": "moderator", "process": "", "ends_at": "2026-12-31"} | changes


def test_a_role_is_granted_until_the_end_of_its_last_day(town: Municipality, sits_down: SitsDown) -> None:
    person = a_person("Mo Deration")
    desk = sits_down(an_administrator(town))
    desk.sends("office_role_new", wanted(person))
    grant = RoleGrant.objects.get(person=person)
    assert (grant.role, grant.process, localdate(grant.ends_at)) == (Role.MODERATOR, None, date(2026, 12, 31))
    page = text_of(desk.opens("office_roles"))
    assert "Mo Deration" in page
    assert page.count("Ada Min") > 1


def test_a_role_can_be_limited_to_a_process(town: Municipality, sits_down: SitsDown) -> None:
    process, person = a_process(town), a_person()
    sits_down(an_administrator(town)).sends("office_role_new", wanted(person, process=process.pk))
    assert RoleGrant.objects.get(person=person).process == process


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("email", "niemand@example.org", "Das haben wir nicht gefunden."),
        ("role", "king", "king"),
        ("role", "", "Dieses Feld ist zwingend erforderlich."),
        ("ends_at", "2026-05-03", "höchstens zehn Jahre"),
    ],
)
def test_what_cannot_be_granted_is_refused_in_place(
    field: str, typed: str, sentence: str, town: Municipality, sits_down: SitsDown
) -> None:
    person = a_person()
    answer = sits_down(an_administrator(town)).sends("office_role_new", wanted(person) | {field: typed})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not RoleGrant.objects.filter(person=person).exists()


def test_nobody_grants_to_themselves(town: Municipality, sits_down: SitsDown) -> None:
    administrator = an_administrator(town)
    answer = sits_down(administrator).sends("office_role_new", wanted(administrator))
    assert answer.status_code == 422
    assert "Niemand vergibt Rechte an sich selbst." in text_of(answer)


def test_a_role_ends_at_once(town: Municipality, sits_down: SitsDown) -> None:
    moderator = staff(Role.MODERATOR, within=town)
    desk = sits_down(an_administrator(town))
    desk.sends("office_role_end", grant=moderator.role_grants.get().pk)
    assert sits_down(moderator).opens("office_queue").status_code == 404


def test_a_grant_of_another_town_looks_like_none(town: Municipality, sits_down: SitsDown) -> None:
    foreign = staff(Role.MODERATOR, within=a_municipality("Anderstadt")).role_grants.get()
    assert sits_down(an_administrator(town)).sends("office_role_end", grant=foreign.pk).status_code == 404


def test_an_auditor_reads_and_changes_nothing(town: Municipality, sits_down: SitsDown) -> None:
    grant = staff(Role.MODERATOR, within=town).role_grants.get()
    auditor = sits_down(staff(Role.AUDITOR, within=town))
    assert "Beenden" not in text_of(auditor.opens("office_roles"))
    assert auditor.sends("office_role_end", grant=grant.pk).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_queries_for_one_and_three(
    rows: int, town: Municipality, sits_down: SitsDown, django_assert_num_queries: object
) -> None:
    for _ in range(rows):
        staff(Role.MODERATOR, within=town)
    desk = sits_down(an_administrator(town))
    with django_assert_num_queries(6):  # type: ignore[operator] # a fixture of pytest-django
        desk.opens("office_roles")
