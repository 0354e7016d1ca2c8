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


COSTING = {"cost_cents": 100_00, "feasibility": "feasible"}


class Office:
    """Somebody who prepares and two who open, close and count, through the API alone."""

    def __init__(self) -> None:
        self.process = a_round().process
        self.clerk, self.first, self.second = (
            signed_in(staff(*Role, within=self.process.municipality)) for _ in range(3)
        )
        self.round = send(self.clerk, "POST", "rounds", {"process": self.process.pk, "title": "Budget"}).json()["id"]
        self.address = f"rounds/{self.round}"

    def prepare(self) -> None:
        changes = {"closes_at": (timezone.now() + A_DAY).isoformat(), "method": "greedy/1", "age_min": 14}
        assert send(self.clerk, "PATCH", self.address, changes).json()["age_min"] == 14
        envelope = {"name": "Alle", "amount_cents": 500_00}
        self.envelope = send(self.clerk, "POST", f"{self.address}/envelopes", envelope).json()["id"]
        adoption = {"envelope": self.envelope, "proposal": a_proposal(self.process).pk}
        self.project = send(self.clerk, "POST", f"{self.address}/projects", adoption).json()
        costed = send(self.clerk, "PUT", f"projects/{self.project['id']}/costing", COSTING).json()
        assert costed["feasibility"] == "feasible"

    def open(self) -> None:
        assert send(self.first, "POST", f"{self.address}/opening").status_code == 201
        refused = send(self.first, "POST", f"{self.address}/opening/confirmation")
        assert (refused.status_code, refused.json()["title"]) == (403, "same_person")
        opened = send(self.second, "POST", f"{self.address}/opening/confirmation").json()
        assert (opened["state"], opened["configuration"]["round"]) == ("open", self.round)

    def close(self) -> None:
        assert send(self.first, "POST", f"{self.address}/closing").json()["title"] == "still_open"
        assert send(self.first, "POST", f"{self.address}/early-closing", {"reason": "Versehen"}).status_code == 201
        assert send(self.second, "POST", f"{self.address}/early-closing/confirmation").json()["state"] == "closed"


@pytest.fixture
def office() -> Office:
    made = Office()
    made.prepare()
    made.open()
    return made


def test_every_door_to_an_open_round_answers_frozen(office: Office) -> None:
    for method, path, body in (
        ("PATCH", office.address, {"title": "Neu"}),
        ("PUT", f"envelopes/{office.envelope}", {"name": "Neu", "amount_cents": 1}),
        ("DELETE", f"envelopes/{office.envelope}", None),
        ("POST", f"{office.address}/envelopes", {"name": "Neu", "amount_cents": 1}),
        ("PUT", f"projects/{office.project['id']}/costing", COSTING),
        ("DELETE", f"projects/{office.project['id']}", None),
        ("POST", f"{office.address}/opening", None),
        ("POST", f"{office.address}/opening/confirmation", None),
    ):
        answer = send(office.clerk, method, path, body)
        assert (answer.status_code, answer.json()["title"]) == (409, "frozen"), path


def test_two_people_move_the_end_of_a_round(office: Office) -> None:
    later = {"closes_at": (timezone.now() + 2 * A_DAY).isoformat(), "reason": "Stromausfall"}
    assert send(office.first, "POST", f"{office.address}/rescheduling", later).status_code == 201
    confirmed = send(office.second, "POST", f"{office.address}/rescheduling/confirmation").json()
    assert confirmed["reason"] == "Stromausfall"


def test_a_round_is_closed_counted_and_confirmed(office: Office) -> None:
    office.close()
    assert send(office.first, "POST", f"{office.address}/count").status_code == 201
    assert send(Client(), "GET", f"{office.address}/result").json()["state"] == "calculated"
    resolution = {
        "body": office.process.deciding_body_id,
        "title": "Beschluss",
        "decided_on": timezone.localdate().isoformat(),
        "paper_reference": "1/26",
        "reasons": "Der Rat nimmt das Projekt trotzdem.",
        "departures": {office.project["code"]: "Es ist wichtig."},
    }
    assert send(office.first, "POST", f"{office.address}/resolution", resolution).status_code == 201
    confirmed = send(office.second, "POST", f"{office.address}/resolution/confirmation").json()
    assert confirmed["confirmation"]["paper_reference"] == "1/26"
    assert confirmed["envelopes"][0]["projects"][0]["departure"] == "Es ist wichtig."


@pytest.mark.parametrize("act", ["opening", "early-closing", "rescheduling", "resolution"])
def test_what_was_proposed_can_be_taken_back(office: Office, act: str) -> None:
    path = f"{office.address}/{act}"
    answer = send(office.first, "DELETE", path)
    expected = (404, "not_found") if act == "resolution" else (409, "nothing_proposed")
    assert (answer.status_code, answer.json()["title"]) == expected
    if act == "early-closing":
        send(office.first, "POST", path, {"reason": "x"})
        assert send(office.second, "DELETE", path).status_code == 204


def test_a_repeated_creation_makes_one_round() -> None:
    process = a_process()
    clerk = signed_in(staff(Role.CLERK, within=process))
    body = {"process": process.pk, "title": "Budget"}
    answers = [send(clerk, "POST", "rounds", body, **{"Idempotency-Key": "k"}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
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
