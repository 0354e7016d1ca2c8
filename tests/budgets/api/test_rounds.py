"""The whole way of a round through the API, and who is refused where."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from budgets.models import Round
from participation.models import Person, Role
from tests.factories import A_DAY, a_municipality, a_person, a_process, a_proposal, staff
from tests.factories_budgets import a_closed_round, a_complete_round, a_confirmation, a_count, a_round, an_envelope

pytestmark = pytest.mark.django_db


def signed_in(person: Person | None) -> Client:
    client = Client()
    if person is not None and person.account is not None:
        client.force_login(person.account)
    return client


def send(client: Client, method: str, path: str, body: Any = None, **headers: str) -> Any:
    content = "" if body is None else json.dumps(body)
    return client.generic(method, f"/api/v1/{path}", content, content_type="application/json", headers=headers)


def test_a_round_from_beginning_to_resolution() -> None:
    process = a_round().process
    town = process.municipality
    clerk, first, second = (signed_in(staff(*Role, within=town)) for _ in range(3))
    round_id = send(clerk, "POST", "rounds", {"process": process.pk, "title": "Budget"}).json()["id"]
    closes_at = (timezone.now() + A_DAY).isoformat()
    changes = {"closes_at": closes_at, "method": "greedy/1", "age_min": 14}
    assert send(clerk, "PATCH", f"rounds/{round_id}", changes).json()["age_min"] == 14
    envelope = send(clerk, "POST", f"rounds/{round_id}/envelopes", {"name": "Alle", "amount_cents": 500_00}).json()
    proposal = a_proposal(process)
    adoption = {"envelope": envelope["id"], "proposal": proposal.pk}
    project = send(clerk, "POST", f"rounds/{round_id}/projects", adoption).json()
    costing = {"cost_cents": 100_00, "feasibility": "feasible"}
    assert send(clerk, "PUT", f"projects/{project['id']}/costing", costing).json()["feasibility"] == "feasible"

    assert send(first, "POST", f"rounds/{round_id}/opening").status_code == 201
    refused = send(first, "POST", f"rounds/{round_id}/opening/confirmation")
    assert (refused.status_code, refused.json()["title"]) == (403, "same_person")
    opened = send(second, "POST", f"rounds/{round_id}/opening/confirmation").json()
    assert (opened["state"], opened["configuration"]["round"]) == ("open", round_id)
    for method, path, body in (
        ("PATCH", f"rounds/{round_id}", {"title": "Neu"}),
        ("PUT", f"envelopes/{envelope['id']}", {"name": "Neu", "amount_cents": 1}),
        ("DELETE", f"envelopes/{envelope['id']}", None),
        ("POST", f"rounds/{round_id}/envelopes", {"name": "Neu", "amount_cents": 1}),
        ("PUT", f"projects/{project['id']}/costing", costing),
        ("DELETE", f"projects/{project['id']}", None),
    ):
        answer = send(clerk, method, path, body)
        assert (answer.status_code, answer.json()["title"]) == (409, "frozen"), path

    later = {"closes_at": (timezone.now() + 2 * A_DAY).isoformat(), "reason": "Stromausfall"}
    assert send(first, "POST", f"rounds/{round_id}/rescheduling", later).status_code == 201
    assert send(second, "POST", f"rounds/{round_id}/rescheduling/confirmation").json()["reason"] == "Stromausfall"
    assert send(first, "POST", f"rounds/{round_id}/closing").json()["title"] == "still_open"
    assert send(first, "POST", f"rounds/{round_id}/early-closing", {"reason": "Versehen"}).status_code == 201
    assert send(second, "POST", f"rounds/{round_id}/early-closing/confirmation").json()["state"] == "closed"

    assert send(first, "POST", f"rounds/{round_id}/count").status_code == 201
    result = send(Client(), "GET", f"rounds/{round_id}/result").json()
    assert result["state"] == "calculated"
    resolution = {
        "body": process.deciding_body_id,
        "title": "Beschluss",
        "decided_on": timezone.localdate().isoformat(),
        "paper_reference": "1/26",
        "reasons": "Der Rat nimmt das Projekt trotzdem.",
        "departures": {project["code"]: "Es ist wichtig."},
    }
    assert send(first, "POST", f"rounds/{round_id}/resolution", resolution).status_code == 201
    confirmed = send(second, "POST", f"rounds/{round_id}/resolution/confirmation").json()
    assert confirmed["confirmation"]["paper_reference"] == "1/26"
    assert confirmed["envelopes"][0]["projects"][0]["departure"] == "Es ist wichtig."


def test_a_repeated_creation_makes_one_round() -> None:
    process = a_process()
    clerk = signed_in(staff(Role.CLERK, within=process))
    body = {"process": process.pk, "title": "Budget"}
    answers = [send(clerk, "POST", "rounds", body, **{"Idempotency-Key": "k"}) for _ in range(2)]
    assert answers[0].content == answers[1].content
    assert Round.objects.count() == 1


@pytest.mark.parametrize(
    "path",
    ["", "/envelopes", "/projects", "/ballot", "/result", "/result.pb", "/result.csv"],
)
def test_a_hidden_round_answers_like_an_unknown_one(path: str) -> None:
    hidden = a_complete_round()
    elsewhere = signed_in(staff(*Role, within=a_municipality()))
    for client in (Client(), signed_in(a_person()), elsewhere):
        foreign = send(client, "GET", f"rounds/{hidden.pk}{path}")
        unknown = send(client, "GET", f"rounds/{'0' * 16}{path}")
        assert foreign.status_code == unknown.status_code == 404
        assert foreign.content == unknown.content


@pytest.mark.parametrize("act", ["opening", "closing", "early-closing", "rescheduling", "count", "resolution"])
def test_acts_on_a_public_round_are_for_returning_officers(act: str) -> None:
    round_ = a_closed_round([0])
    a_count(round_)
    body = {
        "reason": "x",
        "closes_at": timezone.now().isoformat(),
        "body": round_.deciding_body_id,
        "title": "x",
        "decided_on": "2026-05-04",
        "paper_reference": "x",
        "reasons": "x",
    }
    clerk = signed_in(staff(Role.CLERK, within=round_.process.municipality))
    path = f"rounds/{round_.pk}/{act}"
    assert send(Client(), "POST", path, body).status_code == 401
    assert send(signed_in(a_person()), "POST", path, body).status_code == 403
    assert send(clerk, "POST", path, body).status_code == 403


def test_result_files() -> None:
    round_ = a_closed_round([0])
    a_confirmation(a_count(round_))
    table = send(Client(), "GET", f"rounds/{round_.pk}/result.csv")
    assert (table.status_code, table["Content-Type"]) == (200, "text/csv; charset=utf-8")
    refused = send(Client(), "GET", f"rounds/{round_.pk}/result.pb")
    assert (refused.status_code, refused.json()["title"]) == (409, "too_few_ballots")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("noun", ["envelopes", "projects", "rounds"])
def test_lists_take_as_many_queries_for_three_rows_as_for_one(number: int, noun: str) -> None:
    round_ = a_complete_round(costs=[1_00] * number)
    for _ in range(number - 1):
        an_envelope(round_)
        a_round(round_.process)
    clerk = signed_in(staff(Role.CLERK, within=round_.process))
    path = "rounds" if noun == "rounds" else f"rounds/{round_.pk}/{noun}"
    with CaptureQueriesContext(connection) as captured:
        answer = send(clerk, "GET", path)
    assert len(answer.json()["results"]) == number
    assert len(captured) == (3 if noun == "rounds" else 4)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("rounds", {"process": "x", "title": "a"}),
        ("rounds", {"process": "0" * 16}),
        ("rounds", []),
    ],
)
def test_bad_input_is_a_problem(path: str, body: Any) -> None:
    answer = send(signed_in(staff(Role.CLERK, within=a_municipality())), "POST", path, body)
    assert answer.status_code in (404, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_unknown_ids_in_bodies_and_nonsense_in_fields() -> None:
    round_ = a_complete_round()
    clerk = signed_in(staff(*Role, within=round_.process))
    for method, path, body in (
        ("PATCH", f"rounds/{round_.pk}", {"deciding_body": "0" * 16}),
        ("PATCH", f"rounds/{round_.pk}", {"parameters": {"a": {"b": 1}}}),
        ("PATCH", f"rounds/{round_.pk}", {"parameters": {"magic": "1"}}),
        ("PATCH", f"rounds/{round_.pk}", {"closes_at": "9999-99-99"}),
        ("POST", f"rounds/{round_.pk}/envelopes", {"name": "x", "amount_cents": -5}),
        ("POST", f"rounds/{round_.pk}/envelopes", {"name": "x", "amount_cents": 5, "district": "0" * 16}),
        ("POST", f"rounds/{round_.pk}/rescheduling", {"closes_at": "x", "reason": ""}),
        ("PUT", f"projects/{round_.projects.all()[0].pk}/costing", {"cost_cents": 10**20, "feasibility": "feasible"}),
    ):
        assert send(clerk, method, path, body).status_code == 422, (path, body)
