import csv
import json

import pytest

from budgets.counting.pabulib import read_pb
from budgets.errors import TooFewBallotsError
from budgets.models import Project, Round
from budgets.queries import exports
from budgets.queries.counts import ResultView, result_of
from budgets.queries.exports import result_as_csv, result_as_json, result_as_pb
from participation.errors import NotFoundError
from tests.factories_budgets import a_closed_round, a_confirmation, a_count, codes

pytestmark = pytest.mark.django_db


def view_of(round_: Round) -> ResultView:
    a_count(round_)
    round_.refresh_from_db()
    return result_of(round_)


def test_single_ballots_of_few_are_not_published() -> None:
    with pytest.raises(TooFewBallotsError):
        result_as_pb(view_of(a_closed_round([0])))


def test_ballots_stand_in_the_order_of_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    # The order shows with four ballots; fifty would hide which rule made it.
    monkeypatch.setattr(exports, "FEWEST_BALLOTS", 1)
    round_ = a_closed_round([1], [0], [0, 1], [])
    pb = read_pb(result_as_pb(view_of(round_)))
    first, second = codes(round_)
    assert [dict(row.cells) for row in pb.ballots] == [
        {"voter_id": "1", "vote": ""},
        {"voter_id": "2", "vote": first},
        {"voter_id": "3", "vote": f"{first},{second}"},
        {"voter_id": "4", "vote": second},
    ]
    assert pb.meta["num_votes"] == "4"
    assert pb.meta["comment"].endswith(round_.configuration_hash)


def test_an_unknown_envelope_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        result_as_pb(view_of(a_closed_round([0])), "0" * 16)


def test_the_document_holds_configuration_count_and_a_reason_for_each_project() -> None:
    round_ = a_closed_round([0], [1])
    document = json.loads(result_as_json(view_of(round_)))
    assert document["configuration"]["round"] == round_.pk
    assert document["configuration_hash"] == round_.configuration_hash
    assert document["ballots"] == 2
    assert all(project["sentence"] for project in document["envelopes"][0]["projects"])
    assert document["confirmation"] is None


def test_no_file_names_a_voter_a_pseudonym_or_a_leaf() -> None:
    round_ = a_closed_round([0], [1])
    view = view_of(round_)
    secrets = [*round_.marks.values_list("pseudonym", flat=True), *round_.open_ballots.values_list("leaf", flat=True)]
    secrets += [
        *round_.roll_entries.values_list("person_id", flat=True),
        *round_.roll_entries.values_list("pk", flat=True),
    ]
    for text in (result_as_json(view).decode(), result_as_csv(view)):
        assert [secret for secret in secrets if str(secret) in text] == []


def test_a_table_is_safe_against_formulas() -> None:
    round_ = a_closed_round([0])
    Project.objects.filter(round=round_).update(title="=1+1")
    rows = list(csv.DictReader(result_as_csv(view_of(round_)).splitlines()))
    assert {row["title"] for row in rows} == {"'=1+1"}


def test_a_departure_stands_in_every_file() -> None:
    round_ = a_closed_round([0], costs=[60_000_00, 50_000_00], method="greedy/1")
    second = codes(round_)[1]
    a_confirmation(a_count(round_), {second: "Der Rat wollte auch dieses."})
    view = result_of(Round.objects.get(pk=round_.pk))
    assert "Der Rat wollte auch dieses." in result_as_csv(view)
    assert "Der Rat wollte auch dieses." in result_as_json(view).decode()
