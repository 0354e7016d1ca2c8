"""Budget rounds in public: the round, the booth, the receipt, the result and its files."""

import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from budgets.models import BallotType, FinalBallot, Mark, OpenBallot, Round
from participation.models import Municipality, Person
from tests.factories import A_DAY, NOW, a_clerk, a_district, a_municipality, a_person, a_process, a_resident
from tests.factories_budgets import (
    AFTER_CLOSING,
    a_closed_round,
    a_complete_round,
    a_confirmation,
    a_count,
    a_project,
    a_round,
    a_voter,
    an_envelope,
    an_open_round,
    codes,
    opened,
)
from tests.frontend.office.conftest import Clock, Desk, SitsDown, text_of
from tests.frontend.pages.conftest import CountsQueries


@pytest.fixture(autouse=True)
def _while_ballots_are_cast(clock: Clock) -> None:
    clock.now = NOW + A_DAY


def open_round(town: Municipality, **details: object) -> Round:
    return an_open_round(process=a_process(town), **details)


def key_in(page: str) -> str:
    found = re.search(r'name="idempotency_key" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def a_filled_ballot(desk: Desk, round_: Round, *places: int) -> dict[str, object]:
    key = key_in(text_of(desk.opens("booth", round=round_.pk)))
    named = codes(round_)
    return {"idempotency_key": key, f"choice-{round_.envelopes.get().pk}": [named[place] for place in places]}


def receipt_in(response: HttpResponse) -> str:
    found = re.search(r"<code>([0-9a-f]{64})</code>", text_of(response))
    assert found is not None
    return found[1]


def test_a_round_says_what_is_on_the_ballot_and_how_it_is_counted(town: Municipality, sits_down: SitsDown) -> None:
    round_ = open_round(town, age_min=14, max_choices=3)
    page = text_of(sits_down(None).opens("round", round=round_.pk))
    said = (
        "100.000\u00a0€",
        "10.000\u00a0€",
        "20.000\u00a0€",
        "ab 14 Jahren",
        "höchstens 3 Projekte",
        "Gleiche Anteile",
    )
    assert [text for text in (*said, round_.configuration_hash, "Rathaus, Zimmer 3") if text not in page] == []
    assert "Anmelden und abstimmen" in page


def test_the_published_rules_have_the_published_hash(town: Municipality, sits_down: SitsDown) -> None:
    round_ = open_round(town)
    response = sits_down(None).opens("round_configuration", round=round_.pk)
    assert hashlib.sha256(response.content).hexdigest() == round_.configuration_hash


def test_a_round_in_preparation_exists_for_staff_alone(town: Municipality, sits_down: SitsDown) -> None:
    round_ = a_complete_round(process=a_process(town))
    assert sits_down(None).opens("round", round=round_.pk).status_code == 404
    assert sits_down(a_voter(round_)).opens("booth", round=round_.pk).status_code == 404
    assert sits_down(a_clerk(town)).opens("round", round=round_.pk).status_code == 200


def test_another_towns_round_is_not_found_here(town: Municipality, sits_down: SitsDown) -> None:
    foreign = open_round(a_municipality("Nachbarort"))
    desk = sits_down(a_resident(town))
    unknown = desk.opens("round", round="0000000000000000")
    for page in ("round", "booth", "result", "round_configuration"):
        assert desk.opens(page, round=foreign.pk).content == unknown.content


def test_reasons_stand_before_the_click(town: Municipality, sits_down: SitsDown) -> None:
    round_ = open_round(town, age_min=14)
    child = a_voter(round_, born_on=NOW.date().replace(year=NOW.year - 10))
    for person, sentence in ((a_person(), "Ihr Wohnsitz ist noch nicht bestätigt."), (child, "ab 14 Jahren")):
        desk = sits_down(person)
        page = text_of(desk.opens("round", round=round_.pk))
        assert "Sie können hier nicht abstimmen" in page
        assert sentence in page
        assert "Zum Stimmzettel" not in page
        assert desk.opens("booth", round=round_.pk).status_code == 403


def test_a_visitor_is_led_from_the_booth_to_signing_in(town: Municipality, sits_down: SitsDown) -> None:
    round_ = open_round(town)
    desk = sits_down(None)
    assert desk.opens("booth", round=round_.pk)["Location"].startswith("/konto/login/?next=")


def test_a_ballot_goes_through_booth_review_and_receipt(town: Municipality, sits_down: SitsDown) -> None:
    round_ = open_round(town)
    desk = sits_down(a_voter(round_))
    ballot = a_filled_ballot(desk, round_, 0, 1)
    review = text_of(desk.sends("booth_review", ballot, round=round_.pk))
    assert "30.000\u00a0€" in review
    assert key_in(review) == ballot["idempotency_key"]
    response = desk.sends("receipt", ballot, round=round_.pk)
    assert "no-store" in response["Cache-Control"]
    leaf = receipt_in(response)
    assert OpenBallot.objects.get().leaf == leaf
    assert re.findall(r"<span>([0-9a-f]{4})</span>", text_of(response)) == [leaf[i : i + 4] for i in range(0, 16, 4)]


def test_sending_again_shows_the_same_receipt(town: Municipality, sits_down: SitsDown) -> None:
    round_ = open_round(town)
    desk = sits_down(a_voter(round_))
    ballot = a_filled_ballot(desk, round_, 0)
    first, again = (desk.sends("receipt", ballot, round=round_.pk) for _ in range(2))
    assert receipt_in(first) == receipt_in(again)
    assert Mark.objects.count() == 1


def test_a_second_ballot_is_refused(town: Municipality, sits_down: SitsDown) -> None:
    round_ = open_round(town)
    desk = sits_down(a_voter(round_))
    ballot = a_filled_ballot(desk, round_, 0)
    desk.sends("receipt", ballot, round=round_.pk)
    response = desk.sends("receipt", ballot | {"idempotency_key": "another"}, round=round_.pk)
    assert response.status_code == 409
    assert "schon abgestimmt" in text_of(response)
    assert "Es wurde nichts gespeichert" in text_of(response)
    assert "Sie haben abgestimmt. Danke!" in text_of(desk.opens("round", round=round_.pk))
    looked_at = desk.opens("booth", round=round_.pk)
    assert looked_at.status_code == 409
    assert "nichts gespeichert" not in text_of(looked_at)  # the ballot is in the box


def test_a_replaceable_ballot_says_that_it_replaces(town: Municipality, sits_down: SitsDown) -> None:
    round_ = open_round(town, replaceable=True)
    desk = sits_down(a_voter(round_))
    desk.sends("receipt", a_filled_ballot(desk, round_, 0), round=round_.pk)
    assert "ersetzt er Ihren früheren" in text_of(desk.opens("booth", round=round_.pk))
    desk.sends("receipt", a_filled_ballot(desk, round_, 1), round=round_.pk)
    assert OpenBallot.objects.get().content["choices"] == {round_.envelopes.get().pk: [codes(round_)[1]]}


def test_after_closing_nothing_is_taken(town: Municipality, sits_down: SitsDown, clock: Clock) -> None:
    round_ = open_round(town)
    desk = sits_down(a_voter(round_))
    ballot = a_filled_ballot(desk, round_, 0)
    clock.now = AFTER_CLOSING
    response = desk.sends("receipt", ballot, round=round_.pk)
    assert response.status_code == 409
    assert "Ihr Stimmzettel wurde nicht angenommen." in text_of(response)
    assert not OpenBallot.objects.exists()
    page = text_of(desk.opens("round", round=round_.pk))
    assert "Die Abstimmung ist beendet" in page
    assert "Zum Stimmzettel" not in page


@pytest.mark.parametrize("page", ["booth_review", "receipt"])
@pytest.mark.parametrize(
    ("envelope", "chosen", "sentence"),
    [
        ("", ["999"], "Das Projekt „999“ steht nicht auf Ihrem Stimmzettel."),
        ("", ["1", "1"], "doppelt gewählt"),
        ("", ["1", "2", "3"], "höchstens 2 Projekte wählen, gewählt sind 3"),
        ("0000000000000000", ["1"], "Dieses Teilbudget steht nicht auf Ihrem Stimmzettel."),
        ("<script>", ["<script>"], "Dieses Teilbudget steht nicht auf Ihrem Stimmzettel."),
    ],
)
def test_an_impossible_ballot_leads_back_with_the_reason(
    page: str, envelope: str, chosen: list[str], sentence: str, town: Municipality, sits_down: SitsDown
) -> None:
    round_ = open_round(town, costs=[100, 200, 300], max_choices=2)
    desk = sits_down(a_voter(round_))
    ballot = {"idempotency_key": "once", f"choice-{envelope or round_.envelopes.get().pk}": chosen}
    response = desk.sends(page, ballot, round=round_.pk)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "<script>" not in text_of(response).replace('<script type="module"', "").replace("<script src", "")
    assert not Mark.objects.exists()


def test_the_bar_adds_up_without_script(town: Municipality, sits_down: SitsDown) -> None:
    round_ = open_round(town, costs=[70_000_00, 40_000_00], ballot_type=BallotType.KNAPSACK)
    desk = sits_down(a_voter(round_))
    ballot = a_filled_ballot(desk, round_, 0)
    page = text_of(desk.sends("booth_review", ballot | {"update": "1"}, round=round_.pk))
    assert "30.000\u00a0€ übrig" in page
    both = a_filled_ballot(desk, round_, 0, 1)
    page = text_of(desk.sends("booth_review", both | {"update": "1"}, round=round_.pk))
    assert "10.000\u00a0€ zu viel" in page
    refused = desk.sends("booth_review", both, round=round_.pk)
    assert refused.status_code == 422
    assert "kostet mehr, als zur Verfügung steht" in text_of(refused)


def test_a_blank_ballot_is_pointed_out(town: Municipality, sits_down: SitsDown) -> None:
    round_ = open_round(town)
    desk = sits_down(a_voter(round_))
    assert "Ihr Stimmzettel ist leer" in text_of(
        desk.sends("booth_review", {"idempotency_key": "once"}, round=round_.pk)
    )


def test_a_ballot_holds_the_envelopes_of_ones_own_district_alone(town: Municipality, sits_down: SitsDown) -> None:
    round_ = a_round(process=a_process(town))
    resident = a_resident(town)
    own = resident.residencies.get().district
    for name, district in (("Alle", None), ("Hier", own), ("Dort", a_district(town))):
        a_project(an_envelope(round_, name=name, district=district))
    page = text_of(sits_down(resident).opens("booth", round=opened(round_).pk))
    assert re.findall(r'ballot__name">([^<]+)<', page) == ["Alle", "Hier"]


def test_casting_costs_eight_queries_and_a_lock(town: Municipality, sits_down: SitsDown) -> None:
    round_ = a_complete_round(process=a_process(town))
    desk, envelope = sits_down(a_voter(round_)), round_.envelopes.get().pk
    opened(round_)
    desk.opens("round", round=round_.pk)
    with CaptureQueriesContext(connection) as captured:
        desk.sends("receipt", {"idempotency_key": "once", f"choice-{envelope}": ["1"]}, round=round_.pk)
    statements = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert OpenBallot.objects.exists()
    assert len([text for text in statements if "pg_advisory" not in text]) == 8


def test_there_is_no_result_before_the_count(town: Municipality, sits_down: SitsDown, clock: Clock) -> None:
    round_ = a_closed_round([0], process=a_process(town))
    clock.now = AFTER_CLOSING
    for desk in (sits_down(None), sits_down(a_clerk(town))):
        assert desk.opens("result", round=round_.pk).status_code == 404
        assert desk.opens("result_chart", round=round_.pk).status_code == 404
        for kind in ("pb", "csv", "json"):
            assert desk.opens("result_file", round=round_.pk, kind=kind).status_code == 404


def test_a_result_says_who_won_why_and_what_was_decided(town: Municipality, sits_down: SitsDown) -> None:
    round_ = a_closed_round([0], [0], [1], process=a_process(town), costs=[60_000_00, 90_000_00])
    count = a_count(round_)
    desk = sits_down(None)
    page = text_of(desk.opens("result", round=round_.pk))
    assert "berechnet, noch nicht bestätigt" in page
    assert "60.000\u00a0€ von 100.000\u00a0€ vergeben · 3 Stimmzettel" in page
    assert "Gefördert" in page
    assert "Nicht gefördert" in page
    assert "python manage.py count" not in page  # too few ballots to publish them singly
    a_confirmation(count, {codes(round_)[0]: "Die Brücke wird ohnehin gebaut."})
    page = text_of(desk.opens("result", round=round_.pk))
    assert "anders entschieden: wird nicht umgesetzt" in page
    assert "0\u00a0€ von 100.000\u00a0€ vergeben · 3 Stimmzettel" in page
    assert "Die Brücke wird ohnehin gebaut." in page
    assert "2026/117" in page


def a_counted_round(town: Municipality) -> Round:
    """A counted round with enough ballots to publish them."""
    round_ = a_closed_round(*([[0]] * 2), [1], process=a_process(town), costs=[60_000_00, 90_000_00])
    envelope, named = round_.envelopes.get().pk, codes(round_)
    FinalBallot.objects.bulk_create(
        FinalBallot(
            round=round_,
            leaf=hashlib.sha256(str(number).encode()).hexdigest(),
            content={"choices": {envelope: [named[number % 3 == 0]]}},
        )
        for number in range(60)
    )
    a_count(round_)
    return round_


def test_the_files_can_be_counted_again(
    town: Municipality, sits_down: SitsDown, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    round_ = a_counted_round(town)
    desk = sits_down(None)
    page = text_of(desk.opens("result", round=round_.pk))
    line = re.search(r"<code>python manage.py (count [^<]+)</code>", page)
    assert line is not None
    file = tmp_path / "ergebnis.pb"
    file.write_bytes(desk.opens("result_file", round=round_.pk, kind="pb").content)
    command, _, *options = line[1].replace("&#x27;", "").split()
    call_command(command, str(file), *options, "--json")
    funded = json.loads(capsys.readouterr().out)["funded"]
    shown = json.loads(desk.opens("result_file", round=round_.pk, kind="json").content)
    assert shown["envelopes"][0]["result"]["funded"] == funded
    table = desk.opens("result_file", round=round_.pk, kind="csv").content.decode("utf-8-sig")
    assert [row["code"] for row in csv.DictReader(io.StringIO(table)) if row["funded"] == "1"] == funded


def test_the_chart_is_a_picture_of_its_own(town: Municipality, sits_down: SitsDown) -> None:
    round_ = a_counted_round(town)
    response = sits_down(None).opens("result_chart", round=round_.pk)
    assert response["Content-Type"] == "image/svg+xml"
    assert text_of(response).startswith("<svg ")
    assert "style" not in text_of(response)


def test_a_file_of_an_unknown_kind_or_envelope_is_not_found(town: Municipality, sits_down: SitsDown) -> None:
    round_ = a_counted_round(town)
    desk = sits_down(None)
    assert desk.opens("result_file", round=round_.pk, kind="exe").status_code == 404
    assert desk.opens("result_file", {"envelope": "x"}, round=round_.pk, kind="pb").status_code == 404


@pytest.mark.parametrize("projects", [1, 3])
def test_a_result_costs_the_same_queries_for_any_number_of_projects(
    projects: int, town: Municipality, sits_down: SitsDown, queries_of: CountsQueries
) -> None:
    round_ = a_closed_round([0], process=a_process(town), costs=[100] * projects)
    a_count(round_)
    assert queries_of(lambda: sits_down(None).opens("result", round=round_.pk)) == 5


def test_while_ballots_are_cast_no_page_tells_how_many(town: Municipality, sits_down: SitsDown, clock: Clock) -> None:
    round_ = open_round(town)
    visitor = sits_down(None)

    def crawl() -> list[bytes]:
        pages = [visitor.opens("home"), visitor.opens("processes"), visitor.opens("round", round=round_.pk)]
        pages.append(visitor.opens("process", process=round_.process.slug))
        return [re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page.content) for page in pages]

    before = crawl()
    voter: Person = a_voter(round_)
    sits_down(voter).sends("receipt", {"idempotency_key": "once"}, round=round_.pk)
    assert OpenBallot.objects.count() == 1
    assert crawl() == before
