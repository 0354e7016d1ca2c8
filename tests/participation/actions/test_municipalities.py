from typing import Any

import pytest

from participation.actions.municipalities import (
    RESERVED_SLUGS,
    add_body,
    add_district,
    create_municipality,
    describe_municipality,
)
from participation.errors import AlreadyExistsError, DomainError, InvalidInputError
from participation.models import BodyKind, JournalEntry, Municipality
from tests.factories import NOW, a_district, a_municipality

pytestmark = pytest.mark.django_db
SQUARE = {"type": "Polygon", "coordinates": [[[12.0, 51.0], [12.1, 51.0], [12.1, 51.1], [12.0, 51.0]]]}
BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


def create(**more: str) -> Municipality:
    said = {
        "slug": "lindenau", "name": "Lindenau", "contact_name": "Kim", "contact_email": "rathaus@example.org",
    } | more  # fmt: skip
    return create_municipality(now=NOW, **said)


def test_the_operator_sets_a_municipality_up_and_the_journal_begins() -> None:
    municipality = create()
    entry = JournalEntry.objects.get(municipality=municipality)
    assert (entry.seq, entry.actor_ref, entry.act) == (1, "operator", "municipality.created")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", ""),
        ("slug", "Lindenau"),
        ("slug", "linden au"),
        ("slug", "lindenäu"),
        ("slug", "x" * 61),
        ("name", " "),
        ("name", "x" * 121),
        ("contact_name", ""),
        ("contact_email", "rathaus"),
        *(("slug", slug) for slug in sorted(RESERVED_SLUGS)),
    ],
)
def test_what_cannot_be_used_is_refused_by_field(field: str, value: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        create(**{field: value})
    assert refused.value.field == field
    assert not Municipality.objects.exists()


def test_an_address_belongs_to_one_municipality() -> None:
    create()
    with pytest.raises(AlreadyExistsError) as refused:
        create(name="Anderswo")
    assert refused.value.field == "slug"


def test_districts_form_a_tree_with_areas() -> None:
    town = a_municipality()
    whole = add_district(municipality=town, name="Süd", population=1200, boundary=SQUARE, now=NOW)
    part = add_district(municipality=town, name="Südhöhe", parent=whole, now=NOW)
    assert (whole.slug, part.slug, part.parent) == ("sued", "suedhoehe", whole)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("name", {"name": ""}),
        ("population", {"population": -1}),
        ("boundary", {"boundary": {}}),
        ("boundary", {"boundary": {"type": "Point", "coordinates": [1, 2]}}),
        ("boundary", {"boundary": {"type": "Polygon"}}),
        ("boundary", {"boundary": {"type": "Polygon", "coordinates": [[1, 2]]}}),
        ("boundary", {"boundary": {"type": "Polygon", "coordinates": "everywhere"}}),
        ("boundary", {"boundary": BOW_TIE}),
    ],
)
def test_a_district_that_cannot_be_used_is_refused_by_field(field: str, said: dict[str, Any]) -> None:
    asked = {"name": "Süd"} | said
    with pytest.raises(InvalidInputError) as refused:
        add_district(municipality=a_municipality(), now=NOW, **asked)
    assert refused.value.field == field


def test_a_district_has_no_parent_elsewhere_and_no_twin() -> None:
    town = a_municipality()
    with pytest.raises(InvalidInputError):
        add_district(municipality=town, name="Süd", parent=a_district(a_municipality()), now=NOW)
    add_district(municipality=town, name="Süd", now=NOW)
    with pytest.raises(AlreadyExistsError):
        add_district(municipality=town, name="SÜD", now=NOW)


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (InvalidInputError, {"kind": "party"}),
        (InvalidInputError, {"name": ""}),
        (InvalidInputError, {"contact_email": "rat"}),
        (AlreadyExistsError, {"name": "Gemeinderat"}),
    ],
)
def test_a_body_that_cannot_be_used_is_refused(refusal: type[DomainError], said: dict[str, Any]) -> None:
    town = a_municipality()
    asked: dict[str, Any] = {
        "municipality": town, "kind": BodyKind.COMMITTEE, "name": "Bauausschuss", "now": NOW,
    }  # fmt: skip
    add_body(municipality=town, kind=BodyKind.MUNICIPAL_COUNCIL, name="Gemeinderat", now=NOW)
    with pytest.raises(refusal):
        add_body(**asked | said)


def test_a_municipality_says_how_it_is_reached() -> None:
    municipality = a_municipality()
    described = describe_municipality(
        municipality=municipality, contact_phone="069 90009-220", address="Marktplatz 1", introduction="Hallo!", now=NOW
    )
    described.refresh_from_db()
    assert (described.contact_phone, described.address, described.introduction) == (
        "069 90009-220",
        "Marktplatz 1",
        "Hallo!",
    )
    with pytest.raises(InvalidInputError) as refused:
        describe_municipality(municipality=municipality, contact_phone="0" * 61, now=NOW)
    assert refused.value.field == "contact_phone"
