"""A town whose clock stands still, and somebody who sits down at the office's screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participation.models import Municipality, Person
from tests.factories import NOW, a_municipality


@dataclass
class Clock:
    """What time it is for the pages."""

    now: datetime = NOW


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One person before the pages of one town."""

    client: Client
    municipality: Municipality

    def url(self, page: str, **parts: str) -> str:
        return reverse(f"town:{page}", kwargs={"municipality": self.municipality.slug, **parts})

    def opens(self, page: str, query: Mapping[str, str] | None = None, **parts: str) -> HttpResponse:
        return self.client.get(self.url(page, **parts), query)  # type: ignore[return-value] # the test client's own class

    def sends(self, page: str, data: Mapping[str, Any] | None = None, **parts: str) -> HttpResponse:
        return self.client.post(self.url(page, **parts), data or {})  # type: ignore[return-value] # the same


SitsDown = Callable[[Person | None], Desk]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The pages read the time of the factories; a test may move it on."""
    standing = Clock()
    monkeypatch.setattr(timezone, "now", lambda: standing.now)
    return standing


@pytest.fixture
def town(db: None) -> Municipality:
    return a_municipality("Musterstadt")


@pytest.fixture
def sits_down(town: Municipality) -> SitsDown:
    def sit(person: Person | None) -> Desk:
        client = Client()
        if person is not None and person.account is not None:
            client.force_login(person.account)
        return Desk(client=client, municipality=town)

    return sit


def text_of(response: HttpResponse) -> str:
    return response.content.decode()
