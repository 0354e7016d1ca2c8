import pytest

from budgets.lifecycle import RoundState
from budgets.models import ProjectDecision, Round
from participation.models import Municipality
from tests.factories import a_process
from tests.factories_budgets import AFTER_CLOSING, a_closed_round, a_count, a_round, officers
from tests.frontend.office.conftest import Clock, SitsDown, text_of

PAGE = "office_confirmation"


@pytest.fixture
def round_(town: Municipality, clock: Clock) -> Round:
    clock.now = AFTER_CLOSING
    round_ = a_closed_round([0], [0, 1], costs=[30_000_00, 90_000_00], process=a_process(town))
    a_count(round_)
    round_.refresh_from_db()
    return round_


def resolution(round_: Round, **changes: str) -> dict[str, str]:
    sent = {
        "step": "propose",
        "body": round_.deciding_body_id,
        "decided_on": "2026-05-05",
        "paper_reference": "2026/117",
        "paper_url": "",
        "title": "Bürgerbudget 2027",
        "reasons": "Der Rat folgt dem Ergebnis.",
    }
    return sent | changes


def test_the_body_confirms_by_two_officers(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    two = officers(town)
    sits_down(two.first).sends(PAGE, resolution(round_), round=round_.pk)
    second = sits_down(two.second)
    page = text_of(second.opens(PAGE, round=round_.pk))
    assert "Resi Eins bittet um Bestätigung" in page
    assert "2026/117" in page
    second.sends(PAGE, {"step": "confirm"}, round=round_.pk)
    round_.refresh_from_db()
    assert round_.state == RoundState.CONFIRMED
    assert "Das Ergebnis ist bestätigt" in text_of(second.opens(PAGE, round=round_.pk))


def test_the_body_departs_with_a_reason_per_project(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    two = officers(town)
    reason = "Die Stadtwerke bauen es ohnehin."
    sits_down(two.first).sends(PAGE, resolution(round_, departure_0=reason), round=round_.pk)
    second = sits_down(two.second)
    assert reason in text_of(second.opens(PAGE, round=round_.pk))
    second.sends(PAGE, {"step": "confirm"}, round=round_.pk)
    decision = ProjectDecision.objects.exclude(reason="").get()
    assert (decision.calculated, decision.realised, decision.reason) == (True, False, reason)
    assert "wird doch nicht umgesetzt" in text_of(second.opens(PAGE, round=round_.pk))


def test_each_project_says_what_a_departure_would_mean(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    page = text_of(sits_down(officers(town).first).opens(PAGE, round=round_.pk))
    assert page.count("wird doch nicht umgesetzt, weil\u00a0…") == 1
    assert page.count("wird doch umgesetzt, weil\u00a0…") == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("decided_on", "2099-01-01"),
        ("decided_on", "gestern"),
        ("paper_reference", ""),
        ("reasons", ""),
        ("paper_url", "javascript:alert(1)"),
        ("body", "zzzzzzzzzzzzzzzz"),
        ("departure_0", "x" * 2001),
    ],
)
def test_a_resolution_that_does_not_fit_is_refused_in_place(
    field: str, typed: str, round_: Round, town: Municipality, sits_down: SitsDown
) -> None:
    answer = sits_down(officers(town).first).sends(PAGE, resolution(round_, **{field: typed}), round=round_.pk)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text_of(answer)


def test_whoever_proposed_cannot_confirm(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    first = sits_down(officers(town).first)
    first.sends(PAGE, resolution(round_), round=round_.pk)
    answer = first.sends(PAGE, {"step": "confirm"}, round=round_.pk)
    round_.refresh_from_db()
    assert (answer.status_code, round_.state) == (403, RoundState.CALCULATED)


def test_a_proposed_resolution_is_taken_back_and_proposed_again(
    round_: Round, town: Municipality, sits_down: SitsDown
) -> None:
    first = sits_down(officers(town).first)
    first.sends(PAGE, resolution(round_), round=round_.pk)
    first.sends(PAGE, {"step": "drop"}, round=round_.pk)
    assert first.sends(PAGE, resolution(round_), round=round_.pk).status_code == 302


def test_without_a_count_there_is_nothing_to_confirm(town: Municipality, sits_down: SitsDown) -> None:
    round_ = a_round(a_process(town))
    assert sits_down(officers(town).first).opens(PAGE, round=round_.pk).status_code == 404
