import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from participation.models import Body, District, JournalEntry
from tests.factories import a_municipality

pytestmark = pytest.mark.django_db

SQUARE = {"type": "Polygon", "coordinates": [[[11.0, 51.0], [11.1, 51.0], [11.1, 51.1], [11.0, 51.0]]]}


def run(*arguments: str) -> str:
    written = StringIO()
    call_command(*arguments, stdout=written)
    return written.getvalue()


def test_a_body_is_added_and_the_journal_says_so() -> None:
    municipality = a_municipality()
    run("add_body", municipality.slug, "Ortsbeirat Nord", "--kind", "village_council")
    assert Body.objects.get(municipality=municipality, name="Ortsbeirat Nord").kind == "village_council"
    assert JournalEntry.objects.filter(municipality=municipality, act="body.added").exists()


def test_a_district_is_added_below_another_with_its_boundary(tmp_path: Path) -> None:
    municipality = a_municipality()
    file = tmp_path / "area.geojson"
    file.write_text(json.dumps(SQUARE))
    run("add_district", municipality.slug, "Norden", "--population", "2400")
    said = run("add_district", municipality.slug, "Hafen", "--parent", "norden", "--boundary", str(file))
    district = District.objects.get(municipality=municipality, slug="hafen")
    assert said == "Hafen: hafen\n"
    assert (district.parent, district.boundary) == (District.objects.get(slug="norden"), SQUARE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add_body", "nowhere", "Rat"], "not_found"),
        (["add_body", "{town}", " "], "invalid_input"),
        (["add_district", "nowhere", "Norden"], "not_found"),
        (["add_district", "{town}", "Norden", "--parent", "nowhere"], "not_found"),
        (["add_district", "{town}", "Norden", "--population", "-1"], "invalid_input"),
        (["add_district", "{town}", "Norden", "--boundary", "{list}"], "invalid_input"),
        (["add_district", "{town}", "Norden", "--boundary", "{no_json}"], "cannot be read"),
        (["add_district", "{town}", "Norden", "--boundary", "{absent}"], "cannot be read"),
    ],
)
def test_a_refusal_leaves_nothing_behind(arguments: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text("[1, 2]")
    (tmp_path / "no.json").write_text("{")
    names = {
        "town": a_municipality().slug,
        "list": tmp_path / "list.json",
        "no_json": tmp_path / "no.json",
        "absent": tmp_path / "absent.json",
    }
    before = (Body.objects.count(), District.objects.count())
    with pytest.raises(CommandError, match=said):
        run(*(argument.format(**names) for argument in arguments))
    assert (Body.objects.count(), District.objects.count()) == before
