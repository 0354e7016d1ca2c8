from datetime import timedelta

import pytest

from budgets.lifecycle import RoundState
from budgets.models import Round
from participation.models import Municipality
from tests.factories import A_DAY, NOW, a_clerk, a_process
from tests.factories_budgets import (
    AFTER_CLOSING,
    CLOSES_AT,
    a_ballot,
    a_complete_round,
    a_voter,
    cast,
    codes,
    officers,
    opened,
)
from tests.frontend.office.conftest import Clock, SitsDown, text_of

LATER = {"step": "propose", "later-closes_at": "2026-05-20T18:00", "later-reason": "Die Post war langsam."}
EARLY = {"step": "propose", "early-reason": "Ein Projekt ist weggefallen."}


@pytest.fixture
def round_(town: Municipality) -> Round:
    return opened(a_complete_round(process=a_process(town)))


def test_a_round_whose_time_is_over_is_closed(
    round_: Round, town: Municipality, sits_down: SitsDown, clock: Clock
) -> None:
    clock.now = AFTER_CLOSING
    officer = sits_down(officers(town).first)
    assert "Abstimmung schließen" in text_of(officer.opens("office_closing", round=round_.pk))
    answer = officer.sends("office_closing", round=round_.pk)
    round_.refresh_from_db()
    assert (answer["Location"], round_.state) == (officer.url("office_count", round=round_.pk), RoundState.CLOSED)


def test_before_its_time_nobody_closes_a_round_alone(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    answer = sits_down(officers(town).first).sends("office_closing", round=round_.pk)
    assert answer.status_code == 409
    assert "Die Abstimmung läuft noch." in text_of(answer)


def test_two_officers_move_the_end(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    two = officers(town)
    sits_down(two.first).sends("office_rescheduling", LATER, round=round_.pk)
    second = sits_down(two.second)
    page = text_of(second.opens("office_closing", round=round_.pk))
    assert "20. Mai 2026, 18:00\u00a0Uhr" in page
    assert "Die Post war langsam." in page
    second.sends("office_rescheduling", {"step": "confirm"}, round=round_.pk)
    round_.refresh_from_db()
    assert round_.closes_at is not None
    assert round_.closes_at.isoformat() == "2026-05-20T16:00:00+00:00"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"later-closes_at": "2026-05-05T18:00"}, "later-closes_at"),
        ({"later-closes_at": "bald"}, "later-closes_at"),
        ({"later-reason": ""}, "later-reason"),
    ],
)
def test_an_end_that_does_not_fit_is_refused_in_place(
    sent: dict[str, str], field: str, round_: Round, town: Municipality, sits_down: SitsDown
) -> None:
    answer = sits_down(officers(town).first).sends("office_rescheduling", LATER | sent, round=round_.pk)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text_of(answer)


def test_two_officers_end_early(round_: Round, town: Municipality, sits_down: SitsDown, clock: Clock) -> None:
    clock.now = NOW + A_DAY
    two = officers(town)
    sits_down(two.first).sends("office_early_closing", EARLY, round=round_.pk)
    sits_down(two.second).sends("office_early_closing", {"step": "confirm"}, round=round_.pk)
    round_.refresh_from_db()
    assert (round_.state, round_.closes_at) == (RoundState.CLOSED, NOW + A_DAY)


def test_one_officer_does_not_end_early(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    first = sits_down(officers(town).first)
    first.sends("office_early_closing", EARLY, round=round_.pk)
    answer = first.sends("office_early_closing", {"step": "confirm"}, round=round_.pk)
    round_.refresh_from_db()
    assert (answer.status_code, round_.state) == (403, RoundState.OPEN)


def test_a_proposed_step_is_taken_back(round_: Round, town: Municipality, sits_down: SitsDown) -> None:
    first = sits_down(officers(town).first)
    for page, sent in (("office_early_closing", EARLY), ("office_rescheduling", LATER)):
        first.sends(page, sent, round=round_.pk)
        first.sends(page, {"step": "drop"}, round=round_.pk)
    assert "Wartet auf eine zweite Person" not in text_of(first.opens("office_closing", round=round_.pk))


def test_while_ballots_are_cast_no_page_tells_how_many(
    round_: Round, town: Municipality, sits_down: SitsDown, clock: Clock
) -> None:
    officer = sits_down(officers(town).first)
    pages = ("office_round", "office_opening", "office_closing", "office_count")
    clock.now = NOW + A_DAY + timedelta(hours=1)

    def shown() -> list[str]:
        # Each answer carries fresh tokens against forged forms.
        texts = [text_of(officer.opens(page, round=round_.pk)) for page in (*pages,)] + [
            text_of(officer.opens("office_home")),
            text_of(officer.opens("office_rounds")),
        ]
        return ["\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line) for text in texts]

    before = shown()
    cast(a_voter(round_), round_, a_ballot(round_, codes(round_)[0]))
    assert shown() == before


def test_a_clerk_reads_and_does_not_close(round_: Round, town: Municipality, sits_down: SitsDown, clock: Clock) -> None:
    clock.now = CLOSES_AT
    clerk = sits_down(a_clerk(town))
    assert clerk.opens("office_closing", round=round_.pk).status_code == 200
    assert clerk.sends("office_closing", round=round_.pk).status_code == 403
