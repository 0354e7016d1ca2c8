"""Every door of the platform: who gets which answer, as `doors.csv` says, and nobody learns what is not for them."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from participation.models import Role
from tests.journeys.doors import API, THIRD_PARTY, Door, Row, doors, rows, schema
from tests.journeys.hall import Hall
from tests.towns import VISITORS, a_furnished_town

GROUPS = ("pages", "office", "api")
REFUSED = {"401", "403", "404"}
NOT_ALLOWED = {"405"}
# What in a body says where something is to happen.
WHERE = ("municipality", "process", "district")


def _group(row: Row) -> str:
    if row.door.startswith(API):
        return "api"
    return "office" if row.door.startswith("town:office_") else "pages"


def _of(group: str) -> Iterator[tuple[Row, Door]]:
    return ((row, doors()[row.door, row.method]) for row in rows() if _group(row) == group)


def _seen(row: Row) -> dict[str, str]:
    """The statuses on what one may see."""
    return {who: cell.partition("/")[0] for who, cell in row.cells.items()}


@pytest.fixture
def hall(db: None) -> Hall:
    return Hall(a_furnished_town("Heimstadt"), a_furnished_town("Fernau"))


def test_every_door_has_a_row_and_every_row_a_door() -> None:
    listed = [(row.door, row.method) for row in rows()]
    assert len(listed) == len(set(listed))
    assert set(listed) ^ set(doors()) == set()


def test_every_address_of_the_api_stands_in_its_schema() -> None:
    addresses = {f"/{address}" for address in _addresses(get_resolver()) if address.startswith("api/v1/")}
    described = {path.replace("{public_id}", "<str:public_id>") for path in schema()["paths"]}
    ours = {address for address in addresses if not address.startswith(f"{API}auth/")}
    assert ours - described == {f"{API}schema/"}


def _addresses(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield path
        else:
            yield from _addresses(pattern, path)


def test_whoever_gets_through_a_door_of_the_api_is_named_in_its_description() -> None:
    roles = {role.value for role in Role}
    for row, door in _of("api"):
        named = set(schema()["paths"][door.name][door.method.lower()]["x-roles"])
        named |= set(VISITORS) if "visitor" in named else set()
        named |= set(VISITORS) - {"visitor"} if "account" in named else set()
        through = {who for who, status in _seen(row).items() if status not in REFUSED}
        assert through <= named, f"{row.method} {row.door}"
        assert named <= set(VISITORS) | roles


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("group", GROUPS)
def test_a_door_answers_everybody_as_the_table_says(hall: Hall, group: str) -> None:
    wrong: dict[tuple[str, str, str], str] = {}
    for row, door in _of(group):
        cells = {who: hall.cell(who, door, row.stage) for who in VISITORS}
        wrong |= {(row.door, row.method, who): cells[who] for who in VISITORS if cells[who] != row.cells[who]}
    assert wrong == {}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("group", GROUPS)
def test_what_is_hidden_answers_with_the_bytes_of_what_does_not_exist(hall: Hall, group: str) -> None:
    open_doors = ((row, door) for row, door in _of(group) if set(_seen(row).values()) != NOT_ALLOWED)
    told = [told for row, door in open_doors for who in VISITORS for told in hall.tells(who, door, row.stage)]
    assert told == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_whoever_may_not_learns_nothing_about_what_they_sent(hall: Hall) -> None:
    told = []
    for row, door in _of("api"):
        if isinstance(door.body, dict):
            placed = {name: door.body[name] for name in WHERE if name in door.body}
            for who, expected in _seen(row).items():
                bodies = [placed | {"title": 1}] if who == "stranger" else [placed | {"title": 1}, {}]
                if expected in REFUSED:
                    answers = [hall.knock(who, replace(door, body=body), hall.town.ids(row.stage)) for body in bodies]
                    told += [(row.door, row.method, who) for answer in answers if str(answer.status) != expected]
    assert told == []


def test_no_form_is_taken_without_its_token(hall: Hall) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(hall.town.account("everything"))
    taken = []
    for row, door in (*_of("pages"), *_of("office")):
        if row.method == "POST" and "405" not in _seen(row).values():
            answer = client.post(door.url(hall.town.ids(row.stage)))
            if answer.status_code != 403:
                taken.append((door.name, answer.status_code))
    assert taken == []


def test_the_api_takes_nothing_from_a_browser_without_a_token(hall: Hall) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(hall.town.account("everything"))
    for row, door in _of("api"):
        if row.method != "GET":
            answer = getattr(client, row.method.lower())(door.url(hall.town.ids(row.stage)))
            assert (row.door, answer.status_code) == (row.door, 403)
            assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("who", ["visitor", "account", "everything"])
def test_no_door_of_the_account_library_breaks(hall: Hall, who: str) -> None:
    broken = []
    for address in _addresses(get_resolver()):
        if address.startswith(THIRD_PARTY):
            path = "/" + re.sub(r"\(\?P<.*?\)|<.*?>", "1", address).replace("^", "").replace("$", "")
            for method in ("get", "post"):
                cache.clear()
                client = Client(raise_request_exception=False)
                if who != "visitor":
                    client.force_login(hall.town.account(who))
                if getattr(client, method)(path).status_code >= 500:
                    broken.append(f"{method} {path}")
    assert broken == []
