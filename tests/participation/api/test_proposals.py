from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from participation.lifecycle import ProposalState
from participation.models import Person, Proposal
from tests.factories import (
    a_category,
    a_comment,
    a_municipality,
    a_person,
    a_phase,
    a_process,
    a_proposal,
    a_resident,
    staff,
)
from tests.participation.api.calls import a_client, call, problem_of

pytestmark = pytest.mark.django_db
UNKNOWN = "0" * 16
A_YEAR = timedelta(days=365)


@pytest.fixture
def process() -> Any:
    """A process that takes proposals at this very moment, as the API reads the clock."""
    process = a_process()
    a_phase(process, opens_at=timezone.now() - A_YEAR, closes_at=timezone.now() + A_YEAR)
    return process


@pytest.fixture
def anna() -> Person:
    return a_person("Anna")


def now_proposal(process: Any, **more: Any) -> Proposal:
    return a_proposal(process, now=timezone.now(), **more)


def test_from_draft_to_submission(process: Any, anna: Person) -> None:
    client = a_client(anna)
    category = a_category(process)
    said = {"process": process.pk, "title": "Bank", "text": "Am See", "category": category.pk}
    made = call(client, "POST", "proposals", said)
    assert made.status_code == 201
    draft = made.json()
    assert (draft["state"], draft["number"], draft["category"]["id"]) == ("draft", 1, category.pk)
    changed = call(client, "PATCH", f"proposals/{draft['id']}", {"title": "Zwei Bänke"}).json()
    assert (changed["title"], changed["text"], changed["category"]["id"]) == ("Zwei Bänke", "Am See", category.pk)
    submitted = call(client, "POST", f"proposals/{draft['id']}/submission")
    assert (submitted.status_code, submitted.json()["state"]) == (201, "submitted")
    withdrawn = call(client, "POST", f"proposals/{draft['id']}/withdrawal", {"reason": "Erledigt"})
    assert withdrawn.json()["state_reason"] == "Erledigt"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "invalid_input"),
        ({"title": "x"}, "invalid_input"),
        ({"title": "x", "text": "a\x00b"}, "invalid_input"),
        ({"title": "x" * 121, "text": "y"}, "invalid_input"),
        ({"title": "x", "text": "y" * 1_000_000}, "invalid_input"),
        ({"title": ["x"], "text": {"a": 1}}, "invalid_input"),
        ({"title": "x", "text": "y", "estimated_cost_cents": -1}, "invalid_input"),
        ({"title": "x", "text": "y", "estimated_cost_cents": 10**400}, "invalid_input"),
        ({"title": "x", "text": "y", "latitude": 1}, "invalid_input"),
        ({"title": "x", "text": "y", "category": UNKNOWN}, "invalid_input"),
        ({"title": "x", "text": "y", "district": "no id"}, "invalid_input"),
    ],
)
def test_bad_content_is_refused_and_nothing_is_written(
    process: Any, anna: Person, said: dict[str, Any], code: str
) -> None:
    refused = call(a_client(anna), "POST", "proposals", {"process": process.pk, **said})
    assert problem_of(refused) == (422, code)
    assert not Proposal.objects.exists()


def test_a_refused_field_is_named(process: Any, anna: Person) -> None:
    client = a_client(anna)
    by_form = call(client, "POST", "proposals", {"process": process.pk, "title": "", "text": "y"}).json()
    by_domain = call(client, "POST", "proposals", {"process": process.pk, "title": "x", "text": "y", "latitude": 1})
    assert set(by_form["errors"]) == {"title"}
    assert by_domain.json()["field"] == "longitude"


@pytest.mark.parametrize(
    "body", [b"{", b"\xff", b'{"a": NaN}', b'{"title": "\\ud800"}', b"[" * 200_000, b'"text"', b"[]", b"null"]
)
def test_a_body_that_is_no_usable_json_is_refused(anna: Person, body: bytes) -> None:
    refused = a_client(anna).post("/api/v1/proposals", data=body, content_type="application/json")
    assert problem_of(refused)[0] in (400, 422)


def test_a_body_larger_than_two_megabytes_is_refused(anna: Person) -> None:
    refused = call(a_client(anna), "POST", "proposals", {"text": "x" * 2_200_000})
    assert problem_of(refused) == (413, "too_large")


