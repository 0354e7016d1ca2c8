from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from participation.lifecycle import ProposalState
from participation.models import Channel, Municipality, Proposal
from tests.factories import NOW, a_category, a_clerk, a_district, a_moderator, a_phase, a_process, an_open_process
from tests.frontend.office.conftest import Clock, SitsDown, text_of

FORM = {
    "channel": "paper",
    "form_number": "B-17",
    "received_on": "2026-05-04",
    "taken_in_place": "Bürgerbüro",
    "title": "Geländer an der Treppe",
    "text": "Im Winter ist es dort glatt.",
    "category": "",
    "district": "",
    "place": "Kirchtreppe",
    "estimated_cost_cents": "1.234,56",
    "submitter_name": "Erna Beispiel",
    "submitter_contact": "Telefon 0123",
}


def test_a_paper_form_becomes_a_submitted_proposal_with_its_evidence(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    chosen = {"category": a_category(process).pk, "district": a_district(town).pk}
    answer = sits_down(a_clerk(town)).sends("office_desk", FORM | chosen)
    proposal = Proposal.objects.get()
    assert answer.status_code == 302
    assert (proposal.state, proposal.channel) == (ProposalState.SUBMITTED, Channel.PAPER)
    assert proposal.estimated_cost_cents == 1234_56
    assert (proposal.intake_record.form_number, proposal.intake_record.place) == ("B-17", "Bürgerbüro")
    assert proposal.intake_record.received_on == date(2026, 5, 4)


def test_after_saving_the_number_is_shown_and_the_screen_is_ready_for_the_next(
    town: Municipality, sits_down: SitsDown
) -> None:
    an_open_process(town)
    clerk = sits_down(a_clerk(town))
    page = text_of(clerk.client.get(clerk.sends("office_desk", FORM)["Location"]))  # type: ignore[arg-type] # the same class
    assert f"Vorschlag Nr. {Proposal.objects.get().number} ist erfasst" in page
    assert "Nächsten erfassen" in page
    assert 'value="paper" required id="id_channel_0" checked' in page
    assert 'value="B-17"' not in page


def test_what_stays_in_the_address_names_nobody(town: Municipality, sits_down: SitsDown) -> None:
    an_open_process(town)
    address = sits_down(a_clerk(town)).sends("office_desk", FORM)["Location"]
    assert set(parse_qs(urlsplit(address).query)) == {"process", "taken", "channel", "received_on", "taken_in_place"}


def test_moderators_see_the_evidence_and_not_who_handed_it_in(town: Municipality, sits_down: SitsDown) -> None:
    an_open_process(town)
    sits_down(a_clerk(town)).sends("office_desk", FORM)
    case = Proposal.objects.get().moderation_cases.get()
    page = text_of(sits_down(a_moderator(town)).opens("office_case", case=case.pk))
    assert "Eingegangen am 4. Mai 2026" in page
    assert "Bogen B-17" in page
    assert "Erna Beispiel" not in page


def test_a_form_sent_twice_is_taken_in_once(town: Municipality, sits_down: SitsDown) -> None:
    an_open_process(town)
    clerk = sits_down(a_clerk(town))
    answers = [clerk.sends("office_desk", FORM | {"token": "gezogen"}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Proposal.objects.count() == 1


def test_a_form_filled_alike_later_is_another_submission(town: Municipality, sits_down: SitsDown) -> None:
    an_open_process(town)
    clerk = sits_down(a_clerk(town))
    for token in ("eins", "zwei"):
        clerk.sends("office_desk", FORM | {"token": token})
    assert Proposal.objects.count() == 2


def test_a_refused_form_may_be_sent_again(town: Municipality, sits_down: SitsDown) -> None:
    an_open_process(town)
    clerk = sits_down(a_clerk(town))
    for title in ("", FORM["title"]):
        clerk.sends("office_desk", FORM | {"token": "gezogen", "title": title})
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("channel", "", "Dieses Feld ist zwingend erforderlich."),
        ("channel", "web", "web"),
        ("title", "", "Dieses Feld ist zwingend erforderlich."),
        ("title", "x" * 121, "120"),
        ("received_on", "2026-05-05", "Das Datum liegt in der Zukunft."),
        ("received_on", "2026-01-01", "An diesem Tag nahm das Verfahren keine Vorschläge an."),
        ("received_on", "gestern", "gültiges Datum"),
        ("estimated_cost_cents", "viel", "Geben Sie einen Betrag ein"),
        ("estimated_cost_cents", "-5", "Geben Sie einen Betrag ein"),
        ("district", "zzzzzzzzzzzzzzzz", "gültige Auswahl"),
    ],
)
def test_what_cannot_be_used_is_refused_in_place(
    field: str, typed: str, sentence: str, town: Municipality, sits_down: SitsDown
) -> None:
    an_open_process(town)
    answer = sits_down(a_clerk(town)).sends("office_desk", FORM | {field: typed})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert f'href="#id_{field}' in text_of(answer)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("typed", "cents"), [("1.234,56", 1234_56), ("1234", 1234_00), ("1234.56", 1234_56), ("12.500", 12_500_00)]
)
def test_amounts_are_read_as_people_type_them(typed: str, cents: int, town: Municipality, sits_down: SitsDown) -> None:
    an_open_process(town)
    sits_down(a_clerk(town)).sends("office_desk", FORM | {"estimated_cost_cents": typed})
    assert Proposal.objects.get().estimated_cost_cents == cents


def test_script_in_every_text_field_stays_text(town: Municipality, sits_down: SitsDown) -> None:
    an_open_process(town)
    clerk = sits_down(a_clerk(town))
    texts = ("form_number", "taken_in_place", "title", "text", "place", "submitter_name", "submitter_contact")
    hostile = dict.fromkeys(texts, "<script>alert(1)</script>")
    page = clerk.client.get(clerk.sends("office_desk", FORM | hostile)["Location"])
    assert b"<script>alert" not in page.content


def test_late_post_is_taken_in_for_an_intake_that_is_over(
    town: Municipality, sits_down: SitsDown, clock: Clock
) -> None:
    process = a_process(town)
    a_phase(process, closes_at=NOW)
    clock.now = NOW.replace(day=10)
    assert sits_down(a_clerk(town)).sends("office_desk", FORM).status_code == 302


def test_without_an_intake_the_desk_says_so(town: Municipality, sits_down: SitsDown) -> None:
    a_process(town)
    assert "Gerade nimmt kein Verfahren Vorschläge an" in text_of(sits_down(a_clerk(town)).opens("office_desk"))
