import stat
from datetime import date, timedelta

import pytest
from django.db import transaction

from budgets.actions.closing import close_due_round, propose_early_closing
from budgets.actions.opening import OPENING, confirm_opening, drop_opening, propose_opening
from budgets.actions.projects import adopt_proposal, cost_project, drop_project
from budgets.actions.roll import enter_roll
from budgets.actions.rounds import EnvelopeDetails, add_envelope, configure_round, edit_envelope, remove_envelope
from budgets.ballotbox import KEY_BYTES
from budgets.errors import ChangedSinceProposalError, FrozenError, PhaseClosedError
from budgets.keys import create_round_key, key_file, round_key
from budgets.lifecycle import RoundState
from budgets.models import BallotType, Feasibility, RollEntry, Round
from budgets.queries.configurations import configuration_hash
from budgets.queries.rounds import missing_for_opening
from participation.errors import (
    AlreadyExistsError,
    IncompleteError,
    NothingProposedError,
    NotPermittedError,
    SamePersonError,
)
from participation.models import JournalEntry, Person, Role
from participation.queries.critical_acts import proposed_act
from tests.factories import A_DAY, NOW, a_clerk, a_district, a_municipality, a_process, a_proposal, a_resident, staff
from tests.factories_budgets import (
    AFTER_CLOSING,
    CLOSES_AT,
    a_complete_round,
    a_project,
    a_round,
    an_adopted_project,
    an_envelope,
    an_open_round,
    officers,
    opened,
)

pytestmark = pytest.mark.django_db


def test_two_officers_open_a_round() -> None:
    round_ = opened(a_complete_round())
    assert round_.state == RoundState.OPEN
    assert round_.opens_at == NOW
    assert round_.configuration_hash == configuration_hash(round_.configuration or {})
    assert round_.parameters["ties"]
    assert [entry.act for entry in JournalEntry.objects.filter(on_ref=round_.ref)][-3:] == [
        "round.opening.proposed",
        "round.opening.confirmed",
        "round.opened",
    ]


def test_a_seed_that_was_chosen_stays() -> None:
    assert an_open_round(parameters={"ties": "Lottofee"}).parameters == {"ties": "Lottofee"}


def test_a_beginning_in_the_future_stays() -> None:
    later = NOW + A_DAY
    assert an_open_round(opens_at=later).opens_at == later


def test_one_officer_alone_opens_nothing() -> None:
    round_ = a_complete_round()
    two = officers(round_.process.municipality)
    with pytest.raises(NothingProposedError):
        confirm_opening(officer=two.first, round_=round_, now=NOW)
    propose_opening(officer=two.first, round_=round_, now=NOW)
    with pytest.raises(SamePersonError):
        confirm_opening(officer=two.first, round_=round_, now=NOW)
    with pytest.raises(AlreadyExistsError):
        propose_opening(officer=two.second, round_=round_, now=NOW)
    round_.refresh_from_db()
    assert round_.state == RoundState.PREPARATION


def test_others_neither_propose_nor_confirm_nor_refuse() -> None:
    round_ = a_complete_round()
    clerk = a_clerk(round_.process)
    for act in (propose_opening, confirm_opening, drop_opening):
        with pytest.raises(NotPermittedError):
            act(officer=clerk, round_=round_, now=NOW)


def test_an_officer_of_another_municipality_may_not() -> None:
    round_ = a_complete_round()
    with pytest.raises(NotPermittedError):
        propose_opening(officer=officers(a_municipality()).first, round_=round_, now=NOW)


def test_a_change_after_the_proposal_voids_it() -> None:
    round_ = a_complete_round()
    two = officers(round_.process.municipality)
    propose_opening(officer=two.first, round_=round_, now=NOW)
    configure_round(clerk=a_clerk(round_.process), round_=round_, changes={"age_min": 14}, now=NOW)
    with pytest.raises(ChangedSinceProposalError):
        confirm_opening(officer=two.second, round_=round_, now=NOW)
    propose_opening(officer=two.second, round_=round_, now=NOW)
    assert confirm_opening(officer=two.first, round_=round_, now=NOW).state == RoundState.OPEN


def test_a_proposal_can_be_refused() -> None:
    round_ = a_complete_round()
    two = officers(round_.process.municipality)
    propose_opening(officer=two.first, round_=round_, now=NOW)
    drop_opening(officer=two.second, round_=round_, now=NOW)
    assert proposed_act(act=OPENING, on=round_, now=NOW) is None


