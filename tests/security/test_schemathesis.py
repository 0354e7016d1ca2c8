"""Thousands of odd requests, made from the API's own description: each is answered or refused, none breaks anything."""

import json
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase
from schemathesis.config import SchemathesisConfig

from tests.journeys.requests import API, NOUNS
from tests.towns import Town, a_furnished_town

CASES = 4  # for each operation and way of filling in ids; each is sent by every caller
CALLERS = ("visitor", "account", "everything")
WAYS = ("any ids", "real ids")


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    """A town whose database connection outlives each request, because all of them are undone."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield a_furnished_town()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_request_breaks_the_api_and_every_refusal_is_a_problem_document(town: Town) -> None:
    tried = 0
    callers = [_headers(town, caller) for caller in CALLERS]
    for case in _cases(town):
        for headers in callers:
            answer = _answer(case, headers)
            tried += 1
            assert answer["status"] < 500, case.as_curl_command()
            if answer["status"] >= 400:
                assert answer["type"] == "application/problem+json", case.as_curl_command()
                assert {"type", "title", "status", "detail"} <= set(answer["body"])
                assert answer["body"]["status"] == answer["status"]
    assert tried >= 500


def _headers(town: Town, caller: str) -> dict[str, str]:
    if caller == "visitor":
        return {}
    client = Client()
    client.force_login(town.account(caller))
    return {"Authorization": f"Bearer {client.session.session_key}"}


def _cases(town: Town) -> Iterator[Any]:
    schema = schemathesis.openapi.from_wsgi(
        f"{API}schema/?format=json", get_wsgi_application(), config=SchemathesisConfig()
    )
    for operation in schema.get_all_operations():
        for way in WAYS:
            for case in _made(operation.ok().as_strategy()):  # type: ignore[union-attr]  # the schema is valid
                yield _aimed(case, town) if way == "real ids" else case


def _made(strategy: Any) -> list[Any]:
    """Draw the same cases each time."""
    made: list[Any] = []

    @hypothesis.settings(
        max_examples=CASES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(strategy)
    def draw(case: Any) -> None:
        made.append(case)

    draw()
    return made


def _aimed(case: Any, town: Town) -> Any:
    """Name things that are there, so that the request gets beyond the first door."""
    ids = town.ids()
    noun = case.operation.path.removeprefix(API).partition("/")[0]
    if case.path_parameters:
        case.path_parameters = {
            name: ids.get(NOUNS.get(noun, ""), value) for name, value in case.path_parameters.items()
        }
    for place in (case.body, case.query):
        if isinstance(place, dict):
            place.update({name: _id_of(name, ids) for name in place if _id_of(name, ids)})
    return case


def _id_of(field: str, ids: dict[str, str]) -> str:
    return ids.get(f"{field}_id", ids.get(field, "") if field in REFERENCES else "")


REFERENCES = {"category", "district", "proposal", "comment", "envelope", "email", "deciding_body"}


def _answer(case: Any, headers: dict[str, str]) -> dict[str, Any]:
    """Ask in process and undo what it did."""
    cache.clear()
    before = transaction.savepoint()
    response = case.call(headers=headers)
    transaction.savepoint_rollback(before)
    kind = response.headers.get("content-type", [""])[0]
    body = json.loads(response.content) if kind == "application/problem+json" else {}
    return {"status": response.status_code, "type": kind, "body": body}
