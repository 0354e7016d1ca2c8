"""What the database itself refuses, whoever writes."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from budgets.models import (
    Count,
    CountConfirmation,
    Envelope,
    Feasibility,
    FinalBallot,
    Mark,
    OpenBallot,
    Project,
    ProjectDecision,
    Rescheduling,
    RollEntry,
    Round,
    SpentKey,
)
from participation.models import Person
from tests.factories import A_DAY, NOW
from tests.factories_budgets import (
    CLOSES_AT,
    a_ballot,
    a_closed_round,
    a_confirmation,
    a_count,
    a_voter,
    an_open_round,
    cast,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    """Open, with one ballot in the box."""
    found = an_open_round()
    cast(a_voter(found), found, a_ballot(found))
    return found


def refused(name: str, write: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    told = str(refusal.value)
    assert name in told or "UNIQUE constraint failed" in told, told


def copy(row: models.Model, **changes: Any) -> None:
    """Insert a second row like this one, with another primary key."""
    fresh = type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})
    fresh.pk = type(row)._meta.pk.get_default()
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save(force_insert=True)


def test_a_right_is_used_once(round_: Round) -> None:
    refused("mark_once", lambda: copy(Mark.objects.get()))
    refused("open_ballot_once", lambda: copy(OpenBallot.objects.get(), leaf="f" * 64))


def test_a_leaf_stands_for_one_ballot(round_: Round) -> None:
    refused("leaf", lambda: copy(OpenBallot.objects.get(), pseudonym="f" * 64))
    final = FinalBallot(round=round_, leaf="f" * 64, content={}, server_nonce="n", client_nonce="c")
    final.save()
    refused("leaf", lambda: copy(final))


def test_a_key_is_spent_once(round_: Round) -> None:
    refused("digest", lambda: copy(SpentKey.objects.get()))


def test_a_person_or_code_stands_in_the_roll_once(round_: Round) -> None:
    entry = RollEntry.objects.get()
    refused("roll_entry_once_per_person", lambda: copy(entry))
    by_code = RollEntry.objects.create(round=round_, code_hash="c" * 64)
    refused("roll_entry_once_per_code", lambda: copy(by_code))
    refused("roll_entry_person_or_code", lambda: copy(entry, code_hash="d" * 64))
    refused("roll_entry_person_or_code", lambda: RollEntry.objects.create(round=round_))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("round_closes_later", {"closes_at": NOW - A_DAY}),
        ("round_age_range", {"age_min": 20, "age_max": 19}),
        ("open_round_is_frozen", {"configuration_hash": ""}),
        ("open_round_has_times", {"closes_at": None}),
        ("open_round_has_times", {"opens_at": None}),
    ],
)
def test_an_open_round_is_whole(round_: Round, name: str, changes: dict[str, Any]) -> None:
    refused(name, lambda: Round.objects.filter(pk=round_.pk).update(**changes))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("envelope_position_once", {"name": "Neu"}),
        ("envelope_name_once", {"position": 9}),
        ("envelope_has_money", {"name": "Neu", "position": 9, "amount_cents": 0}),
        ("envelope_allows_choice", {"name": "Neu", "position": 9, "max_choices": 0}),
    ],
)
def test_an_envelope_is_whole(round_: Round, name: str, changes: dict[str, Any]) -> None:
    refused(name, lambda: copy(Envelope.objects.get(), **changes))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("project_code_once", {"proposal_id": None}),
        ("proposal_adopted_once", {"code": "neu"}),
        ("project_cost_not_negative", {"code": "neu", "proposal_id": None, "cost_cents": -1}),
        ("feasible_has_cost", {"code": "neu", "proposal_id": None, "cost_cents": None}),
        ("infeasible_has_reason", {"code": "neu", "proposal_id": None, "feasibility": Feasibility.INFEASIBLE}),
    ],
)
def test_a_project_is_whole(round_: Round, name: str, changes: dict[str, Any]) -> None:
    refused(name, lambda: copy(Project.objects.all()[0], **changes))


def test_a_rescheduling_is_later_and_has_a_reason(round_: Round) -> None:
    later = {"closed_before_at": CLOSES_AT, "closes_at": CLOSES_AT + A_DAY, "reason": "x", "decided_at": NOW}
    for name, change in (("rescheduling_is_later", {"closes_at": NOW}), ("rescheduling_has_reason", {"reason": ""})):
        refused(name, partial(Rescheduling.objects.create, round=round_, **{**later, **change}))


def test_counts_and_decisions_are_once_and_departures_have_reasons() -> None:
    count = a_count(a_closed_round([0]))
    refused("count_number_once", lambda: copy(count))
    confirmation = a_confirmation(count)
    refused("budgets_countconfirmation", lambda: copy(confirmation))
    decision = ProjectDecision.objects.all()[0]
    refused("budgets_projectdecision", lambda: copy(decision))
    departed = ProjectDecision.objects.filter(pk=decision.pk)
    refused("departure_has_reason", lambda: departed.update(realised=not decision.calculated))
    assert CountConfirmation.objects.count() == Count.objects.count() == 1


def test_what_ballots_hang_on_cannot_be_deleted(round_: Round) -> None:
    for row in (round_, Person.objects.get(roll_entries__isnull=False)):
        with pytest.raises(ProtectedError):
            row.delete()
