"""Every door of the platform, found in the address table and in the API's schema."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from drf_spectacular.generators import SchemaGenerator

from tests.journeys.requests import BODIES, NOUNS, QUERIES
from tests.towns import VISITORS

TABLE = Path(__file__).with_name("doors.csv")
API = "/api/v1/"
PAGE_METHODS = ("GET", "POST")
# Doors of a library: listed as a group, with tests of their own.
THIRD_PARTY = ("konto/", "sprache/", "api/v1/auth/")
# Parts of addresses and bodies that name something public to everybody, or nothing at all.
PUBLIC = {
    "municipality", "municipality_id", "kind", "category", "district", "body", "comment", "person", "email", "code",
    "today", "next_month", "next_year",
}  # fmt: skip
UNKNOWN = "zzzzzzzzzzzzzzzz"

Things = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Door:
    """One page or one operation of the API, with one method.

    Attributes:
        name: of the page as `reverse` knows it, or the path of the operation.
        address: path and query with `{thing}` for each part; empty for a page, which is reversed.
        body: what is sent, with `{thing}` in its texts; None for a page.

    """

    name: str
    method: str
    parts: tuple[str, ...]
    address: str = ""
    body: Any = None

    @property
    def is_page(self) -> bool:
        """Say whether people come through here, and not programs."""
        return not self.name.startswith(API)

    @property
    def ids(self) -> tuple[str, ...]:
        """The parts that name something which one may or may not see, the outermost first."""
        return tuple(part for part in self.parts if part not in PUBLIC)

    def url(self, things: Things) -> str:
        """Name the address for these things."""
        if self.address:
            return self.address.format_map(things)
        return reverse(self.name, kwargs={part: things[part] for part in self.parts})

    def content(self, things: Things) -> Any:
        """Name these things in the body."""
        return _filled(self.body, things)


def _filled(template: Any, things: Things) -> Any:
    if isinstance(template, dict):
        return {_filled(name, things): _filled(value, things) for name, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, things) for value in template]
    return template.format_map(things) if isinstance(template, str) else template


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table.

    A cell holds the status on the things of `stage` in the town, and behind a slash that on what does not exist.
    """

    door: str
    method: str
    stage: str
    cells: Mapping[str, str]


@cache
def rows() -> tuple[Row, ...]:
    """Read the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Row(
                door=line["door"],
                method=line["method"],
                stage=line["stage"],
                cells={who: line[who] for who in VISITORS},
            )
            for line in csv.DictReader(file)
        )


@cache
def doors() -> Mapping[tuple[str, str], Door]:
    """Find every door of ours, by name and method."""
    found = (*_pages(get_resolver().url_patterns), *_operations())
    return {(door.name, door.method): door for door in found}


def _pages(patterns: list[URLPattern | URLResolver], prefix: str = "", space: str = "") -> Iterator[Door]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if path.lstrip("^").startswith((*THIRD_PARTY, "api/")):
            continue
        if isinstance(pattern, URLResolver):
            yield from _pages(pattern.url_patterns, path, f"{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name is None:
            yield from (Door(name=f"/{path}", method=method, parts=(), address=f"/{path}") for method in PAGE_METHODS)
        else:
            parts = tuple(re.findall(r"<\w+:(\w+)>", path))
            yield from (Door(name=f"{space}{pattern.name}", method=method, parts=parts) for method in PAGE_METHODS)


def _operations() -> Iterator[Door]:
    for path, operations in schema()["paths"].items():
        noun = path.removeprefix(API).partition("/")[0]
        address = path.replace("{public_id}", f"{{{NOUNS.get(noun, noun)}}}")
        for method in (name.upper() for name in operations):
            asked = f"{address}{QUERIES.get((method, path), '')}"
            body = BODIES.get((method, path), {})
            parts = tuple(dict.fromkeys(re.findall(r"{(\w+)}", asked + repr(body).replace("{'", ""))))
            yield Door(name=path, method=method, parts=parts, address=asked, body=body)


@cache
def schema() -> dict[str, Any]:
    """Return the OpenAPI document."""
    document: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return document
