"""The hall in front of the doors: everybody waits here, knocks, and leaves nothing behind."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.journeys.doors import UNKNOWN, Door, Things
from tests.towns import VISITORS, Town, a_picture_file

# What differs between two answers that say the same.
VOLATILE_HEADERS = {"set-cookie", "date", "content-length"}
ASK_IN_BOTH_TOWNS = {"visitor", "account", "clerk", "stranger"}
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Everything of an answer that could tell one thing from another; the asked address itself aside."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: tuple[str, ...]


class Hall:
    """One client for each kind of visitor to `town`; the stranger works for the town `elsewhere`."""

    def __init__(self, town: Town, elsewhere: Town) -> None:
        self.town = town
        self.elsewhere = elsewhere
        self.clients = {who: self._client(who) for who in VISITORS}
        self.cookies = {who: client.cookies.output(header="", sep=";") for who, client in self.clients.items()}

    def _client(self, who: str) -> Client:
        client = Client(raise_request_exception=False)
        if who == "stranger":
            client.force_login(self.elsewhere.account("everything"))
        elif who != "visitor":
            client.force_login(self.town.account(who))
        return client

    def knock(self, who: str, door: Door, things: Things) -> Answer:
        """Ask once and undo what it did."""
        client = self.clients[who]
        client.cookies = SimpleCookie(self.cookies[who])
        cache.clear()
        before = transaction.savepoint()
        try:
            return _answer(ask(client, door, things), (things[part] for part in door.ids))
        finally:
            transaction.savepoint_rollback(before)

    def cell(self, who: str, door: Door, stage: str) -> str:
        """Return what a cell of the table says."""
        things = self.town.ids(stage)
        seen = self.knock(who, door, things).status
        return f"{seen}/{self.knock(who, door, unknown(door, things)).status}" if door.ids else str(seen)

    def tells(self, who: str, door: Door, stage: str) -> list[str]:
        """List the addresses of hidden things that answer otherwise than what does not exist."""
        pairs = {
            f"{door.url(hidden)} {door.content(hidden)}": (hidden, nothing)
            for hidden, nothing in self._hidden_from(who, door, stage)
        }
        answers: dict[str, Answer] = {}
        told = []
        for address, (hidden, nothing) in pairs.items():
            key = f"{door.url(nothing)} {door.content(nothing)}"
            answers[key] = answers.get(key) or self.knock(who, door, nothing)
            if self.knock(who, door, hidden) != answers[key]:
                told.append(f"{who}: {door.method} {address}")
        return told

    def _hidden_from(self, who: str, door: Door, stage: str) -> Iterator[tuple[Things, Things]]:
        """Pair what exists, but not for this visitor, with what does not exist.

        Some also ask in the other town; for everybody to do so would only take longer.
        """
        town, elsewhere = self.town, self.elsewhere
        home, foreign = (elsewhere, town) if who == "stranger" else (town, elsewhere)
        closed = [foreign.things["hidden"], town.things["draft"]]
        if who in ("visitor", "account", "resident"):
            closed.append(town.things["hidden"])
        for host in (town, elsewhere) if who in ASK_IN_BOTH_TOWNS else (town,):
            seen = {**home.ids(stage), "municipality": host.municipality.slug}
            for things in closed:
                yield from _pairs(door, seen, things)


def _pairs(door: Door, seen: Things, hidden: Things) -> Iterator[tuple[Things, Things]]:
    """Hide all that an address names, and where it names several things only the innermost."""
    parts = [part for part in door.ids if part in hidden]
    if not parts:
        return
    yield {**seen, **hidden}, unknown(door, seen)
    yield {**seen, parts[-1]: hidden[parts[-1]]}, {**seen, parts[-1]: UNKNOWN}


def unknown(door: Door, things: Things) -> Things:
    """Name the same with ids that nothing has."""
    return {**things, **dict.fromkeys(door.ids, UNKNOWN)}


def ask(client: Client, door: Door, things: Things) -> Any:
    """Send the one request that belongs to a door."""
    send = getattr(client, door.method.lower())
    url, content = door.url(things), door.content(things)
    if door.is_page or door.method == "GET":
        return send(url)
    if content == "picture":
        file = SimpleUploadedFile("bild.png", a_picture_file(), "image/png")
        return send(url, {"picture": file, "alt_text": "Ein grünes Feld"})
    return send(url, json.dumps(content), content_type="application/json", headers={"Idempotency-Key": "einmal"})


def _answer(response: Any, asked: Iterable[str]) -> Answer:
    """Read an answer; what the asker named themselves stands in addresses of some pages and tells nothing."""
    headers = {name: value for name, value in response.items() if name.lower() not in VOLATILE_HEADERS}
    body = response.getvalue()
    for named in asked:
        headers |= {name: value.replace(named, "…") for name, value in headers.items()}
        body = body.replace(named.encode(), "…".encode())
    body = TOKEN.sub(b"", body)
    return Answer(status=response.status_code, headers=headers, body=body, cookies=tuple(sorted(response.cookies)))