def test_another_kind_of_body_is_refused(anna: Person) -> None:
    refused = a_client(anna).post("/api/v1/proposals", data="title=x", content_type="text/plain")
    assert problem_of(refused) == (415, "unsupported_media_type")


def test_what_is_public_is_listed_and_read_by_everybody(process: Any, anna: Person) -> None:
    shown = now_proposal(process, by=anna)
    now_proposal(process, state=ProposalState.SUBMITTED)
    now_proposal(process, state=ProposalState.DRAFT)
    listed = call(a_client(), "GET", f"proposals?process={process.pk}").json()["results"]
    assert [proposal["id"] for proposal in listed] == [shown.pk]
    read = call(a_client(), "GET", f"proposals/{shown.pk}").json()
    assert read == listed[0]
    assert read["author"] == {"id": anna.pk, "display_name": "Anna"}


def test_a_draft_of_somebody_else_is_the_same_as_nothing(process: Any, anna: Person) -> None:
    draft = now_proposal(process, state=ProposalState.DRAFT)
    for client in (a_client(), a_client(anna), a_client(staff("clerk", within=process.municipality))):  # type: ignore[arg-type]  # a role's value
        hidden = call(client, "GET", f"proposals/{draft.pk}")
        assert problem_of(hidden) == (404, "not_found")
        for other in (UNKNOWN, "x", "%00", "a" * 500):
            assert call(client, "GET", f"proposals/{other}").content == hidden.content


@pytest.mark.parametrize(
    "query",
    [
        "process=x", "process=%00", "municipality=1", "category=1", "state=secret", "channel=pigeon", "ordering=cost",
        "ordering=random:", "ordering=random:%27;", "search=%00", "search=" + "x" * 201,
    ],
)  # fmt: skip
def test_filters_and_orders_come_from_a_list(query: str) -> None:
    assert problem_of(call(a_client(), "GET", f"proposals?{query}")) == (422, "invalid_input")


@pytest.mark.parametrize("cursor", ["x", "%00", "cD0x", "cD0lMDA=", "bz05OTk5OTk5OTk5OTk5OTk5", "cj0xJnA9YQ=="])
@pytest.mark.parametrize("ordering", ["newest", "supports", "random:a"])
def test_a_cursor_that_is_none_of_ours_is_refused(process: Any, cursor: str, ordering: str) -> None:
    now_proposal(process)
    answer = call(a_client(), "GET", f"proposals?cursor={cursor}&ordering={ordering}")
    assert answer.status_code in (200, 404)


@pytest.mark.parametrize("ordering", ["newest", "supports", "random:17"])
def test_pages_show_each_proposal_once_in_one_order(process: Any, ordering: str) -> None:
    made = {now_proposal(process).pk for _ in range(5)}
    pages, path = [], f"proposals?process={process.pk}&ordering={ordering}&page_size=2"
    while path:
        page = call(a_client(), "GET", path).json()
        pages.append([proposal["id"] for proposal in page["results"]])
        path = (page["next"] or "").partition("/api/v1/")[2]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert {found for page in pages for found in page} == made


def test_supports_are_given_and_taken_back_and_counted(process: Any, anna: Person) -> None:
    proposal = now_proposal(process)
    client = a_client(anna)
    for method, count in (("PUT", 1), ("PUT", 1), ("DELETE", 0), ("DELETE", 0)):
        assert call(client, method, f"proposals/{proposal.pk}/support").status_code == 204
        assert call(client, "GET", f"proposals/{proposal.pk}").json()["support_count"] == count
    assert problem_of(call(a_client(), "PUT", f"proposals/{proposal.pk}/support")) == (401, "sign_in_required")


def test_comments_are_written_and_listed_and_hidden_ones_keep_their_place(process: Any, anna: Person) -> None:
    proposal = now_proposal(process)
    written = call(a_client(anna), "POST", f"proposals/{proposal.pk}/comments", {"text": "Gut!", "stance": "pro"})
    assert written.status_code == 201
    comment = proposal.comments.get()
    comment.hidden_at, comment.hidden_reason = timezone.now(), "Beleidigung"
    comment.save()
    (shown,) = call(a_client(), "GET", f"proposals/{proposal.pk}/comments").json()["results"]
    assert (shown["text"], shown["hidden_reason"]) == ("", "Beleidigung")


