from typing import Any

import pytest

from participation.actions.moderation import decide_case
from participation.actions.proposals import withdraw_proposal
from participation.actions.reports import report_content
from participation.errors import InvalidInputError, TooManyRequestsError, WrongStateError
from participation.lifecycle import ProposalState
from participation.models import CaseKind, Comment, Outcome, Person, Proposal, ReasonCode, Report
from tests.factories import NOW, a_comment, a_moderator, a_person, a_proposal

pytestmark = pytest.mark.django_db


def report(subject: Proposal | Comment, reporter: Person | None = None, **more: Any) -> Report:
    asked: dict[str, Any] = {
        "reason": ReasonCode.INSULT,
        "text": "Das verletzt.",
        "now": NOW,
        "device": "einHandy",
    } | more
    return report_content(reporter=reporter, subject=subject, **asked)


@pytest.mark.parametrize("with_account", [True, False])
def test_content_is_reported_with_and_without_an_account(with_account: bool) -> None:  # noqa: FBT001 -- a parameter
    proposal = a_proposal()
    made = report(proposal, a_person() if with_account else None)
    assert (made.case.kind, made.case.proposal, made.reason) == (CaseKind.REPORT, proposal, ReasonCode.INSULT)
    assert (made.reporter is not None) == with_account


def test_several_reports_join_one_case_and_one_person_has_one_in_it() -> None:
    comment, anna = a_comment(a_proposal()), a_person()
    first = report(comment, anna)
    again = report(comment, anna, text="Noch einmal")
    other = report(comment)
    assert (again, again.text, other.case) == (first, "Das verletzt.", first.case)
    assert first.case.reports.count() == 2


def test_after_a_decision_a_report_opens_a_new_case() -> None:
    comment, anna = a_comment(a_proposal()), a_person()
    case = report(comment, anna).case
    decide_case(
        moderator=a_moderator(case.municipality),
        case=case,
        outcome=Outcome.KEEP,
        reason=ReasonCode.UNFOUNDED,
        explanation="",
        now=NOW,
    )
    assert report(comment, anna).case != case


@pytest.mark.parametrize("state", [ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.REJECTED])
def test_what_cannot_be_read_in_public_cannot_be_reported(state: ProposalState) -> None:
    with pytest.raises(WrongStateError):
        report(a_proposal(state=state))


def test_a_draft_that_was_withdrawn_cannot_be_reported_and_a_withdrawn_publication_can() -> None:
    draft, published = a_proposal(state=ProposalState.DRAFT), a_proposal()
    for proposal in (draft, published):
        withdraw_proposal(author=proposal.author, proposal=proposal, reason="", now=NOW)
    with pytest.raises(WrongStateError):
        report(draft)
    report(published)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("reason", {"reason": ReasonCode.COMPLETE}),
        ("reason", {"reason": "dislike"}),
        ("text", {"text": "x" * 2001}),
        ("text", {"text": "\x00"}),
    ],
)
def test_a_report_that_cannot_be_used_is_refused_by_field_and_opens_no_case(field: str, said: dict[str, Any]) -> None:
    proposal = a_proposal()
    with pytest.raises(InvalidInputError) as refused:
        report(proposal, **said)
    assert refused.value.field == field
    assert not proposal.moderation_cases.filter(closed_at=None).exists()


def test_without_an_account_the_device_is_counted(settings: Any) -> None:
    settings.LIMITS = {**settings.LIMITS, "reports": (1, 3600)}
    proposal = a_proposal()
    report(proposal, device="a" * 16)
    with pytest.raises(TooManyRequestsError):
        report(proposal, device="a" * 16)
    report(proposal, device="b" * 16)
