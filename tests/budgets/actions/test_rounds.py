from typing import Any

import pytest

from budgets.actions.projects import adopt_proposal, cost_project, drop_project
from budgets.actions.rounds import (
    EnvelopeDetails,
    add_envelope,
    configure_round,
    create_round,
    edit_envelope,
    remove_envelope,
)
from budgets.errors import CountRefusedError
from budgets.models import Envelope, Feasibility, Project
from participation.errors import (
    AlreadyExistsError,
    IncompleteError,
    InvalidInputError,
    NotPermittedError,
    WrongStateError,
)
from participation.lifecycle import ProposalState
from participation.models import JournalEntry, Role
from tests.factories import (
    A_DAY,
    NOW,
    a_clerk,
    a_district,
    a_municipality,
    a_person,
    a_process,
    a_proposal,
    staff,
)
from tests.factories_budgets import a_project, a_round, an_adopted_project, an_envelope

pytestmark = pytest.mark.django_db


def test_a_round_takes_the_body_that_decides_about_the_process() -> None:
    process = a_process()
    round_ = create_round(clerk=a_clerk(process), process=process, title="  Budget   2027 ", now=NOW)
    assert (round_.title, round_.deciding_body) == ("Budget 2027", process.deciding_body)
    assert JournalEntry.objects.filter(act="round.created", on_ref=round_.ref).count() == 1


def test_a_process_without_deciding_body_gets_no_round() -> None:
    process = a_process(published=False)
    type(process).objects.filter(pk=process.pk).update(deciding_body=None)
    process.refresh_from_db()
    with pytest.raises(IncompleteError):
        create_round(clerk=a_clerk(process), process=process, title="Budget", now=NOW)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 161),
        ("title", "a\x00b"),
        ("ballot_type", "guess"),
        ("age_min", -1),
        ("age_min", 121),
        ("age_min", "14"),
        ("age_min", True),
        ("min_score", None),
        ("blank_allowed", "yes"),
        ("closes_at", "tomorrow"),
        ("closes_at", NOW.replace(tzinfo=None)),
        ("parameters", {"utility": 1}),
        ("parameters", []),
        ("deciding_body", None),
        ("state", "open"),
        ("configuration_hash", "0"),
    ],
)
def test_what_does_not_fit_is_refused_by_field(field: str, value: object) -> None:
    round_ = a_round()
    with pytest.raises(InvalidInputError) as refusal:
        configure_round(clerk=a_clerk(round_.process), round_=round_, changes={field: value}, now=NOW)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"age_min": 20, "age_max": 19}, "age_max"),
        ({"opens_at": NOW, "closes_at": NOW}, "closes_at"),
    ],
)
def test_what_contradicts_itself_is_refused(changes: dict[str, object], field: str) -> None:
    round_ = a_round()
    with pytest.raises(InvalidInputError) as refusal:
        configure_round(clerk=a_clerk(round_.process), round_=round_, changes=changes, now=NOW)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    "changes",
    [
        {"method": "dice/1"},
        {"parameters": {"completion": "prayer"}},
        {"parameters": {"magic": "yes"}},
        {"parameters": {"start": "1/0"}},
        {"parameters": {"step": "-1", "completion": "add1"}},
        {"method": "greedy/1", "parameters": {"completion": "add1"}},
        {"parameters": {"utility": "ranking"}},
    ],
)
def test_a_method_that_could_never_count_is_refused(changes: dict[str, object]) -> None:
    round_ = a_round()
    with pytest.raises(CountRefusedError) as refusal:
        configure_round(clerk=a_clerk(round_.process), round_=round_, changes=changes, now=NOW)
    assert "%(" not in str(refusal.value)


def test_another_towns_body_and_district_are_refused() -> None:
    round_, elsewhere = a_round(), a_process()
    clerk = a_clerk(round_.process)
    with pytest.raises(InvalidInputError):
        configure_round(clerk=clerk, round_=round_, changes={"deciding_body": elsewhere.deciding_body}, now=NOW)
    details = EnvelopeDetails(name="Nord", amount_cents=1, district=a_district(elsewhere.municipality))
    with pytest.raises(InvalidInputError):
        add_envelope(clerk=clerk, round_=round_, details=details, now=NOW)


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"name": ""}, "name"),
        ({"amount_cents": 0}, "amount_cents"),
        ({"amount_cents": -1}, "amount_cents"),
        ({"amount_cents": 10**13}, "amount_cents"),
        ({"amount_cents": 1.5}, "amount_cents"),
        ({"max_choices": 0}, "max_choices"),
    ],
)
def test_an_envelope_needs_a_name_and_money(details: dict[str, Any], field: str) -> None:
    round_ = a_round()
    wanted = EnvelopeDetails(**{"name": "Nord", "amount_cents": 1, **details})
    with pytest.raises(InvalidInputError) as refusal:
        add_envelope(clerk=a_clerk(round_.process), round_=round_, details=wanted, now=NOW)
    assert refusal.value.field == field
    assert Envelope.objects.count() == 0


