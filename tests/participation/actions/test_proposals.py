from typing import Any

import pytest

from participation.actions.proposals import draft_proposal, edit_proposal, submit_proposal, withdraw_proposal
from participation.actions.supports import support_proposal
from participation.errors import (
    DomainError,
    InvalidInputError,
    NotFoundError,
    NotPermittedError,
    SignInRequiredError,
    TooManyRequestsError,
    WrongPhaseError,
    WrongStateError,
)
from participation.lifecycle import PhaseKind, ProposalState
from participation.models import CaseKind, Channel, ModerationCase, Proposal
from tests.factories import (
    A_DAY,
    NOW,
    a_category,
    a_district,
    a_draft,
    a_municipality,
    a_person,
    a_phase,
    a_process,
    a_proposal,
    an_open_process,
)

pytestmark = pytest.mark.django_db


def test_a_draft_gets_the_next_number_of_its_process() -> None:
    process, other = an_open_process(), an_open_process()
    numbers = [
        a_proposal(process, state=ProposalState.DRAFT).number,
        a_proposal(other, state=ProposalState.DRAFT).number,
        a_proposal(process, state=ProposalState.DRAFT).number,
    ]
    assert numbers == [1, 1, 2]


def test_a_draft_keeps_all_that_it_says() -> None:
    process = an_open_process()
    category, district = a_category(process), a_district(process.municipality)
    said: dict[str, Any] = {
        "category": category, "district": district, "place": "Stadtpark", "latitude": 51.3, "longitude": 12.4,
        "estimated_cost_cents": 1_250_00,
    }  # fmt: skip
    author = a_person()
    proposal = draft_proposal(author=author, process=process, draft=a_draft(**said), now=NOW)
    proposal.refresh_from_db()
    assert {name: getattr(proposal, name) for name in said} == said
    assert (proposal.author, proposal.channel, proposal.state) == (author, Channel.WEB, ProposalState.DRAFT)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("title", {"title": ""}),
        ("title", {"title": "x" * 121}),
        ("text", {"text": " \x07 "}),
        ("text", {"text": "x" * 1_000_000}),
        ("text", {"text": "a\x00b"}),
        ("place", {"place": "x" * 161}),
        ("longitude", {"latitude": 51.0}),
        ("latitude", {"longitude": 12.0}),
        ("latitude", {"latitude": 90.1, "longitude": 0.0}),
        ("longitude", {"latitude": 0.0, "longitude": -180.1}),
        ("latitude", {"latitude": float("nan"), "longitude": 0.0}),
        ("longitude", {"latitude": 0.0, "longitude": float("inf")}),
        ("estimated_cost_cents", {"estimated_cost_cents": -1}),
        ("estimated_cost_cents", {"estimated_cost_cents": 10**12 + 1}),
    ],
)
def test_a_draft_that_cannot_be_used_is_refused_by_field_and_nothing_is_written(
    field: str, said: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        draft_proposal(author=a_person(), process=an_open_process(), draft=a_draft(**said), now=NOW)
    assert refused.value.field == field
    assert not Proposal.objects.exists()


def test_category_and_district_of_others_are_refused() -> None:
    process = an_open_process()
    for field, draft in (
        ("category", a_draft(category=a_category(an_open_process(process.municipality)))),
        ("district", a_draft(district=a_district(a_municipality()))),
    ):
        with pytest.raises(InvalidInputError) as refused:
            draft_proposal(author=a_person(), process=process, draft=draft, now=NOW)
        assert refused.value.field == field


def test_nobody_drafts_without_signing_in() -> None:
    with pytest.raises(SignInRequiredError):
        draft_proposal(author=None, process=an_open_process(), draft=a_draft(), now=NOW)


def test_nobody_drafts_outside_the_intake_phase() -> None:
    process = a_process()
    a_phase(process, PhaseKind.REVIEW)
    with pytest.raises(WrongPhaseError):
        draft_proposal(author=a_person(), process=process, draft=a_draft(), now=NOW)


def test_a_process_in_preparation_is_not_there() -> None:
    process = a_process(published=False)
    with pytest.raises(NotFoundError):
        draft_proposal(author=a_person(), process=process, draft=a_draft(), now=NOW)


def test_one_person_begins_only_so_many_proposals_an_hour(settings: Any) -> None:
    settings.LIMITS = {**settings.LIMITS, "proposals": (1, 3600)}
    process, author = an_open_process(), a_person()
    a_proposal(process, by=author, state=ProposalState.DRAFT)
    with pytest.raises(TooManyRequestsError):
        a_proposal(process, by=author, state=ProposalState.DRAFT)
    a_proposal(process, state=ProposalState.DRAFT)


def test_handing_in_opens_a_case_and_keeps_the_first_version() -> None:
    author = a_person()
    proposal = a_proposal(by=author, state=ProposalState.SUBMITTED)
    case = proposal.moderation_cases.get()
    assert (proposal.submitted_at, case.kind, case.opened_at) == (NOW, CaseKind.NEW_PROPOSAL, NOW)
    assert case.due_at == NOW + 2 * A_DAY
    assert [(version.number, version.written_by) for version in proposal.versions.all()] == [(1, author)]


def test_handing_in_is_announced_once_it_is_sure(django_capture_on_commit_callbacks: Any) -> None:
    proposal = a_proposal(state=ProposalState.DRAFT)
    with django_capture_on_commit_callbacks() as callbacks:
        submit_proposal(author=proposal.author, proposal=proposal, now=NOW)
    assert len(callbacks) == 1


@pytest.mark.parametrize("state", [state for state in ProposalState if state != ProposalState.WITHDRAWN])
def test_only_drafts_and_returned_ones_are_handed_in(state: ProposalState) -> None:
    proposal = a_proposal(state=state)
    if state in (ProposalState.DRAFT, ProposalState.RETURNED):
        assert submit_proposal(author=proposal.author, proposal=proposal, now=NOW).state == ProposalState.SUBMITTED
        return
    with pytest.raises(WrongStateError):
        submit_proposal(author=proposal.author, proposal=proposal, now=NOW)


def test_nothing_is_handed_in_from_the_closing_moment_on() -> None:
    proposal = a_proposal(state=ProposalState.DRAFT)
    with pytest.raises(WrongPhaseError):
        submit_proposal(author=proposal.author, proposal=proposal, now=NOW + 10 * A_DAY)


def test_what_was_returned_is_taken_until_the_review_ends() -> None:
    process = an_open_process()
    a_phase(process, PhaseKind.REVIEW, opens_at=NOW + 10 * A_DAY, closes_at=NOW + 20 * A_DAY)
    proposal = a_proposal(process, state=ProposalState.RETURNED)
    with pytest.raises(WrongPhaseError):
        submit_proposal(author=proposal.author, proposal=proposal, now=NOW + 20 * A_DAY)
    again = submit_proposal(author=proposal.author, proposal=proposal, now=NOW + 15 * A_DAY)
    assert (again.state, again.state_reason, again.submitted_at) == (ProposalState.SUBMITTED, "", NOW)
    assert again.versions.count() == 2


def test_a_draft_changes_without_a_version_and_what_waits_keeps_one() -> None:
    proposal = a_proposal(state=ProposalState.DRAFT)
    edit_proposal(author=proposal.author, proposal=proposal, draft=a_draft(title="Neu"), now=NOW)
    assert not proposal.versions.exists()
    submit_proposal(author=proposal.author, proposal=proposal, now=NOW)
    edit_proposal(author=proposal.author, proposal=proposal, draft=a_draft(title="Noch neuer"), now=NOW)
    assert [version.title for version in proposal.versions.all()] == ["Neu", "Noch neuer"]
    assert ModerationCase.objects.filter(proposal=proposal).count() == 1


@pytest.mark.parametrize("state", [ProposalState.PUBLISHED, ProposalState.REJECTED])
def test_what_is_published_or_rejected_does_not_change(state: ProposalState) -> None:
    proposal = a_proposal(state=state)
    with pytest.raises(WrongStateError):
        edit_proposal(author=proposal.author, proposal=proposal, draft=a_draft(title="Neu"), now=NOW)


def test_a_withdrawn_proposal_keeps_its_reason_and_loses_its_supports() -> None:
    proposal = a_proposal()
    support_proposal(supporter=a_person(), proposal=proposal, now=NOW)
    withdraw_proposal(author=proposal.author, proposal=proposal, reason="Hat sich erledigt.", now=NOW)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.state_reason) == (ProposalState.WITHDRAWN, "Hat sich erledigt.")
    assert not proposal.supports.exists()
    with pytest.raises(WrongStateError):
        withdraw_proposal(author=proposal.author, proposal=proposal, reason="", now=NOW)


