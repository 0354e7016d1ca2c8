"""No interim result by any door of ours: everything is asked before and after one known ballot, and nothing differs."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from budgets.actions.closing import confirm_early_closing, propose_early_closing
from budgets.api.urls import urlpatterns
from participation.models import JournalEntry, Person, Role
from participation.queries.tasks import office_tasks
from tests.factories import A_DAY, a_person, staff
from tests.factories_budgets import a_ballot, a_complete_round, a_voter, cast, codes, officers, opened

pytestmark = pytest.mark.django_db


def client_of(person: Person | None) -> Client:
    client = Client()
    if person is not None and person.account is not None:
        client.force_login(person.account)
    return client


def doors(round_id: str, envelope_id: str, project_id: str) -> list[str]:
    """Every address of the budget API, filled in."""
    found = [f"/api/v1/rounds?state={state}" for state in ("open", "closed", "calculated")]
    for pattern in urlpatterns:
        path = str(pattern.pattern)
        public_id = round_id
        public_id = envelope_id if path.startswith("envelopes/") else public_id
        public_id = project_id if path.startswith("projects/") else public_id
        found.append(f"/api/v1/{path.replace('<str:public_id>', public_id)}")
    return found


def crawl(people: list[Person | None], addresses: list[str]) -> dict[tuple[int, str], Any]:
    seen = {}
    for place, person in enumerate(people):
        for address in addresses:
            answer = client_of(person).get(address)
            seen[place, address] = (answer.status_code, answer.content, len(answer.content))
    return seen


def test_one_known_ballot_changes_nothing_that_anybody_sees_until_the_count() -> None:
    now = timezone.now()
    round_ = a_complete_round(closes_at=now + A_DAY)
    town = round_.process.municipality
    voter, watcher = a_voter(round_), a_voter(round_)
    everything = staff(*Role, within=town)
    round_ = opened(round_, now=now)
    people: list[Person | None] = [None, a_person(), watcher, everything]
    addresses = doors(round_.pk, round_.envelopes.get().pk, round_.projects.all()[0].pk)
    journal = JournalEntry.objects.count()
    tasks = office_tasks(everything, town, now=now)
    before = crawl(people, addresses)
    assert sum(status == 200 for status, _, _ in before.values()) > 20

    cast(voter, round_, a_ballot(round_, codes(round_)[0]), now=now)
    assert crawl(people, addresses) == before
    assert JournalEntry.objects.count() == journal
    assert office_tasks(everything, town, now=now) == tasks

    two = officers(town)
    propose_early_closing(officer=two.first, round_=round_, reason="x", now=now)
    confirm_early_closing(officer=two.second, round_=round_, now=now)
    results = {
        crawl([person], [f"/api/v1/rounds/{round_.pk}/result"])[0, f"/api/v1/rounds/{round_.pk}/result"][0]
        for person in people
    }
    assert results == {404}
