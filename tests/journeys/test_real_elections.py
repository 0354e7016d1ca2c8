"""Real elections, imported and counted through the action, have the winners that the towns announced."""

import csv
import json
from fractions import Fraction
from pathlib import Path

import pytest

from budgets.actions.importing import import_pabulib
from budgets.counting import count
from budgets.counting.pabulib import election_of, read_pb
from budgets.lifecycle import RoundState
from budgets.models import Round
from budgets.queries.counts import ResultView, result_of
from budgets.queries.exports import result_as_csv, result_as_json, result_as_pb
from budgets.queries.parameters import parameters_of
from tests.factories import NOW, a_municipality
from tests.factories_budgets import a_confirmation, a_count

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WIELICZKA = "Poland_Wieliczka_2023_Green_Budget.pb"
ASSEN = "Netherlands_Assen_2024.pb"
GDYNIA = "Poland_Gdynia_2020.pb"
SWIECIE = "Poland_Swiecie_2023.pb"


def imported(shared_data: Path, name: str) -> Round:
    text = (shared_data / "pabulib" / name).read_bytes()
    return import_pabulib(text=text, municipality=a_municipality(), importer=None, now=NOW)


def counted(shared_data: Path, name: str) -> ResultView:
    round_ = imported(shared_data, name)
    a_count(round_)
    return result_of(Round.objects.get(pk=round_.pk))


def selected(shared_data: Path, name: str) -> set[str]:
    pb = read_pb((shared_data / "pabulib" / name).read_bytes())
    return {row.cells["project_id"] for row in pb.projects if row.cells["selected"] == "1"}


def funded(view: ResultView) -> set[str]:
    return {row.project.code for row in view.envelopes[0].funded}


@pytest.mark.parametrize("name", [ASSEN, GDYNIA])
def test_the_official_winners_win(shared_data: Path, name: str) -> None:
    assert funded(counted(shared_data, name)) == selected(shared_data, name)


def test_the_official_winners_and_report_of_wieliczka_are_reproduced(shared_data: Path) -> None:
    golden = json.loads((shared_data / "pabulib" / "golden.json").read_text(encoding="utf-8"))[WIELICZKA]
    view = counted(shared_data, WIELICZKA)
    result = view.envelopes[0].result
    votes = [(told["project"], f"{told['effective_votes']:.2f}") for told in result["rounds"]]
    assert funded(view) == selected(shared_data, WIELICZKA)
    assert votes == [tuple(told) for told in golden["rounds"]]
    assert result["increments"] == golden["increments"]
    assert Fraction(result["share_exact"]) == Fraction(1_000_000, 6586) + 164
    assert result["spent_cents"] == golden["total_cost"] * 100
    assert result["comparison"] == {"prefer_this": 1615, "prefer_greedy": 873, "indifferent": 4098, "taken": "this"}
    assert (view.count.ballots, view.count.roll_size, view.round.currency) == (6586, None, "PLN")


@pytest.mark.parametrize(("name", "winners", "spent"), [(ASSEN, 9, 76_700_00), (SWIECIE, 17, 1_040_337_00)])
def test_as_many_win_and_as_much_is_spent(shared_data: Path, name: str, winners: int, spent: int) -> None:
    view = counted(shared_data, name)
    assert len(funded(view)) == winners
    assert view.envelopes[0].spent_cents == spent


@pytest.mark.parametrize("name", [ASSEN, GDYNIA, SWIECIE])
def test_what_is_exported_counts_the_same(shared_data: Path, name: str) -> None:
    view = counted(shared_data, name)
    election = election_of(read_pb(result_as_pb(view)))
    parameters = parameters_of(method=view.round.method, parameters=view.round.parameters)
    again = count(election, parameters)
    assert set(again.funded) == funded(view)
    assert again.ballots == view.count.ballots


def test_every_file_becomes_a_round_that_counts_and_explains(shared_data: Path) -> None:
    small = [path for path in sorted((shared_data / "pabulib").glob("*.pb")) if path.stat().st_size < 300_000]
    assert len(small) >= 6
    for path in small:
        view = counted(shared_data, path.name)
        assert all(row.sentence for row in view.envelopes[0].rows), path.name


def test_an_imported_election_is_confirmed_like_any_other(shared_data: Path) -> None:
    round_ = imported(shared_data, ASSEN)
    a_confirmation(a_count(round_))
    view = result_of(Round.objects.get(pk=round_.pk))
    assert view.round.state == RoundState.CONFIRMED
    document = json.loads(result_as_json(view))
    assert document["confirmation"]["paper_reference"] == "2026/117"
    assert len(list(csv.DictReader(result_as_csv(view).splitlines()))) == 14
