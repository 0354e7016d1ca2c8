import pytest

from budgets.lifecycle import RoundState
from budgets.models import Count, Round
from participation.models import Municipality
from tests.factories import a_clerk, a_process
from tests.factories_budgets import AFTER_CLOSING, a_closed_round, a_complete_round, officers, opened
from tests.frontend.office.conftest import Clock, SitsDown, text_of


@pytest.fixture
def round_(town: Municipality, clock: Clock) -> Round:
    clock.now = AFTER_CLOSING
    return a_closed_round([0], [0, 1], costs=[30_000_00, 90_000_00], process=a_process(town))


def test_a_closed_round_is_counted_and_explained(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    officer = sits_down(officers(town).first)
    assert "Jetzt auszählen" in text_of(officer.opens("office_count", round=round_.pk))
    officer.sends("office_count", round=round_.pk)
    round_.refresh_from_db()
    page = text_of(officer.opens("office_count", round=round_.pk))
    assert round_.state == RoundState.CALCULATED
    assert "berechnet, noch nicht bestätigt" in page
    assert "30.000\u00a0€ von 100.000\u00a0€ vergeben" in page
    assert page.count("Gefördert") + page.count("Nicht gefördert") >= 2


def test_counting_again_gives_the_same(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    officer = sits_down(officers(town).first)
    for _ in range(2):
        officer.sends("office_count", round=round_.pk)
    first, second = Count.objects.order_by("number")
    assert first.results == second.results


def test_an_open_round_is_not_counted(town: Municipality, sits_down: SitsDown) -> None:
    round_ = opened(a_complete_round(process=a_process(town)))
    officer = sits_down(officers(town).first)
    assert "keine Zwischenstände" in text_of(officer.opens("office_count", round=round_.pk))
    answer = officer.sends("office_count", round=round_.pk)
    assert answer.status_code == 409
    assert not Count.objects.exists()


def test_a_clerk_sees_the_result_and_does_not_count(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    clerk = sits_down(a_clerk(town))
    assert "Jetzt auszählen" not in text_of(clerk.opens("office_count", round=round_.pk))
    assert clerk.sends("office_count", round=round_.pk).status_code == 403