def test_two_envelopes_of_a_round_have_two_names() -> None:
    round_ = a_round()
    one, other = an_envelope(round_), an_envelope(round_)
    details = EnvelopeDetails(name=one.name, amount_cents=1)
    clerk = a_clerk(round_.process)
    with pytest.raises(AlreadyExistsError):
        add_envelope(clerk=clerk, round_=round_, details=details, now=NOW)
    with pytest.raises(AlreadyExistsError):
        edit_envelope(clerk=clerk, envelope=other, details=details, now=NOW)


def test_an_envelope_is_removed_only_while_it_is_empty() -> None:
    round_ = a_round()
    full, empty = an_envelope(round_), an_envelope(round_)
    an_adopted_project(full)
    clerk = a_clerk(round_.process)
    with pytest.raises(WrongStateError):
        remove_envelope(clerk=clerk, envelope=full, now=NOW)
    remove_envelope(clerk=clerk, envelope=empty, now=NOW)
    assert list(Envelope.objects.all()) == [full]


def test_an_adopted_proposal_keeps_its_number_as_code() -> None:
    envelope = an_envelope(a_round())
    proposal = a_proposal(envelope.round.process)
    project = adopt_proposal(clerk=a_clerk(envelope.round.process), envelope=envelope, proposal=proposal, now=NOW)
    assert (project.code, project.title, project.feasibility) == (
        str(proposal.number),
        proposal.title,
        Feasibility.PENDING,
    )
    with pytest.raises(AlreadyExistsError):
        adopt_proposal(clerk=a_clerk(envelope.round.process), envelope=envelope, proposal=proposal, now=NOW)


@pytest.mark.parametrize("state", [ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.REJECTED])
def test_only_a_published_proposal_is_adopted(state: ProposalState) -> None:
    envelope = an_envelope(a_round())
    proposal = a_proposal(envelope.round.process, state=state)
    with pytest.raises(WrongStateError):
        adopt_proposal(clerk=a_clerk(envelope.round.process), envelope=envelope, proposal=proposal, now=NOW)


def test_a_proposal_of_another_process_is_refused() -> None:
    envelope = an_envelope(a_round())
    with pytest.raises(InvalidInputError):
        adopt_proposal(clerk=a_clerk(envelope.round.process), envelope=envelope, proposal=a_proposal(), now=NOW)


@pytest.mark.parametrize(
    ("costing", "field"),
    [
        ({"cost_cents": None, "feasibility": "feasible", "reason": ""}, "cost_cents"),
        ({"cost_cents": -1, "feasibility": "feasible", "reason": ""}, "cost_cents"),
        ({"cost_cents": 10**13, "feasibility": "feasible", "reason": ""}, "cost_cents"),
        ({"cost_cents": 1, "feasibility": "pending", "reason": ""}, "feasibility"),
        ({"cost_cents": None, "feasibility": "infeasible", "reason": " "}, "reason"),
    ],
)
def test_a_costing_is_whole_or_refused(costing: dict[str, Any], field: str) -> None:
    project = an_adopted_project(an_envelope(a_round()))
    officer = staff(Role.FINANCE_OFFICER, within=project.round.process.municipality)
    with pytest.raises(InvalidInputError) as refusal:
        cost_project(officer=officer, project=project, now=NOW, **costing)
    assert refusal.value.field == field
    assert Project.objects.get().feasibility == Feasibility.PENDING


def test_a_project_is_dropped_and_its_proposal_stays() -> None:
    project = a_project(an_envelope(a_round()))
    drop_project(clerk=a_clerk(project.round.process), project=project, now=NOW)
    assert project.proposal is not None
    project.proposal.refresh_from_db()
    assert Project.objects.count() == 0


def test_who_may_prepare_a_round() -> None:
    """Each row: a role, and whether it configures, and whether it costs."""
    town = a_municipality()
    project = a_project(an_envelope(a_round(a_process(town))))
    round_ = project.round
    costing: dict[str, Any] = {"cost_cents": 1, "feasibility": "feasible", "reason": ""}
    table = {
        Role.HELPER: (False, False),
        Role.MODERATOR: (False, False),
        Role.CLERK: (True, True),
        Role.FINANCE_OFFICER: (False, True),
        Role.RETURNING_OFFICER: (False, False),
        Role.AUDITOR: (False, False),
        Role.MUNICIPALITY_ADMINISTRATOR: (True, False),
    }
    assert set(table) == set(Role)
    people = {role: staff(role, within=town) for role in Role}
    rows = [(people[role], *expected) for role, expected in table.items()]
    rows += [(a_person(), False, False), (a_clerk(a_municipality()), False, False)]
    for person, configures, costs in rows:
        acts: list[tuple[bool, Any]] = [
            (configures, lambda p=person: create_round(clerk=p, process=round_.process, title="x", now=NOW)),
            (configures, lambda p=person: configure_round(clerk=p, round_=round_, changes={"min_score": 1}, now=NOW)),
            (
                configures,
                lambda p=person: add_envelope(
                    clerk=p, round_=round_, details=EnvelopeDetails(name=p.pk, amount_cents=1), now=NOW + A_DAY
                ),
            ),
            (costs, lambda p=person: cost_project(officer=p, project=project, now=NOW, **costing)),
        ]
        for allowed, act in acts:
            if allowed:
                act()
            else:
                with pytest.raises(NotPermittedError):
                    act()
