"""The API as a client sees it."""

from typing import Any

from django.test import Client

from participation.models import Person


def a_client(person: Person | None = None) -> Client:
    """A browser with or without somebody signed in."""
    client = Client()
    if person is not None:
        assert person.account is not None
        client.force_login(person.account)
    return client


def call(client: Client, method: str, path: str, data: Any = None, **headers: str) -> Any:
    """Send JSON below `/api/v1/` and return the answer."""
    body = {"data": "" if data is None else data, "content_type": "application/json"} if method != "GET" else {}
    return getattr(client, method.lower())(f"/api/v1/{path}", headers=headers, **body)


def problem_of(answer: Any) -> tuple[int, str]:
    """Status and code of a refusal, which is a problem document."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    document = answer.json()
    assert document["type"] == f"/api/v1/problems/{document['title']}"
    assert document["status"] == answer.status_code
    assert document["detail"]
    return answer.status_code, document["title"]