def test_what_is_missing_is_listed() -> None:
    round_ = a_round(a_process(published=False), closes_at=None, ballot_type=BallotType.POINTS)
    assert missing_for_opening(round_, now=NOW) == ["process_published", "closes_at", "ballot_type", "envelopes"]
    with pytest.raises(IncompleteError) as refusal:
        propose_opening(officer=officers(round_.process.municipality).first, round_=round_, now=NOW)
    assert refusal.value.params["missing"] == ["process_published", "closes_at", "ballot_type", "envelopes"]


def test_a_closing_time_in_the_past_is_missing() -> None:
    assert missing_for_opening(a_complete_round(), now=CLOSES_AT) == ["closes_at"]


def test_every_envelope_needs_a_project_and_every_project_a_decision() -> None:
    round_ = a_complete_round()
    an_adopted_project(an_envelope(round_))
    assert missing_for_opening(round_, now=NOW) == ["projects", "projects_decided"]


def test_a_withdrawn_proposal_is_not_on_the_ballot() -> None:
    round_ = a_complete_round()
    project = round_.projects.all()[0]
    assert project.proposal is not None
    type(project.proposal).objects.filter(pk=project.proposal_id).update(state="withdrawn")
    assert missing_for_opening(round_, now=NOW) == ["projects_withdrawn"]


def test_a_ballot_phase_names_its_analogue_way() -> None:
    round_ = a_complete_round()
    round_.process.phases.filter(kind="ballot").delete()
    assert missing_for_opening(round_, now=NOW) == ["ballot_phase"]


def test_the_configuration_says_everything_that_matters() -> None:
    town = a_municipality()
    district = a_district(town, "Nord")
    round_ = a_round(a_process(town), age_min=14, age_max=27, min_score=3)
    envelope = an_envelope(round_, name="Nord", amount_cents=5_000_00, district=district, max_choices=2)
    project = a_project(envelope, 700_00, "Bank")
    infeasible = an_adopted_project(envelope, "Tunnel")
    clerk = a_clerk(round_.process)
    cost_project(
        officer=clerk,
        project=infeasible,
        cost_cents=None,
        feasibility=Feasibility.INFEASIBLE,
        reason="Kein Baugrund",
        now=NOW,
    )
    frozen = opened(round_).configuration or {}
    assert frozen["round"] == round_.pk
    assert frozen["eligibility"] == {"roll": "residents", "age_min": 14, "age_max": 27}
    assert frozen["ballot"] == {"type": "approval", "blank_allowed": True, "replaceable": False}
    assert frozen["count"]["method"] == "equal-shares/1"
    assert frozen["count"]["min_score"] == 3
    assert frozen["opens_at"] == "2026-05-04T10:00:00.000000+00:00"
    assert frozen["envelopes"] == [
        {
            "id": envelope.pk,
            "name": "Nord",
            "amount_cents": 5_000_00,
            "max_choices": 2,
            "districts": [district.pk],
            "projects": [{"code": project.code, "title": "Bank", "cost_cents": 700_00}],
        }
    ]
    assert frozen["not_on_ballot"] == [{"code": infeasible.code, "title": "Tunnel", "reason": "Kein Baugrund"}]


def test_everybody_eligible_is_entered_once_when_the_round_opens() -> None:
    town = a_municipality()
    born = {
        "too young": date(2012, 5, 5),
        "just": date(2012, 5, 4),
        "oldest": date(1998, 5, 5),
        "too old": date(1998, 5, 4),
    }
    people = {name: a_resident(town, born_on=day) for name, day in born.items()}
    a_resident(a_municipality(), born_on=born["just"])
    gone = a_resident(town, born_on=born["just"])
    gone.residencies.update(ended_at=NOW)
    round_ = a_round(a_process(town), age_min=14, age_max=27)
    a_project(an_envelope(round_))
    round_ = opened(round_)
    entered = set(RollEntry.objects.filter(round=round_).values_list("person_id", flat=True))
    assert entered == {people["just"].pk, people["oldest"].pk}


def test_a_district_is_kept_in_the_roll_only_where_an_envelope_asks_for_it() -> None:
    town = a_municipality()
    district = a_district(town)
    a_resident(town, district=district)
    plain, local = a_round(a_process(town)), a_round(a_process(town))
    a_project(an_envelope(plain))
    a_project(an_envelope(local, district=district))
    for round_, kept in ((plain, None), (local, district.pk)):
        assert RollEntry.objects.get(round=opened(round_)).district_id == kept


