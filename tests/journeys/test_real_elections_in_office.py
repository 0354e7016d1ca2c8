"""Real elections, taken in by the operator and counted by a returning officer at the back office: the official winners.

Golden: the column `selected` of each file, read here by a reader of its own.
"""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from budgets.lifecycle import RoundState
from budgets.models import Round
from participation.models import Municipality, Role
from tests.factories import a_municipality, staff

ELECTIONS = {
    "Poland_Wieliczka_2023_Green_Budget.pb": ("equal-shares/1", 6586),
    "Netherlands_Assen_2024.pb": ("equal-shares/1", 84),
    "Poland_Gdynia_2020.pb": ("greedy-no-skip/1", 27073),
}


def official_winners(file: Path) -> set[str]:
    text = file.read_text(encoding="utf-8")
    projects = text.split("\nPROJECTS\n")[1].split("\nVOTES\n")[0]
    return {row["project_id"] for row in csv.DictReader(io.StringIO(projects), delimiter=";") if row["selected"] == "1"}


def at_the_office(municipality: Municipality) -> Client:
    officer = staff(Role.RETURNING_OFFICER, within=municipality, now=timezone.now())
    assert officer.account is not None
    client = Client()
    client.force_login(officer.account)
    return client


@pytest.mark.slow
@pytest.mark.parametrize("name", ELECTIONS)
@pytest.mark.django_db
def test_an_imported_election_is_counted_at_the_office_and_has_its_official_winners(
    name: str, shared_data: Path
) -> None:
    method, ballots = ELECTIONS[name]
    file = shared_data / "pabulib" / name
    municipality = a_municipality()
    call_command("import_pb", str(file), municipality=municipality.slug, verbosity=0, stdout=io.StringIO())
    imported = Round.objects.get(process__municipality=municipality)
    assert (imported.state, imported.method) == (RoundState.CLOSED, method)
    where = {"municipality": municipality.slug, "round": imported.pk}
    office = at_the_office(municipality)

    before = office.get(reverse("town:office_count", kwargs=where))
    assert "Jetzt auszählen" in before.text
    assert Client().get(reverse("town:result", kwargs=where)).status_code == 404
    counted = office.post(reverse("town:office_count", kwargs=where), follow=True)
    assert counted.status_code == 200

    answer = Client().get(reverse("town:result_file", kwargs={**where, "kind": "json"}))
    result = json.loads(b"".join(answer) if answer.streaming else answer.content)
    (envelope,) = result["envelopes"]
    assert result["ballots"] == ballots
    assert set(envelope["result"]["funded"]) == official_winners(file)


@pytest.mark.django_db
def test_a_file_that_ends_within_its_projects_leaves_nothing_behind(shared_data: Path, tmp_path: Path) -> None:
    whole = (shared_data / "pabulib" / "Netherlands_Assen_2024.pb").read_text(encoding="utf-8")
    broken = tmp_path / "broken.pb"
    broken.write_text(whole.split("\nVOTES\n")[0], encoding="utf-8")
    municipality = a_municipality()
    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("import_pb", str(broken), municipality=municipality.slug, stdout=io.StringIO(), stderr=said)
    assert "VOTES" in said.getvalue()
    assert not Round.objects.filter(process__municipality=municipality).exists()
