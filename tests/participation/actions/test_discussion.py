from collections.abc import Callable
from typing import Any

import pytest

from participation.actions.comments import write_comment
from participation.actions.supports import support_proposal, withdraw_support
from participation.errors import (
    DomainError,
    InvalidInputError,
    SignInRequiredError,
    TooManyRequestsError,
    WrongPhaseError,
    WrongStateError,
)
from participation.lifecycle import PhaseKind, ProposalState
from participation.models import CaseKind, Comment, Person, Proposal, Stance
from tests.factories import A_DAY, NOW, a_comment, a_person, a_phase, a_proposal, an_open_process

pytestmark = pytest.mark.django_db
NOT_PUBLIC = [ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.RETURNED, ProposalState.REJECTED]


def comment(proposal: Proposal, author: Person | None, **more: Any) -> Comment:
    asked: dict[str, Any] = {"stance": Stance.PRO, "text": "Gut!", "now": NOW} | more
    return write_comment(author=author, proposal=proposal, **asked)


def test_one_person_backs_a_proposal_once() -> None:
    proposal, anna = a_proposal(), a_person()
    for _ in range(2):
        support_proposal(supporter=anna, proposal=proposal, now=NOW)
    support_proposal(supporter=a_person(), proposal=proposal, now=NOW)
    assert proposal.supports.count() == 2


def test_a_support_is_taken_back_and_twice_is_no_harm() -> None:
    proposal, anna = a_proposal(), a_person()
    support_proposal(supporter=anna, proposal=proposal, now=NOW)
    for _ in range(2):
        withdraw_support(supporter=anna, proposal=proposal, now=NOW)
    assert proposal.supports.count() == 0


def test_a_repeated_support_is_not_announced_again(django_capture_on_commit_callbacks: Any) -> None:
    proposal, anna = a_proposal(), a_person()
    with django_capture_on_commit_callbacks() as first:
        support_proposal(supporter=anna, proposal=proposal, now=NOW)
    with django_capture_on_commit_callbacks() as second:
        support_proposal(supporter=anna, proposal=proposal, now=NOW)
    assert (len(first), len(second)) == (1, 0)


@pytest.mark.parametrize("state", NOT_PUBLIC)
def test_only_published_proposals_are_backed_and_discussed(state: ProposalState) -> None:
    proposal = a_proposal(state=state)
    for act in (support_proposal, withdraw_support):
        with pytest.raises(WrongStateError):
            act(supporter=a_person(), proposal=proposal, now=NOW)
    with pytest.raises(WrongStateError):
        comment(proposal, a_person())


@pytest.mark.parametrize("kind", list(PhaseKind))
def test_proposals_are_backed_and_discussed_from_intake_to_deliberation(kind: PhaseKind) -> None:
    process = an_open_process()
    a_phase(process, kind, opens_at=NOW + 10 * A_DAY, closes_at=NOW + 20 * A_DAY)
    proposal, later = a_proposal(process), NOW + 15 * A_DAY
    if kind in (PhaseKind.INTAKE, PhaseKind.REVIEW, PhaseKind.DELIBERATION):
        support_proposal(supporter=a_person(), proposal=proposal, now=later)
        comment(proposal, a_person(), now=later)
        return
    with pytest.raises(WrongPhaseError):
        support_proposal(supporter=a_person(), proposal=proposal, now=later)
    with pytest.raises(WrongPhaseError):
        comment(proposal, a_person(), now=later)


def test_nobody_takes_part_without_signing_in() -> None:
    proposal = a_proposal()
    for act in (support_proposal, withdraw_support):
        with pytest.raises(SignInRequiredError):
            act(supporter=None, proposal=proposal, now=NOW)
    with pytest.raises(SignInRequiredError):
        comment(proposal, None)


def test_a_comment_can_be_read_at_once_and_waits_for_moderation() -> None:
    anna = a_person()
    written = comment(a_proposal(), anna, text=" Mit\nzwei Zeilen ")
    assert (written.text, written.author, written.hidden_at) == ("Mit\nzwei Zeilen", anna, None)
    assert written.moderation_cases.get().kind == CaseKind.NEW_COMMENT


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("text", {"text": ""}),
        ("text", {"text": "x" * 3001}),
        ("text", {"text": "a\x00"}),
        ("stance", {"stance": "maybe"}),
    ],
)
def test_a_comment_that_cannot_be_used_is_refused_by_field(field: str, said: dict[str, Any]) -> None:
    with pytest.raises(DomainError) as refused:
        comment(a_proposal(), a_person(), **said)
    assert isinstance(refused.value, InvalidInputError)
    assert refused.value.field == field


@pytest.mark.parametrize("limit", ["comments", "supports"])
def test_one_person_does_only_so_much_an_hour(settings: Any, limit: str) -> None:
    settings.LIMITS = {**settings.LIMITS, limit: (1, 3600)}
    proposal, anna = a_proposal(), a_person()
    acts: dict[str, Callable[[], object]] = {
        "comments": lambda: a_comment(proposal, by=anna),
        "supports": lambda: support_proposal(supporter=anna, proposal=proposal, now=NOW),
    }
    acts[limit]()
    with pytest.raises(TooManyRequestsError):
        acts[limit]()
