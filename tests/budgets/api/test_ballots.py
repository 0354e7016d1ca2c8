import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from budgets.actions.closing import confirm_early_closing, propose_early_closing
from budgets.models import Mark, OpenBallot, Round
from participation.models import IdempotentAnswer, Person
from tests.factories import A_DAY, a_person
from tests.factories_budgets import a_complete_round, a_voter, codes, officers, opened


def a_running_round(**changes: object) -> Round:
    """Open by the real clock."""
    now = timezone.now()
    return opened(a_complete_round(closes_at=now + A_DAY, **changes), now=now)  # type: ignore[arg-type] # handed through


def signed_in(person: Person) -> Client:
    client = Client()
    assert person.account is not None
    client.force_login(person.account)
    return client


def put(client: Client, round_: Round, body: Any, *, key: str | None = "a-key") -> Any:
    headers = {} if key is None else {"Idempotency-Key": key}
    content = body if isinstance(body, str) else json.dumps(body)
    return client.put(f"/api/v1/rounds/{round_.pk}/ballot", content, content_type="application/json", headers=headers)


def choices(round_: Round, *chosen: str) -> dict[str, Any]:
    return {"choices": {round_.envelopes.get().pk: list(chosen)}}


@pytest.mark.django_db
def test_a_ballot_is_answered_with_its_receipt_and_a_retry_with_the_same_bytes() -> None:
    round_ = a_running_round()
    client = signed_in(a_voter(round_))
    first = put(client, round_, choices(round_, codes(round_)[0]))
    again = put(client, round_, choices(round_, codes(round_)[1]))
    leaf = OpenBallot.objects.get().leaf
    assert first.status_code == 200
    assert first.json() == {
        "round": round_.pk,
        "leaf": leaf,
        "groups": f"{leaf[:4]} {leaf[4:8]} {leaf[8:12]} {leaf[12:16]}",
    }
    assert again.content == first.content
    assert first["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_nothing_of_a_cast_stays_in_the_general_store_of_answers() -> None:
    round_ = a_running_round()
    put(signed_in(a_voter(round_)), round_, choices(round_))
    assert IdempotentAnswer.objects.count() == 0


@pytest.mark.django_db
def test_another_key_is_already_voted() -> None:
    round_ = a_running_round()
    client = signed_in(a_voter(round_))
    put(client, round_, choices(round_))
    refused = put(client, round_, choices(round_), key="another")
    assert (refused.status_code, refused.json()["title"]) == (409, "already_voted")


@pytest.mark.django_db
def test_after_closing_the_retry_is_answered_and_a_new_ballot_refused() -> None:
    round_ = a_running_round()
    early, late = a_voter(round_), a_voter(round_)
    first = put(signed_in(early), round_, choices(round_))
    two = officers(round_.process.municipality)
    now = timezone.now()
    propose_early_closing(officer=two.first, round_=round_, reason="Versehen", now=now)
    confirm_early_closing(officer=two.second, round_=round_, now=now)
    assert put(signed_in(early), round_, choices(round_)).content == first.content
    refused = put(signed_in(late), round_, choices(round_))
    assert (refused.status_code, refused.json()["title"]) == (409, "phase_closed")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"choices": {"0" * 16: []}}, 422, "unknown_envelope"),
        ({"choices": "all"}, 422, "invalid_input"),
        ({"choices": {"x": [1.5, None, {}]}}, 422, "invalid_input"),
        ({"choices": {}, "client_nonce": "short"}, 422, "invalid_input"),
        ({}, 422, "invalid_input"),
        ([], 422, "invalid_input"),
        ("{", 400, "invalid_input"),
        ('{"choices": {"a\\u0000": ["\\u0000"]}}', 422, "invalid_input"),
        ('{"choices": {"\\ud800": ["\\ud800"]}}', 400, "invalid_input"),
        ({"choices": {"a": ["p"] * 1001}}, 422, "invalid_input"),
        ({"choices": {"a": ["p" * 1_000_000]}}, 422, "invalid_input"),
    ],
)
def test_bad_input_is_refused_and_nothing_written(body: Any, status: int, code: str) -> None:
    round_ = a_running_round()
    answer = put(signed_in(a_voter(round_)), round_, body)
    assert (answer.status_code, answer.json()["title"]) == (status, code)
    assert Mark.objects.count() == 0


@pytest.mark.django_db
def test_an_unknown_project_is_refused_by_name_and_field() -> None:
    round_ = a_running_round()
    answer = put(signed_in(a_voter(round_)), round_, choices(round_, "<script>"))
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert {name: answer.json()[name] for name in ("title", "field", "project")} == {
        "title": "unknown_project",
        "field": "choices",
        "project": "<script>",
    }


@pytest.mark.django_db
def test_without_a_key_nothing_is_cast() -> None:
    round_ = a_running_round()
    answer = put(signed_in(a_voter(round_)), round_, choices(round_), key=None)
    assert (answer.status_code, answer.json()["field"]) == (422, "idempotency_key")


@pytest.mark.django_db
def test_visitors_strangers_and_unknown_rounds() -> None:
    round_ = a_running_round()
    assert put(Client(), round_, choices(round_)).status_code in (401, 403)
    assert put(signed_in(a_person()), round_, choices(round_)).json()["title"] == "not_verified"
    hidden = a_complete_round()
    stranger = signed_in(a_person())
    unknown = Round(pk="0" * 16)
    assert put(stranger, hidden, {"choices": {}}).status_code == 404
    assert put(stranger, hidden, {"choices": {}}).content == put(stranger, unknown, {"choices": {}}).content


@pytest.mark.django_db
def test_the_booth_says_what_one_may_vote_on_and_why_not() -> None:
    round_ = a_running_round()
    voter = signed_in(a_voter(round_))
    booth = voter.get(f"/api/v1/rounds/{round_.pk}/ballot").json()
    assert (booth["may_vote"], booth["why_not"], booth["already_cast"]) == (True, None, False)
    assert [project["code"] for project in booth["envelopes"][0]["projects"]] == codes(round_)
    put(voter, round_, choices(round_))
    booth = voter.get(f"/api/v1/rounds/{round_.pk}/ballot").json()
    assert (booth["may_vote"], booth["why_not"], booth["already_cast"]) == (False, "already_voted", True)
    assert Client().get(f"/api/v1/rounds/{round_.pk}/ballot").json()["why_not"] == "sign_in_required"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("projects", [1, 12])
def test_casting_takes_ten_queries_however_many_projects(projects: int) -> None:
    round_ = a_complete_round(costs=[1_000_00] * projects, closes_at=timezone.now() + A_DAY)
    voter = a_voter(round_)
    round_ = opened(round_, now=timezone.now())
    client = signed_in(voter)
    body = choices(round_, *codes(round_))
    with CaptureQueriesContext(connection) as captured:
        assert put(client, round_, body).status_code == 200
    # Session, account with person, round; BEGIN, lock, right with round, mark, ballot, spent key, COMMIT.
    expected = 10 if connection.vendor == "postgresql" else 9
    assert len(captured) == expected, [query["sql"][:90] for query in captured.captured_queries]