def test_a_report_needs_no_account_and_one_subject(process: Any) -> None:
    proposal = now_proposal(process)
    said = {"proposal": proposal.pk, "reason": "insult", "text": "So nicht."}
    assert call(a_client(), "POST", "reports", said).status_code == 201
    for wrong in ({"reason": "insult"}, {**said, "comment": UNKNOWN}, {**said, "reason": "complete"}):
        assert problem_of(call(a_client(), "POST", "reports", wrong)) == (422, "invalid_input")
    assert problem_of(call(a_client(), "POST", "reports", {**said, "proposal": UNKNOWN})) == (404, "not_found")


def test_a_comment_below_a_hidden_proposal_cannot_be_reported(process: Any) -> None:
    proposal = now_proposal(process)
    comment = a_comment(proposal)
    said = {"comment": comment.pk, "reason": "insult"}
    assert call(a_client(), "POST", "reports", said).status_code == 201
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.REJECTED)
    assert problem_of(call(a_client(), "POST", "reports", said)) == (404, "not_found")


def a_picture_file(content: bytes = b"") -> SimpleUploadedFile:
    if not content:
        target = BytesIO()
        Image.new("RGB", (20, 10)).save(target, "PNG")
        content = target.getvalue()
    return SimpleUploadedFile("bild.png", content, content_type="image/png")


def test_pictures_are_added_listed_and_removed(process: Any, anna: Person) -> None:
    draft = now_proposal(process, by=anna, state=ProposalState.DRAFT)
    client, path = a_client(anna), f"/api/v1/proposals/{draft.pk}/pictures"
    added = client.post(path, {"picture": a_picture_file(), "alt_text": "Eine Bank"})
    assert (added.status_code, added.json()["width"]) == (201, 20)
    (listed,) = client.get(path).json()["results"]
    assert listed == added.json()
    assert client.get(listed["url"]).headers["Content-Type"] == "image/jpeg"
    assert call(a_client(a_person()), "DELETE", f"pictures/{added.json()['id']}").status_code == 404
    assert call(client, "DELETE", f"pictures/{added.json()['id']}").status_code == 204
    assert client.get(path).json()["results"] == []


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"alt_text": "x"}, 422, "invalid_input"),
        ({"picture": "text", "alt_text": "x"}, 422, "invalid_input"),
        ({"picture": b"kein Bild", "alt_text": "x"}, 422, "unreadable_picture"),
        ({"picture": b"x" * 9_000_000, "alt_text": "x"}, 413, "too_large"),
    ],
)
def test_a_file_that_is_no_picture_is_refused(
    process: Any, anna: Person, said: dict[str, Any], status: int, code: str
) -> None:
    draft = now_proposal(process, by=anna, state=ProposalState.DRAFT)
    sent = {name: a_picture_file(value) if isinstance(value, bytes) else value for name, value in said.items()}
    refused = a_client(anna).post(f"/api/v1/proposals/{draft.pk}/pictures", sent)
    assert problem_of(refused) == (status, code)


def test_the_desk_enters_what_came_on_paper(process: Any) -> None:
    helper = staff("helper", within=process.municipality)  # type: ignore[arg-type]  # a role's value
    said = {
        "process": process.pk, "title": "Bank", "text": "Am See", "channel": "paper", "form_number": "P-1",
        "received_on": str(timezone.localdate()), "intake_place": "Rathaus",
    }  # fmt: skip
    entered = call(a_client(helper), "POST", "intake-records", said)
    assert (entered.status_code, entered.json()["state"], entered.json()["channel"]) == (201, "submitted", "paper")
    resident = a_resident(a_municipality())
    assert problem_of(call(a_client(resident), "POST", "intake-records", said)) == (403, "not_permitted")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_list(
    process: Any, anna: Person, rows: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        a_comment(now_proposal(process))
    client = a_client(anna)
    with django_assert_num_queries(4):  # session, account, process, proposals
        call(client, "GET", f"proposals?process={process.pk}&search=bank&ordering=random:1")
    proposal = Proposal.objects.first()
    with django_assert_num_queries(3):  # session, account, proposal
        call(client, "GET", f"proposals/{proposal.pk}")  # type: ignore[union-attr]  # there are some
    with django_assert_num_queries(4):  # session, account, proposal, comments
        call(client, "GET", f"proposals/{proposal.pk}/comments")  # type: ignore[union-attr]  # the same
