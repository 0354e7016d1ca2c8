"""SQL queries and CPU milliseconds of the busiest requests, in process, with all middleware.

usage: python bench/pages.py [PROPOSALS]   (default: 500; DATABASE_URL names PostgreSQL, SQLite otherwise)
Run it on a machine that does nothing else: other work on the same cores adds to the milliseconds.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")

import django  # noqa: E402 -- after the path

django.setup()

from django.core.cache import cache  # noqa: E402 -- after the set-up
from django.db import connection  # noqa: E402 -- after the set-up
from django.test import Client  # noqa: E402 -- after the set-up
from django.test.utils import CaptureQueriesContext  # noqa: E402 -- after the set-up
from django.urls import reverse  # noqa: E402 -- after the set-up

from participation.actions.supports import support_proposal  # noqa: E402 -- after the set-up
from participation.models import Account, Person, Proposal  # noqa: E402 -- after the set-up
from tests.factories import a_comment, a_person, a_residency  # noqa: E402 -- after the set-up
from tests.towns import Builder  # noqa: E402 -- after the set-up

WARM_UP, MEASURED = 10, 50
TRANSACTION = ("BEGIN", "COMMIT")
FEW = 20  # rows, to see that queries do not grow
Request = Callable[[], Any]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What one request costs, and what it may."""

    name: str
    queries_of_few: int
    queries: int
    milliseconds: float
    goal_queries: int
    goal_milliseconds: float

    def __str__(self) -> str:
        kept = (
            self.queries <= self.goal_queries
            and self.milliseconds <= self.goal_milliseconds
            and self.queries <= self.queries_of_few
        )
        return (
            f"{self.name:<32}{self.queries_of_few:>10}{self.queries:>10}{self.goal_queries:>8}"
            f"{self.milliseconds:>10.1f}{self.goal_milliseconds:>8.0f}  {'' if kept else 'missed'}"
        )


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A town with a round that is open, and the addresses that are asked."""

    builder: Builder
    round: str
    envelope: str
    code: str
    voters: Sequence[Person]

    def url(self, page: str, **parts: str) -> str:
        """Name a page of the town."""
        return reverse(f"town:{page}", kwargs={"municipality": self.builder.municipality.slug, **parts})

    @property
    def proposals(self) -> str:
        """Name the list."""
        return self.url("proposals", process=self.builder.process.slug)


def answered(client: Client, url: str, data: dict[str, str] | None = None) -> Request:
    """Build a request that must succeed."""

    def ask() -> Any:  # noqa: ANN401 -- the test client's answer
        answer = client.get(url) if data is None else client.post(url, data)
        if answer.status_code != 200:
            message = f"{url} answered {answer.status_code}"
            raise RuntimeError(message)
        return answer

    return ask


def queries(request: Request) -> int:
    """Count the SQL statements of a warm request; beginning and ending its transaction are none."""
    with CaptureQueriesContext(connection) as captured:
        request()
    return sum(not query["sql"].startswith(TRANSACTION) for query in captured)


def milliseconds(requests: Iterator[Request]) -> float:
    """Return the median CPU time."""
    taken = []
    for request in requests:
        start = time.process_time()
        request()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken[WARM_UP:])


def fill(bench: Bench, number: int) -> None:
    """Publish proposals up to `number`, with a picture each."""
    builder = bench.builder
    for count in range(Proposal.objects.filter(process=builder.process).count(), number):
        cache.clear()  # one author alone may not write that many
        builder.proposal(f"Vorschlag Nummer {count}")


def discuss(bench: Bench, proposal: Proposal, number: int) -> None:
    """Let `number` people comment on a proposal and back it."""
    for _ in range(number):
        person = a_person()
        a_comment(proposal, by=person)
        support_proposal(supporter=person, proposal=proposal, now=bench.builder.now)


def account_of(person: Person) -> Account:
    """Return how somebody signs in."""
    if person.account is None:
        raise ValueError(person)
    return person.account


def casts(bench: Bench) -> Iterator[Request]:
    """Let one voter after another cast a ballot; the pages before it are not measured."""
    for voter in bench.voters:
        client = Client()
        client.force_login(account_of(voter))
        client.get(bench.url("booth", round=bench.round))
        data = {f"choice-{bench.envelope}": bench.code, "idempotency_key": voter.pk}
        yield answered(client, bench.url("receipt", round=bench.round), data)


def repeated(request: Request) -> Iterator[Request]:
    """Repeat one request as often as it is measured."""
    return (request for _ in range(WARM_UP + MEASURED))


def measure(bench: Bench, number: int) -> Iterator[Figure]:
    """Measure each page with few rows and with `number`."""
    reader, resident = Client(), Client()
    resident.force_login(account_of(a_person()))
    fill(bench, FEW)
    talked_about = Proposal.objects.filter(process=bench.builder.process, state="published").latest("created_at")
    detail = bench.url("proposal", proposal=talked_about.pk)
    asked = {
        "list, visitor": (answered(reader, bench.proposals), 8, 12.0),
        "list, signed in": (answered(resident, bench.proposals), 8, 12.0),
        "list, searched": (answered(reader, f"{bench.proposals}?search=nummer"), 8, 12.0),
        "proposal, visitor": (answered(reader, detail), 8, 8.0),
        "proposal, signed in": (answered(resident, detail), 8, 8.0),
    }
    discuss(bench, talked_about, 2)
    of_few = {name: warm_queries(request) for name, (request, _, _) in asked.items()}
    fill(bench, number)
    discuss(bench, talked_about, 10)
    for name, (request, goal_queries, goal_milliseconds) in asked.items():
        yield Figure(
            name=name,
            queries_of_few=of_few[name],
            queries=warm_queries(request),
            milliseconds=milliseconds(repeated(request)),
            goal_queries=goal_queries,
            goal_milliseconds=goal_milliseconds,
        )
    yield casting(bench)


def warm_queries(request: Request) -> int:
    """Count the queries of the second of two requests."""
    request()
    return queries(request)


def casting(bench: Bench) -> Figure:
    """Measure the request that casts a ballot, from the first voters and from the last."""
    voters = casts(bench)
    first = queries(next(voters))
    taken = milliseconds(next(voters) for _ in range(WARM_UP + MEASURED))
    return Figure(
        name="casting a ballot",
        queries_of_few=first,
        queries=queries(next(voters)),
        milliseconds=taken,
        goal_queries=10,
        goal_milliseconds=10.0,
    )


def a_voter(builder: Builder) -> Person:
    """Verify somebody before the round opens, so that they stand on its roll."""
    voter = a_person()
    a_residency(voter, builder.municipality, district=builder.district)
    return voter


@contextmanager
def a_database() -> Iterator[None]:
    """Make a database for this run and take it away afterwards."""
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def main(number: int) -> None:
    """Print one line per request."""
    with a_database():
        builder = Builder("Heimstadt")
        voters = [a_voter(builder) for _ in range(WARM_UP + MEASURED + 2)]
        round_, envelope, project = builder.round("Offene Runde", opened=True)
        bench = Bench(builder=builder, round=round_.pk, envelope=envelope.pk, code=project.code, voters=voters)
        print(f"{connection.vendor}, {number} proposals, median of {MEASURED}")
        print(f"{'':<32}{f'SQL at {FEW}':>10}{'SQL':>10}{'goal':>8}{'CPU ms':>10}{'goal':>8}")
        for figure in measure(bench, number):
            print(figure, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
