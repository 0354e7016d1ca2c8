import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from budgets.models import Round
from tests.budgets.actions.test_importing import META, PROJECTS, VOTES
from tests.factories import a_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "budget.pb"
    path.write_text(META + PROJECTS + VOTES, encoding="utf-8")
    return path


def test_one_document_on_standard_output(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town = a_municipality()
    call_command("import_pb", str(file), "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["municipality"], told["projects"], told["ballots"], told["method"]) == (town.slug, 2, 3, "greedy/1")
    assert Round.objects.get().pk == told["round"]


def test_a_dry_run_keeps_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_municipality()
    call_command("import_pb", str(file), "--dry-run")
    assert "ballots\t3" in capsys.readouterr().out
    assert Round.objects.count() == 0


def test_among_several_towns_one_is_named(file: Path) -> None:
    one, _ = a_municipality(), a_municipality()
    with pytest.raises(CommandError) as refusal:
        call_command("import_pb", str(file))
    assert refusal.value.returncode == 2
    call_command("import_pb", str(file), "--municipality", one.slug)
    assert Round.objects.get().process.municipality == one


def test_a_broken_file_is_refused_with_its_line_and_exit_code_two(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_municipality()
    file.write_text(META + PROJECTS + VOTES.replace("8;44", "7;44"), encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        call_command("import_pb", str(file), "--json")
    told = capsys.readouterr()
    problem = json.loads(told.err)
    assert (left.value.code, told.out) == (2, "")
    assert {name: problem[name] for name in ("title", "reason", "line", "field")} == {
        "title": "unreadable_election",
        "reason": "duplicate_voter",
        "line": 21,
        "field": "voter_id",
    }
    assert Round.objects.count() == 0


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    a_municipality()
    with pytest.raises(CommandError):
        call_command("import_pb", str(tmp_path / "none.pb"))
