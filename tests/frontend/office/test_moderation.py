from datetime import timedelta

import pytest

from participation.actions.reports import report_content
from participation.lifecycle import ProposalState
from participation.models import Municipality, ReasonCode
from tests.factories import (
    NOW,
    a_category,
    a_comment,
    a_draft,
    a_moderator,
    a_municipality,
    a_person,
    a_proposal,
    an_open_process,
)
from tests.frontend.office.conftest import Clock, SitsDown, text_of

SUBMITTED = ProposalState.SUBMITTED
DECISION = {"outcome": "publish", "reason": "complete", "explanation": ""}


def test_the_queue_shows_the_oldest_first_with_its_waiting_time(
    town: Municipality, sits_down: SitsDown, clock: Clock
) -> None:
    process = an_open_process(town)
    for title, age in (("Jünger", timedelta(hours=3)), ("Älter", timedelta(days=3))):
        a_proposal(process, state=SUBMITTED, draft=a_draft(title), now=NOW - age)
    page = text_of(sits_down(a_moderator(town)).opens("office_queue"))
    assert 0 < page.index("Älter") < page.index("Jünger")
    assert "wartet seit 3 Tagen" in page
    assert page.count("Frist überschritten") == 1


def test_the_queue_can_be_narrowed_to_a_kind(town: Municipality, sits_down: SitsDown) -> None:
    a_comment(a_proposal(an_open_process(town)), text="Nur ein Beitrag")
    moderator = sits_down(a_moderator(town))
    assert "Nur ein Beitrag" in text_of(moderator.opens("office_queue", {"kind": "new_comment"}))
    assert "Nur ein Beitrag" not in text_of(moderator.opens("office_queue", {"kind": "new_proposal"}))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_costs_the_same_queries_for_one_and_three(
    rows: int, town: Municipality, sits_down: SitsDown, django_assert_num_queries: object
) -> None:
    process = an_open_process(town)
    category = a_category(process)
    for number in range(rows):
        a_proposal(process, state=SUBMITTED, draft=a_draft(f"Vorschlag {number}", category=category))
    moderator = sits_down(a_moderator(town))
    with django_assert_num_queries(6):  # type: ignore[operator] # a fixture of pytest-django
        moderator.opens("office_queue")


def test_a_case_shows_content_reports_and_history(town: Municipality, sits_down: SitsDown) -> None:
    proposal = a_proposal(an_open_process(town), draft=a_draft("Bänke", "<script>alert(1)</script> am Fluss"))
    report_content(reporter=None, subject=proposal, reason=ReasonCode.ADVERTISING, text="Das ist Werbung!", now=NOW)
    case = proposal.moderation_cases.get(closed_at=None)
    page = text_of(sits_down(a_moderator(town)).opens("office_case", case=case.pk))
    assert "am Fluss" in page
    assert "<script>alert" not in page
    assert "Das ist Werbung!" in page
    assert "Frühere Entscheidungen" in page


def test_a_decision_publishes_and_returns_to_the_queue(town: Municipality, sits_down: SitsDown) -> None:
    proposal = a_proposal(an_open_process(town), state=SUBMITTED)
    moderator = sits_down(a_moderator(town))
    answer = moderator.sends("office_case", DECISION, case=proposal.moderation_cases.get().pk)
    proposal.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, moderator.url("office_queue"))
    assert proposal.state == ProposalState.PUBLISHED


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"outcome": ""}, "Dieses Feld ist zwingend erforderlich."),
        ({"outcome": "hide"}, "hide"),
        ({"reason": "insult"}, "Dieser Grund passt nicht zur Entscheidung."),
        ({"outcome": "reject", "reason": "insult"}, "explanation"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused_in_place(
    sent: dict[str, str], sentence: str, town: Municipality, sits_down: SitsDown
) -> None:
    proposal = a_proposal(an_open_process(town), state=SUBMITTED)
    answer = sits_down(a_moderator(town)).sends("office_case", DECISION | sent, case=proposal.moderation_cases.get().pk)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "Bitte prüfen Sie Ihre Angaben" in text_of(answer)


def test_nobody_decides_about_their_own_proposal(town: Municipality, sits_down: SitsDown) -> None:
    moderator = a_moderator(town)
    proposal = a_proposal(an_open_process(town), by=moderator, state=SUBMITTED)
    case, desk = proposal.moderation_cases.get().pk, sits_down(moderator)
    page = text_of(desk.opens("office_case", case=case))
    assert "Darüber entscheidet jemand anderes." in page
    assert 'name="outcome"' not in page
    assert 'name="outcome"' in text_of(sits_down(a_moderator(town)).opens("office_case", case=case))
    answer = desk.sends("office_case", DECISION, case=case)
    assert answer.status_code == 403
    assert "Dazu sind Sie nicht berechtigt." in text_of(answer)


def test_a_decided_case_says_who_decided_and_takes_no_second_decision(town: Municipality, sits_down: SitsDown) -> None:
    proposal = a_proposal(an_open_process(town))
    case = proposal.moderation_cases.get()
    moderator = sits_down(a_moderator(town))
    assert "Entschieden von Sam Amt" in text_of(moderator.opens("office_case", case=case.pk))
    answer = moderator.sends("office_case", DECISION, case=case.pk)
    assert (answer.status_code, "Das ist im jetzigen Stand nicht möglich." in text_of(answer)) == (409, True)


def test_a_case_of_another_town_looks_like_none(town: Municipality, sits_down: SitsDown) -> None:
    foreign = a_proposal(an_open_process(a_municipality("Anderstadt")), state=SUBMITTED).moderation_cases.get()
    moderator = sits_down(a_moderator(town))
    answers = [moderator.opens("office_case", case=case) for case in (foreign.pk, "zzzzzzzzzzzzzzzz", "x")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.content for answer in answers}) == 1


def test_whoever_moderates_one_process_sees_only_its_cases(town: Municipality, sits_down: SitsDown) -> None:
    own, other = an_open_process(town), an_open_process(town)
    a_proposal(own, state=SUBMITTED, draft=a_draft("Meiner"))
    a_proposal(other, state=SUBMITTED, draft=a_draft("Fremder"))
    page = text_of(sits_down(a_moderator(own)).opens("office_queue"))
    assert ("Meiner" in page, "Fremder" in page) == (True, False)


def test_reporters_stay_unnamed(town: Municipality, sits_down: SitsDown) -> None:
    proposal = a_proposal(an_open_process(town))
    report_content(reporter=a_person("Petra Melderin"), subject=proposal, reason=ReasonCode.HATE, text="", now=NOW)
    case = proposal.moderation_cases.get(closed_at=None)
    assert "Petra Melderin" not in text_of(sits_down(a_moderator(town)).opens("office_case", case=case.pk))