def test_whoever_is_verified_later_enters_while_the_round_is_open() -> None:
    round_ = an_open_round()
    late = a_resident(round_.process.municipality)
    entry = enter_roll(voter=late, round_=round_, now=NOW + A_DAY)
    assert enter_roll(voter=late, round_=round_, now=NOW + A_DAY) == entry
    with pytest.raises(PhaseClosedError):
        enter_roll(voter=a_resident(round_.process.municipality), round_=round_, now=CLOSES_AT)


def test_the_key_lies_outside_the_database_for_its_owner_alone() -> None:
    path = key_file(an_open_round().pk)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_bytes()) == KEY_BYTES


def test_a_key_is_never_written_over_and_serves_again_after_a_rolled_back_opening() -> None:
    round_ = a_complete_round()
    with transaction.atomic():
        opened(round_)
        transaction.set_rollback(True)
    key = round_key(round_.pk)
    create_round_key(round_.pk)
    assert round_key(round_.pk) == key


@pytest.fixture
def clerk_and_round() -> tuple[Person, Round]:
    round_ = a_complete_round()
    an_envelope(round_)
    a_project(round_.envelopes.all()[1])
    clerk = staff(*Role, within=round_.process.municipality)
    return clerk, opened(round_)


CHANGES = {
    "title": "Anders",
    "ballot_type": BallotType.KNAPSACK,
    "age_min": 1,
    "age_max": 99,
    "blank_allowed": False,
    "replaceable": True,
    "opens_at": NOW - A_DAY,
    "closes_at": CLOSES_AT + A_DAY,
    "method": "greedy/1",
    "parameters": {"ties": "x"},
    "min_score": 7,
    "nonsense": 1,
}


@pytest.mark.parametrize("field", [*CHANGES, "deciding_body"])
@pytest.mark.parametrize("closed", [False, True])
def test_no_field_changes_once_it_has_opened(
    clerk_and_round: tuple[Person, Round],
    field: str,
    closed: bool,  # noqa: FBT001 -- parametrized
) -> None:
    clerk, round_ = clerk_and_round
    if closed:
        close_due_round(round_=round_, now=AFTER_CLOSING)
    value = CHANGES.get(field, round_.deciding_body)
    with pytest.raises(FrozenError):
        configure_round(clerk=clerk, round_=round_, changes={field: value}, now=AFTER_CLOSING)


def test_no_envelope_project_or_cost_changes_once_it_has_opened(clerk_and_round: tuple[Person, Round]) -> None:
    clerk, round_ = clerk_and_round
    envelope, project = round_.envelopes.all()[0], round_.projects.all()[0]
    details = EnvelopeDetails(name="Neu", amount_cents=1)
    proposal = a_proposal(round_.process)
    costing = {"cost_cents": 1, "feasibility": Feasibility.FEASIBLE, "reason": ""}
    for act in (
        lambda: add_envelope(clerk=clerk, round_=round_, details=details, now=NOW),
        lambda: edit_envelope(clerk=clerk, envelope=envelope, details=details, now=NOW),
        lambda: remove_envelope(clerk=clerk, envelope=envelope, now=NOW),
        lambda: adopt_proposal(clerk=clerk, envelope=envelope, proposal=proposal, now=NOW),
        lambda: cost_project(officer=clerk, project=project, now=NOW, **costing),  # type: ignore[arg-type] # as above
        lambda: drop_project(clerk=clerk, project=project, now=NOW),
        lambda: propose_opening(officer=clerk, round_=round_, now=NOW),
        lambda: confirm_opening(officer=clerk, round_=round_, now=NOW),
    ):
        with pytest.raises(FrozenError):
            act()
    assert round_.configuration == Round.objects.get(pk=round_.pk).configuration


def test_the_hash_stays_the_same_through_the_whole_life() -> None:
    round_ = an_open_round()
    before = round_.configuration_hash
    propose_early_closing(
        officer=officers(round_.process.municipality).first, round_=round_, reason="Strom", now=NOW + timedelta(hours=1)
    )
    round_ = close_due_round(round_=round_, now=AFTER_CLOSING)
    assert configuration_hash(Round.objects.get(pk=round_.pk).configuration or {}) == before
