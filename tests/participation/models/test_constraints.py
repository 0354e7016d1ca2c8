"""What the database itself keeps: each constraint refuses when everything above it is left out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from participation.lifecycle import PhaseKind
from participation.models import (
    Body,
    BodyKind,
    CaseKind,
    Category,
    Channel,
    Comment,
    CriticalAct,
    District,
    IdempotentAnswer,
    JournalEntry,
    ModerationCase,
    ModerationDecision,
    Municipality,
    OutgoingMail,
    Person,
    Phase,
    Process,
    Proposal,
    ProposalVersion,
    Report,
    Residency,
    Resolution,
    RoleGrant,
    Support,
)
from tests.factories import NOW, a_body, a_comment, a_district, a_municipality, a_person, a_process, a_proposal

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
Attempt = Callable[[], object]


def row(model: type[Model], **fields: Any) -> Attempt:
    return lambda: model._default_manager.create(**fields)


def twice(model: type[Model], **fields: Any) -> Attempt:
    return lambda: [model._default_manager.create(**fields) for _ in range(2)]


def changed(thing: Model, **fields: Any) -> Attempt:
    return lambda: type(thing)._default_manager.filter(pk=thing.pk).update(**fields)


def a_phase_with(**fields: Any) -> Attempt:
    given = {"process": a_process(), "position": 1, "kind": PhaseKind.REVIEW} | fields
    return row(Phase, **given)


def a_case_with(**fields: Any) -> Attempt:
    given = {"municipality": a_municipality(), "kind": CaseKind.REPORT, "opened_at": NOW, "due_at": NOW} | fields
    return row(ModerationCase, **given)


def a_case_twice(**fields: Any) -> Attempt:
    given = {"municipality": a_municipality(), "kind": CaseKind.REPORT, "opened_at": NOW, "due_at": NOW} | fields
    return twice(ModerationCase, **given)


def a_report_twice() -> Attempt:
    case = ModerationCase.objects.create(
        municipality=a_municipality(), kind=CaseKind.REPORT, proposal=a_proposal(), opened_at=NOW, due_at=NOW
    )
    return twice(Report, case=case, reporter=a_person(), reason="hate", reported_at=NOW)


def a_decision_with(**fields: Any) -> dict[str, Any]:
    case = ModerationCase.objects.create(
        municipality=a_municipality(), kind=CaseKind.REPORT, proposal=a_proposal(), opened_at=NOW, due_at=NOW
    )
    return {"case": case, "outcome": "hide", "reason": "hate", "decided_by": a_person(), "decided_at": NOW} | fields


def a_residency_with(**fields: Any) -> dict[str, Any]:
    town = a_municipality()
    return {
        "person": a_person(), "municipality": town, "district": a_district(town), "born_on": NOW.date(),
        "method": "desk", "verified_by": a_person(), "verified_at": NOW, "valid_until": NOW + A_DAY,
    } | fields  # fmt: skip


def a_grant_with(**fields: Any) -> dict[str, Any]:
    return {
        "person": a_person(), "municipality": a_municipality(), "role": "clerk", "starts_at": NOW, "ends_at": NOW,
    } | fields  # fmt: skip


def an_act_with(**fields: Any) -> dict[str, Any]:
    return {
        "municipality": a_municipality(), "act": "round.opening", "on_ref": "round:x", "proposed_by": a_person(),
        "proposed_at": NOW, "expires_at": NOW,
    } | fields  # fmt: skip


def a_resolution_with(**fields: Any) -> dict[str, Any]:
    town = a_municipality()
    return {
        "municipality": town, "body": a_body(town), "title": "Haushalt", "decided_on": NOW.date(),
        "paper_reference": "V/17", "reasons": "Weil.", "recorded_at": NOW,
    } | fields  # fmt: skip


def two_people_of_one_grant() -> Attempt:
    person = a_person()
    return row(RoleGrant, **a_grant_with(person=person, grantor=person))


def the_same_person_twice() -> Attempt:
    person = a_person()
    return row(CriticalAct, **an_act_with(proposed_by=person, confirmed_by=person, confirmed_at=NOW))


def a_proposal_with(**fields: Any) -> Attempt:
    given = {
        "process": a_process(), "number": 1, "channel": Channel.DESK, "title": "x", "text": "x", "created_at": NOW,
    } | fields  # fmt: skip
    return row(Proposal, **given)


ATTEMPTS: dict[str, Callable[[], Attempt]] = {
    "body_has_name": lambda: row(Body, municipality=a_municipality(), kind=BodyKind.COMMITTEE, name=""),
    "body_name_once": lambda: twice(Body, municipality=a_municipality(), kind=BodyKind.COMMITTEE, name="Rat"),
    "case_about_one_thing": a_case_with,
    "category_name_once": lambda: twice(Category, process=a_process(), position=1, name="Grün"),
    "district_slug_once": lambda: twice(District, municipality=a_municipality(), slug="sued", name="Süd"),
    "grant_by_somebody_else": two_people_of_one_grant,
    "grant_ends_later": lambda: row(RoleGrant, **a_grant_with(ends_at=NOW - A_DAY)),
    "hidden_comment_has_reason": lambda: changed(a_comment(a_proposal()), hidden_at=NOW),
    "idempotency_key_once": lambda: twice(IdempotentAnswer, asker="person:x", key="k", fingerprint="f", created_at=NOW),
    "input_phase_has_analogue_way": lambda: a_phase_with(kind=PhaseKind.BALLOT, opens_at=NOW),
    "journal_seq_once": lambda: twice(
        JournalEntry, municipality=a_municipality(), seq=9, at=NOW, actor_ref="x", act="x", on_ref="x", hash="x"
    ),
    "one_open_case_per_comment": lambda: a_case_twice(comment=a_comment(a_proposal())),
    "one_open_case_per_proposal": lambda: a_case_twice(proposal=a_proposal()),
    "one_open_proposal_of_act": lambda: twice(CriticalAct, **an_act_with()),
    "person_has_name": lambda: row(Person, display_name=""),
    "phase_closes_later": lambda: a_phase_with(opens_at=NOW, closes_at=NOW - A_DAY),
    "phase_position_once": lambda: twice(Phase, process=a_process(), position=1, kind=PhaseKind.REVIEW),
    "process_slug_once": lambda: twice(
        Process, municipality=a_municipality(), slug="budget", title="Budget", created_at=NOW
    ),
    "proposal_cost_not_negative": lambda: a_proposal_with(estimated_cost_cents=-1),
    "proposal_number_once": lambda: twice(
        Proposal, process=a_process(), number=1, channel=Channel.DESK, title="x", text="x", created_at=NOW
    ),
    "proposal_point_whole": lambda: a_proposal_with(latitude=51.0),
    "proposal_version_once": lambda: twice(
        ProposalVersion, proposal=a_proposal(), number=7, title="x", text="x", written_by=a_person(), written_at=NOW
    ),
    "published_process_is_complete": lambda: changed(a_process(), fixed=""),
    "published_proposal_has_date": lambda: changed(a_proposal(), published_at=None),
    "refusal_is_explained": lambda: row(ModerationDecision, **a_decision_with()),
    "report_once_per_person": a_report_twice,
    "residency_ends_later": lambda: row(Residency, **a_residency_with(valid_until=NOW)),
    "residency_once_per_municipality": lambda: twice(Residency, **a_residency_with()),
    "resolution_has_paper": lambda: row(Resolution, **a_resolution_with(paper_reference="")),
    "resolution_has_reasons": lambda: row(Resolution, **a_resolution_with(reasons="")),
    "support_once": lambda: twice(Support, proposal=a_proposal(), person=a_person(), given_at=NOW),
    "two_different_people": the_same_person_twice,
    "web_proposal_has_author": lambda: a_proposal_with(channel=Channel.WEB),
}


def constraints() -> dict[str, type[Model]]:
    models = apps.get_app_config("participation").get_models()
    return {constraint.name: model for model in models for constraint in model._meta.constraints}


@pytest.mark.parametrize("name", sorted(ATTEMPTS))
def test_the_database_keeps(name: str) -> None:
    attempt = ATTEMPTS[name]()
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt()


@pytest.mark.postgres  # SQLite rebuilds the table for it, which it cannot within a transaction
@pytest.mark.parametrize("name", sorted(ATTEMPTS))
def test_without_the_constraint_the_attempt_succeeds(name: str) -> None:
    """So it is this constraint that refuses, and nothing beside it."""
    attempt, model = ATTEMPTS[name](), constraints()[name]
    constraint = next(found for found in model._meta.constraints if found.name == name)
    connection.check_constraints()
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    attempt()


def test_every_constraint_is_tried() -> None:
    assert set(ATTEMPTS) == set(constraints())


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: row(Municipality, slug=a_municipality().slug, name="Zwilling"),
        lambda: row(OutgoingMail, account=a_mail().account, dedup_key=a_mail().dedup_key, queued_at=NOW),
        lambda: row(ModerationDecision, **a_decision_with(case=a_decided_case(), explanation="Weil.")),
    ],
    ids=["slug of a municipality", "cause of a mail", "decision of a case"],
)
def test_what_is_unique_by_itself_is_kept_too(attempt: Callable[[], Attempt]) -> None:
    again = attempt()
    with pytest.raises(IntegrityError), transaction.atomic():
        again()


def a_mail() -> OutgoingMail:
    account = a_person().account
    mail, _ = OutgoingMail.objects.get_or_create(dedup_key="cause", defaults={"account": account, "queued_at": NOW})
    return mail


def a_decided_case() -> ModerationCase:
    case: ModerationCase = ModerationDecision.objects.create(**a_decision_with(explanation="Weil.")).case
    return case


@pytest.mark.parametrize(
    "kept", [Municipality, Process, Proposal, Person, Comment], ids=lambda model: model._meta.label
)
def test_what_others_hang_on_is_not_deleted(kept: type[Model]) -> None:
    from django.db.models import ProtectedError  # noqa: PLC0415 -- only here

    a_comment(a_proposal())
    with pytest.raises(ProtectedError):
        kept._default_manager.filter(pk__in=list(kept._default_manager.values_list("pk", flat=True))).delete()
