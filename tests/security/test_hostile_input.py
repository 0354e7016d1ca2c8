"""What nobody should send: each is refused or taken as text, nothing breaks and nothing is half-written."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from tests.journeys.doors import UNKNOWN, Door, doors, rows
from tests.security.forms import Form, distinct, forms_in
from tests.towns import Town, a_furnished_town

SCRIPT = "<script>alert(1)</script>"
A_MEGABYTE = "a megabyte"
PAYLOADS = {
    "nul": "Text\x00Text",
    "script": SCRIPT,
    "template": "{{ 7|add:7 }}{% debug %}%(x)s%s{0}",
    A_MEGABYTE: "a" * 1_000_000,
    "huge number": "9" * 400,
    "negative": "-1",
    "no number": "NaN",
    "too late": "9999-12-31T23:59",
    "no day": "2026-02-30",
    "path": "../../../../etc/passwd",
    "other way round": "\u202eText\u2028\ufeff",
}
QUERIES = (
    "page=-1&ordering=x",
    "page=abc&category=x&district=x&channel=x&state=x",
    "page=99999999999999999999",
    "page=%00&search=%00&category=%00&district=%00&seed=%00",
    "search=%ff%fe&seed=%ff",
    f"search={'a' * 5000}&seed={'a' * 5000}",
    "envelope=%00&format=x&next=https://evil.example/",
)
BODIES = {
    "json": ("application/json", b'{"title":'),
    "no parts": ("multipart/form-data", b"x"),
    "broken parts": ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n--x"),
    "no charset": ("application/x-www-form-urlencoded; charset=nonsense", b"title=x"),
    "not utf-8": ("application/x-www-form-urlencoded", b"title=%ff%fe&text=\xff"),
    "nothing known": ("application/octet-stream", b"\x00" * 100),
    "many fields": ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % number for number in range(1500))),
}
READ = {
    "town:process", "town:proposals", "town:proposal", "town:proposals_feed", "town:my_page", "town:round",
    "town:office_home", "town:office_queue", "town:office_process", "town:office_round", "town:office_journal",
}  # fmt: skip
WHO = ("everything", "account", "resident")


@pytest.fixture
def town(db: None) -> Town:
    return a_furnished_town()


def _client(town: Town, who: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(town.account(who))
    return client


def _pages(method: str) -> Iterator[tuple[Door, str]]:
    for row in rows():
        door = doors()[row.door, row.method]
        if door.is_page and row.method == method and "405" not in row.cells["clerk"]:
            yield door, row.stage


def _forms(town: Town, client: Client) -> list[Form]:
    """Collect the forms of all pages that somebody may open."""
    found: list[Form] = []
    for door, stage in _pages("GET"):
        address = door.url(town.ids(stage))
        answer = client.get(address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found += forms_in(answer.content.decode(), address)
    return distinct(found)


def _rows() -> tuple[int, ...]:
    """Count everything that is stored, in one query; sessions and answered requests aside."""
    tables = [
        model._meta.db_table for app in ("participation", "budgets") for model in apps.get_app_config(app).get_models()
    ]
    counts = ", ".join(f'(SELECT count(*) FROM "{table}")' for table in sorted(tables))  # noqa: S608 -- our tables
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return tuple(cursor.fetchone())


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("who", WHO)
def test_no_written_field_of_any_form_breaks_anything(town: Town, who: str) -> None:
    client = _client(town, who)
    forms, before = _forms(town, client), _rows()
    assert len(forms) >= 3
    for form in forms:
        for name in form.written:
            for said, payload in PAYLOADS.items():
                if said == A_MEGABYTE and name != form.written[0]:
                    continue
                cache.clear()
                mark = transaction.savepoint()
                answer = client.post(form.action, form.with_value(name, payload))
                told = f"{said} in {name} of {form.action}: {answer.status_code}"
                assert answer.status_code < 500, told
                assert SCRIPT.encode() not in answer.content, told
                assert answer.status_code < 400 or _rows() == before, told
                if said == "script" and answer.status_code == 302:
                    _read(town, client, answer["Location"], told)
                transaction.savepoint_rollback(mark)


def _read(town: Town, client: Client, onward: str, told: str) -> None:
    """Open the next page and those on which what was written may stand."""
    read = [onward, *(door.url(town.ids(stage)) for door, stage in _pages("GET") if door.name in READ)]
    for address in read:
        assert SCRIPT.encode() not in client.get(address).getvalue(), f"{told}, read at {address}"


def test_no_question_in_an_address_breaks_a_page(town: Town) -> None:
    client = _client(town, "everything")
    for door, stage in _pages("GET"):
        for query in QUERIES:
            answer = client.get(f"{door.url(town.ids(stage))}?{query}")
            assert answer.status_code < 500, f"{door.name}?{query}"
            assert "evil.example" not in answer.get("Location", "")


def test_no_id_in_an_address_breaks_a_page(town: Town) -> None:
    client = _client(town, "everything")
    for method in ("GET", "POST"):
        for door, stage in _pages(method):
            for part in door.ids:
                for value in ("a" * 5000, "-", "_" * 17, UNKNOWN.upper()):
                    things = {**town.ids(stage), part: value}
                    answer = getattr(client, method.lower())(door.url(things))
                    assert answer.status_code in (302, 404), f"{door.name}: {part}={value[:20]}"


@pytest.mark.parametrize(
    "path", ["%00/", "%ff%fe/", "heimstadt%00/", "%2e%2e/%2e%2e/etc/passwd", "//evil.example/", "a" * 5000]
)
def test_no_path_breaks_the_platform(town: Town, path: str) -> None:
    for start in (
        "/",
        f"/{town.municipality.slug}/",
        f"/{town.municipality.slug}/vorschlaege/",
        "/api/v1/proposals/",
        "/static/",
    ):
        answer = _client(town, "everything").get(f"{start}{path}")
        assert answer.status_code in (301, 302, 400, 404), f"{start}{path}"
        assert "evil.example" not in answer.get("Location", "").removeprefix("/")


@pytest.mark.parametrize("body", BODIES)
def test_no_body_breaks_a_form(town: Town, body: str) -> None:
    client = _client(town, "everything")
    content_type, content = BODIES[body]
    for door, stage in _pages("POST"):
        cache.clear()
        mark = transaction.savepoint()
        answer = client.generic("POST", door.url(town.ids(stage)), content, content_type=content_type)
        transaction.savepoint_rollback(mark)
        assert answer.status_code < 500, f"{body} at {door.name}"
