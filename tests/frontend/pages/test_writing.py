"""Writing: proposals with their drafts, pictures and withdrawal; supports, comments and reports."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from participation.lifecycle import ProposalState
from participation.models import Comment, Municipality, Picture, Proposal, Report
from tests.factories import (
    a_category,
    a_comment,
    a_district,
    a_municipality,
    a_person,
    a_proposal,
    an_open_process,
)
from tests.frontend.office.conftest import SitsDown, text_of

WRITTEN = {"title": "Ein Brunnen", "text": "Für **alle**.", "estimated_cost_cents": "12.500,50"}


def a_file(kind: str = "PNG") -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, kind)
    return SimpleUploadedFile("bild.png", file.getvalue(), content_type="image/png")


def test_writing_needs_an_account_and_leads_back(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    response = sits_down(None).opens("proposal_new", process=process.slug)
    assert response.status_code == 302
    assert response["Location"].startswith("/konto/login/?next=/")


def test_a_proposal_is_handed_in_at_once(town: Municipality, sits_down: SitsDown) -> None:
    process, author = an_open_process(town), a_person()
    category, district = a_category(process), a_district(town)
    more = {"category": category.pk, "district": district.pk, "place": "Markt", "submit": "1"}
    desk = sits_down(author)
    response = desk.sends("proposal_new", WRITTEN | more, process=process.slug)
    proposal = Proposal.objects.get()
    assert response["Location"] == desk.url("proposal", proposal=proposal.pk)
    assert (proposal.state, proposal.author, proposal.category) == (ProposalState.SUBMITTED, author, category)
    assert proposal.estimated_cost_cents == 12_500_50
    page = text_of(desk.opens("proposal", proposal=proposal.pk))
    assert "Danke! Ihr Vorschlag ist eingereicht." in page
    assert "Wir prüfen Ihren Vorschlag" in page


def test_a_preview_writes_nothing(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    page = text_of(sits_down(a_person()).sends("proposal_new", WRITTEN | {"preview": "1"}, process=process.slug))
    assert "<strong>alle</strong>" in page
    assert "12.500,50\u00a0€" in page
    assert not Proposal.objects.exists()


def test_a_draft_waits_until_it_is_handed_in(town: Municipality, sits_down: SitsDown) -> None:
    process, author = an_open_process(town), a_person()
    desk = sits_down(author)
    desk.sends("proposal_new", WRITTEN | {"save": "1"}, process=process.slug)
    proposal = Proposal.objects.get()
    assert proposal.state == ProposalState.DRAFT
    assert 'value="12.500,50"' in text_of(desk.opens("proposal_edit", proposal=proposal.pk))
    desk.sends("proposal_edit", WRITTEN | {"title": "Zwei Brunnen", "submit": "1"}, proposal=proposal.pk)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.title) == (ProposalState.SUBMITTED, "Zwei Brunnen")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Dieses Feld ist zwingend erforderlich."),
        ("title", "x" * 121, "höchstens 120 Zeichen"),
        ("text", "", "Dieses Feld ist zwingend erforderlich."),
        ("text", "x" * 1_000_000, "höchstens 10000 Zeichen"),
        ("text", "a\x00b", "Nullzeichen"),
        ("estimated_cost_cents", "-5", "Geben Sie einen Betrag ein"),
        ("estimated_cost_cents", "viel", "Geben Sie einen Betrag ein"),
        ("category", "0000000000000000", "Bitte eine gültige Auswahl treffen."),
        ("district", "'; DROP TABLE", "Bitte eine gültige Auswahl treffen."),
    ],
)
def test_bad_input_is_refused_in_place_and_nothing_is_kept(
    field: str, value: str, sentence: str, town: Municipality, sits_down: SitsDown
) -> None:
    process = an_open_process(town)
    response = sits_down(a_person()).sends(
        "proposal_new", WRITTEN | {field: value, "submit": "1"}, process=process.slug
    )
    assert response.status_code == 422
    page = text_of(response)
    assert sentence in page
    assert f'href="#id_{field}"' in page
    assert not Proposal.objects.exists()


def test_a_category_of_another_process_is_no_choice(town: Municipality, sits_down: SitsDown) -> None:
    process, foreign = an_open_process(town), a_category(an_open_process(a_municipality("Nachbarort")))
    data = WRITTEN | {"category": foreign.pk, "submit": "1"}
    assert sits_down(a_person()).sends("proposal_new", data, process=process.slug).status_code == 422


def test_a_draft_is_handed_in_from_its_page(town: Municipality, sits_down: SitsDown) -> None:
    author = a_person()
    proposal = a_proposal(an_open_process(town), by=author, state=ProposalState.DRAFT)
    desk = sits_down(author)
    assert desk.url("proposal_submit", proposal=proposal.pk) in text_of(desk.opens("proposal", proposal=proposal.pk))
    desk.sends("proposal_submit", proposal=proposal.pk)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.SUBMITTED


def test_only_the_author_edits_and_withdraws(town: Municipality, sits_down: SitsDown) -> None:
    proposal = a_proposal(an_open_process(town), by=a_person(), state=ProposalState.SUBMITTED)
    other = sits_down(a_person())
    unknown = other.opens("proposal_edit", proposal="0000000000000000")
    for page in ("proposal_edit", "proposal_withdraw"):
        assert other.opens(page, proposal=proposal.pk).content == unknown.content
        assert other.sends(page, WRITTEN, proposal=proposal.pk).status_code == 404
    assert other.sends("proposal_submit", proposal=proposal.pk).status_code == 404
    assert other.sends("picture_new", proposal=proposal.pk).status_code == 404


def test_what_is_published_is_not_edited_any_more(town: Municipality, sits_down: SitsDown) -> None:
    author = a_person()
    proposal = a_proposal(an_open_process(town), by=author)
    response = sits_down(author).opens("proposal_edit", proposal=proposal.pk)
    assert response.status_code == 409
    assert "Das ist im jetzigen Stand nicht möglich." in text_of(response)


def test_an_edit_of_what_was_handed_in_keeps_the_earlier_version(town: Municipality, sits_down: SitsDown) -> None:
    author = a_person()
    proposal = a_proposal(an_open_process(town), by=author, state=ProposalState.SUBMITTED)
    desk = sits_down(author)
    desk.sends("proposal_edit", WRITTEN | {"save": "1"}, proposal=proposal.pk)
    page = text_of(desk.opens("proposal_versions", proposal=proposal.pk))
    assert "Ein Brunnen" in page
    assert "Mehr Bänke im Stadtpark" in page


def test_a_withdrawn_proposal_stays_readable_with_its_reason(town: Municipality, sits_down: SitsDown) -> None:
    author = a_person()
    proposal = a_proposal(an_open_process(town), by=author)
    desk = sits_down(author)
    assert "bleibt lesbar" in text_of(desk.opens("proposal_withdraw", proposal=proposal.pk))
    desk.sends("proposal_withdraw", {"reason": "Hat sich erledigt."}, proposal=proposal.pk)
    page = text_of(sits_down(None).opens("proposal", proposal=proposal.pk))
    assert "zurückgezogen" in page
    assert "Hat sich erledigt." in page


def test_a_picture_is_added_shown_and_removed(town: Municipality, sits_down: SitsDown) -> None:
    author = a_person()
    proposal = a_proposal(an_open_process(town), by=author, state=ProposalState.DRAFT)
    desk = sits_down(author)
    desk.sends("picture_new", {"picture": a_file(), "alt_text": "Eine Wiese"}, proposal=proposal.pk)
    picture = Picture.objects.get()
    assert 'alt="Eine Wiese"' in text_of(desk.opens("proposal", proposal=proposal.pk))
    response = desk.opens("picture", picture=picture.pk)
    assert response["Content-Type"] in {"image/jpeg", "image/webp", "image/png"}
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"
    assert response.content
    assert sits_down(None).opens("picture", picture=picture.pk).status_code == 404
    assert sits_down(a_person()).opens("picture", picture=picture.pk).status_code == 404
    desk.sends("picture_remove", proposal=proposal.pk, picture=picture.pk)
    assert not Picture.objects.exists()


def test_a_picture_of_what_is_published_is_for_everybody(town: Municipality, sits_down: SitsDown) -> None:
    author = a_person()
    process = an_open_process(town)
    proposal = a_proposal(process, by=author, state=ProposalState.DRAFT)
    desk = sits_down(author)
    desk.sends("picture_new", {"picture": a_file("JPEG"), "alt_text": "Eine Wiese"}, proposal=proposal.pk)
    Proposal.objects.filter(pk=proposal.pk).update(
        state=ProposalState.PUBLISHED, published_at=proposal.created_at, submitted_at=proposal.created_at
    )
    response = sits_down(None).opens("picture", picture=Picture.objects.get().pk)
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("public, ")


@pytest.mark.parametrize("content", [b"", b"GIF89a nichts", b"<script>alert(1)</script>", b"\x89PNG\r\n\x1a\nkaputt"])
def test_a_picture_that_is_none_is_refused_in_place(content: bytes, town: Municipality, sits_down: SitsDown) -> None:
    author = a_person()
    proposal = a_proposal(an_open_process(town), by=author, state=ProposalState.DRAFT)
    file = SimpleUploadedFile("bild.png", content, content_type="image/png")
    response = sits_down(author).sends("picture_new", {"picture": file, "alt_text": "Bild"}, proposal=proposal.pk)
    assert response.status_code == 422
    assert 'href="#id_picture"' in text_of(response)
    assert not Picture.objects.exists()


def test_support_is_given_once_and_taken_back(town: Municipality, sits_down: SitsDown) -> None:
    proposal = a_proposal(an_open_process(town))
    desk = sits_down(a_person())
    for _ in range(2):
        desk.sends("proposal_support", proposal=proposal.pk)
    page = text_of(desk.opens("proposal", proposal=proposal.pk))
    assert "1 Unterstützung" in page
    assert "Unterstützung zurücknehmen" in page
    desk.sends("proposal_support", {"withdraw": "1"}, proposal=proposal.pk)
    assert "0 Unterstützungen" in text_of(desk.opens("proposal", proposal=proposal.pk))


def test_support_without_an_account_leads_to_signing_in(town: Municipality, sits_down: SitsDown) -> None:
    proposal = a_proposal(an_open_process(town))
    desk = sits_down(None)
    assert desk.sends("proposal_support", proposal=proposal.pk)["Location"].startswith("/konto/login/")
    back = desk.opens("proposal_support", proposal=proposal.pk)["Location"]
    assert back.startswith(desk.url("proposal", proposal=proposal.pk))


def test_a_comment_stands_below_the_proposal(town: Municipality, sits_down: SitsDown) -> None:
    proposal = a_proposal(an_open_process(town))
    desk = sits_down(a_person("Berta Beitrag"))
    desk.sends("proposal_comment", {"stance": "contra", "text": "Zu *teuer*."}, proposal=proposal.pk)
    page = text_of(sits_down(None).opens("proposal", proposal=proposal.pk))
    assert "Zu <em>teuer</em>." in page
    assert "Berta Beitrag" in page
    assert "dagegen" in page


@pytest.mark.parametrize("data", [{"text": ""}, {"text": "x" * 3001}, {"text": "Gut", "stance": "vielleicht"}])
def test_a_comment_that_cannot_be_is_refused_in_place(
    data: dict[str, str], town: Municipality, sits_down: SitsDown
) -> None:
    proposal = a_proposal(an_open_process(town))
    response = sits_down(a_person()).sends("proposal_comment", {"stance": "pro"} | data, proposal=proposal.pk)
    assert response.status_code == 422
    assert "Bitte prüfen Sie Ihre Angaben" in text_of(response)
    assert not Comment.objects.exists()


def test_a_visitor_reports_without_an_account(town: Municipality, sits_down: SitsDown) -> None:
    proposal = a_proposal(an_open_process(town))
    comment = a_comment(proposal, text="Sehr unfreundlich")
    desk = sits_down(None)
    assert "Sehr unfreundlich" in text_of(desk.opens("report", kind="beitrag", subject=comment.pk))
    for kind, subject in (("beitrag", comment.pk), ("vorschlag", proposal.pk)):
        response = desk.sends("report", {"reason": "insult", "text": "Das geht nicht."}, kind=kind, subject=subject)
        assert response["Location"] == desk.url("proposal", proposal=proposal.pk)
    assert Report.objects.filter(reporter=None, reason="insult").count() == 2


def test_a_report_needs_a_reason_from_the_list(town: Municipality, sits_down: SitsDown) -> None:
    proposal = a_proposal(an_open_process(town))
    response = sits_down(None).sends("report", {"reason": "langweilig"}, kind="vorschlag", subject=proposal.pk)
    assert response.status_code == 422
    assert not Report.objects.exists()


def test_what_one_does_not_see_one_does_not_report(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    draft = a_proposal(process, state=ProposalState.DRAFT)
    foreign = a_comment(a_proposal(an_open_process(a_municipality("Nachbarort"))))
    desk = sits_down(None)
    assert desk.opens("report", kind="vorschlag", subject=draft.pk).status_code == 404
    assert desk.opens("report", kind="beitrag", subject=foreign.pk).status_code == 404
    assert desk.opens("report", kind="unfug", subject=a_comment(a_proposal(process)).pk).status_code == 404