def test_what_is_withdrawn_while_it_waits_leaves_the_queue() -> None:
    proposal = a_proposal(state=ProposalState.SUBMITTED)
    withdraw_proposal(author=proposal.author, proposal=proposal, reason="", now=NOW)
    assert proposal.moderation_cases.get().closed_at == NOW


def test_a_published_proposal_is_not_withdrawn_once_the_ballot_began() -> None:
    proposal = a_proposal()
    a_phase(proposal.process, PhaseKind.BALLOT, opens_at=NOW + A_DAY, closes_at=NOW + 2 * A_DAY)
    with pytest.raises(WrongPhaseError):
        withdraw_proposal(author=proposal.author, proposal=proposal, reason="", now=NOW + A_DAY)
    withdraw_proposal(author=proposal.author, proposal=proposal, reason="", now=NOW)


@pytest.mark.parametrize(("somebody", "refusal"), [("another", NotPermittedError), ("nobody", SignInRequiredError)])
def test_only_its_author_changes_hands_in_or_withdraws_a_proposal(somebody: str, refusal: type[DomainError]) -> None:
    proposal = a_proposal(state=ProposalState.DRAFT)
    person = a_person() if somebody == "another" else None
    with pytest.raises(refusal):
        edit_proposal(author=person, proposal=proposal, draft=a_draft(), now=NOW)
    with pytest.raises(refusal):
        submit_proposal(author=person, proposal=proposal, now=NOW)
    with pytest.raises(refusal):
        withdraw_proposal(author=person, proposal=proposal, reason="", now=NOW)


def test_a_reason_too_long_is_refused() -> None:
    proposal = a_proposal()
    with pytest.raises(InvalidInputError) as refused:
        withdraw_proposal(author=proposal.author, proposal=proposal, reason="x" * 2001, now=NOW)
    assert refused.value.field == "reason"
