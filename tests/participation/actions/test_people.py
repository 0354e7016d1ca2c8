from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from participation.actions.people import (
    create_account,
    create_person,
    end_role,
    grant_role,
    rename_person,
    verify_residency,
)
from participation.errors import AlreadyExistsError, InvalidInputError, NotPermittedError
from participation.models import JournalEntry, Residency, Role
from participation.permissions import has_role, residency_of
from tests.factories import (
    A_DAY,
    NOW,
    a_clerk,
    a_district,
    a_moderator,
    a_municipality,
    a_person,
    a_process,
    a_resident,
    staff,
    with_second_factor,
)

pytestmark = pytest.mark.django_db


def test_an_account_without_a_name_gets_a_pseudonym() -> None:
    assert create_account(email="a@example.org", password=None, display_name="").display_name.startswith("Gast ")


def test_an_address_has_one_account_whatever_its_case() -> None:
    create_account(email="Kim@Example.org", password=None, display_name="Kim")
    with pytest.raises(AlreadyExistsError):
        create_account(email="kim@example.org", password=None, display_name="Kim")


def test_an_account_has_one_person() -> None:
    person = a_person()
    from django.db import IntegrityError  # noqa: PLC0415 -- only here

    with pytest.raises(IntegrityError):
        create_person(account=person.account, display_name="Zweites Gesicht")  # type: ignore[arg-type]  # it has one


@pytest.mark.parametrize("name", ["", "x", " x ", "x" * 81])
def test_a_name_too_short_or_too_long_is_refused(name: str) -> None:
    with pytest.raises(InvalidInputError):
        rename_person(person=a_person(), display_name=name)


@pytest.mark.parametrize("name", ["a\x00b", "\ud800\ud800", "\u202e\u202e\u202e"])
def test_a_name_that_cannot_be_stored_or_read_is_refused(name: str) -> None:
    with pytest.raises(InvalidInputError):
        rename_person(person=a_person(), display_name=name)


def test_a_name_is_made_one_line() -> None:
    person = a_person()
    rename_person(person=person, display_name=" Anna \n aus  Süd ")
    person.refresh_from_db()
    assert person.display_name == "Anna aus Süd"


def test_a_clerk_verifies_a_residency_and_the_journal_names_nobody() -> None:
    town = a_municipality()
    clerk, person = a_clerk(town), a_person("Anna Probe")
    residency = verify_residency(
        clerk=clerk, person=person, district=a_district(town), born_on=date(1980, 5, 17), now=NOW
    )
    assert residency_of(person, town, now=NOW) == residency
    entry = JournalEntry.objects.filter(municipality=town).latest("seq")
    assert (entry.act, entry.on_ref, entry.data) == ("residency.verified", residency.ref, {})


def test_a_residency_ends_by_itself() -> None:
    town = a_municipality()
    person = a_resident(town)
    assert residency_of(person, town, now=NOW + timedelta(days=3 * 365)) is None


def test_a_new_residency_replaces_the_one_before() -> None:
    town = a_municipality()
    person = a_resident(town)
    moved = verify_residency(
        clerk=a_clerk(town), person=person, district=a_district(town), born_on=date(1980, 5, 17), now=NOW
    )
    assert list(Residency.objects.filter(person=person, ended_at=None)) == [moved]
    assert Residency.objects.filter(person=person).count() == 2


def test_the_day_of_a_birth_begins_when_it_begins_in_town() -> None:
    town = a_municipality()
    after_midnight = datetime(2026, 7, 1, 0, 30, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
    verify_residency(
        clerk=a_clerk(town),
        person=a_person(),
        district=a_district(town),
        born_on=date(2026, 7, 1),
        now=after_midnight,
    )


@pytest.mark.parametrize("born_on", [date(2026, 5, 5), date(1900, 1, 1), date(1, 1, 1), date(9999, 12, 31)])
def test_a_date_of_birth_that_cannot_be_is_refused(born_on: date) -> None:
    town = a_municipality()
    with pytest.raises(InvalidInputError) as refused:
        verify_residency(clerk=a_clerk(town), person=a_person(), district=a_district(town), born_on=born_on, now=NOW)
    assert refused.value.field == "born_on"


def test_a_clerk_verifies_only_at_home() -> None:
    clerk = a_clerk(a_municipality())
    with pytest.raises(NotPermittedError):
        verify_residency(
            clerk=clerk, person=a_person(), district=a_district(a_municipality()), born_on=date(1980, 5, 17), now=NOW
        )


def test_a_clerk_does_not_verify_themselves() -> None:
    town = a_municipality()
    clerk = a_clerk(town)
    with pytest.raises(NotPermittedError):
        verify_residency(clerk=clerk, person=clerk, district=a_district(town), born_on=date(1980, 5, 17), now=NOW)
    assert not clerk.residencies.exists()


def test_an_administrator_grants_a_role_for_a_time_and_ends_it() -> None:
    town = a_municipality()
    boss, person = staff(Role.MUNICIPALITY_ADMINISTRATOR, within=town), with_second_factor(a_person())
    grant = grant_role(grantor=boss, person=person, role=Role.MODERATOR, within=town, now=NOW, ends_at=NOW + 10 * A_DAY)
    assert has_role(person, Role.MODERATOR, within=town, now=NOW)
    assert not has_role(person, Role.MODERATOR, within=town, now=NOW + 10 * A_DAY)
    end_role(grantor=boss, grant=grant, now=NOW + A_DAY)
    assert not has_role(person, Role.MODERATOR, within=town, now=NOW + A_DAY)
    acts = JournalEntry.objects.filter(municipality=town, on_ref=grant.ref).values_list("act", flat=True)
    assert list(acts) == ["role.granted", "role.ended"]


def test_a_role_for_one_process_is_none_for_the_municipality() -> None:
    process = a_process()
    clerk = a_clerk(process)
    assert has_role(clerk, Role.CLERK, within=process, now=NOW)
    assert not has_role(clerk, Role.CLERK, within=process.municipality, now=NOW)
    assert not has_role(clerk, Role.CLERK, within=a_process(process.municipality), now=NOW)


@pytest.mark.parametrize("ends_at", [NOW, NOW - A_DAY, NOW + timedelta(days=4000), NOW.replace(year=9999)])
def test_a_grant_ends_in_the_future_and_within_ten_years(ends_at: datetime) -> None:
    town = a_municipality()
    boss = staff(Role.MUNICIPALITY_ADMINISTRATOR, within=town)
    with pytest.raises(InvalidInputError) as refused:
        grant_role(grantor=boss, person=a_person(), role=Role.CLERK, within=town, now=NOW, ends_at=ends_at)
    assert refused.value.field == "ends_at"


def test_nobody_grants_a_role_to_themselves() -> None:
    town = a_municipality()
    boss = staff(Role.MUNICIPALITY_ADMINISTRATOR, within=town)
    with pytest.raises(InvalidInputError) as refused:
        grant_role(grantor=boss, person=boss, role=Role.CLERK, within=town, now=NOW, ends_at=NOW + A_DAY)
    assert refused.value.field == "person"


def test_only_administrators_grant_and_end() -> None:
    town = a_municipality()
    moderator, clerk = a_moderator(town), a_clerk(town)
    with pytest.raises(NotPermittedError):
        grant_role(grantor=clerk, person=a_person(), role=Role.CLERK, within=town, now=NOW, ends_at=NOW + A_DAY)
    with pytest.raises(NotPermittedError):
        end_role(grantor=clerk, grant=moderator.role_grants.get(), now=NOW)
