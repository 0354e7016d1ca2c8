from typing import Any

import pytest

from participation.actions.moderation import decide_case
from participation.actions.proposals import draft_proposal, submit_proposal
from participation.actions.reports import report_content
from participation.errors import InvalidInputError, NotPermittedError, SecondFactorRequiredError, WrongStateError
from participation.lifecycle import ProposalState
from participation.models import (
    CaseKind,
    JournalEntry,
    ModerationCase,
    ModerationDecision,
    Outcome,
    Person,
    Proposal,
    ReasonCode,
    Role,
)
from tests.factories import (
    NOW,
    a_comment,
    a_draft,
    a_moderator,
    a_municipality,
    a_person,
    a_proposal,
    an_open_process,
    decide,
    staff,
)

pytestmark = pytest.mark.django_db
EXPLAINED = "Weil es so ist."


def decided(case: ModerationCase, outcome: str, reason: str, **more: Any) -> ModerationDecision:
    asked: dict[str, Any] = {
        "moderator": more.get("moderator") or a_moderator(case.municipality),
        "explanation": EXPLAINED,
    } | more
    return decide_case(case=case, outcome=Outcome(outcome), reason=ReasonCode(reason), now=NOW, **asked)


def a_case() -> ModerationCase:
    return a_proposal(state=ProposalState.SUBMITTED).moderation_cases.get()


def a_report_case(proposal: Proposal) -> ModerationCase:
    return report_content(reporter=None, subject=proposal, reason=ReasonCode.HATE, text="", now=NOW).case


@pytest.mark.parametrize(
    ("outcome", "reason", "state", "shown"),
    [
        ("publish", "complete", ProposalState.PUBLISHED, ""),
        ("return", "unclear", ProposalState.RETURNED, EXPLAINED),
        ("reject", "not_responsible", ProposalState.REJECTED, EXPLAINED),
    ],
)
def test_a_new_proposal_is_published_returned_or_rejected(
    outcome: str, reason: str, state: ProposalState, shown: str
) -> None:
    case = a_case()
    decision = decided(case, outcome, reason)
    proposal = Proposal.objects.get(pk=case.proposal_id)
    case.refresh_from_db()
    assert (proposal.state, proposal.state_reason, case.closed_at, case.decision) == (state, shown, NOW, decision)
    assert (proposal.published_at == NOW) == (state == ProposalState.PUBLISHED)


def test_the_journal_says_what_was_decided_and_why() -> None:
    case = a_case()
    moderator = a_moderator(case.municipality)
    decided(case, "reject", "advertising", moderator=moderator)
    entry = JournalEntry.objects.filter(municipality=case.municipality).latest("seq")
    assert (entry.act, entry.on_ref, entry.actor_ref) == ("moderation.decided", case.ref, moderator.ref)
    assert entry.data == {"about": case.proposal.ref, "outcome": "reject", "reason": "advertising"}  # type: ignore[union-attr]


@pytest.mark.parametrize(("outcome", "reason"), [("hide", "insult"), ("keep", "complete")])
def test_a_comment_is_kept_or_hidden_with_its_reason(outcome: str, reason: str) -> None:
    comment = a_comment(a_proposal())
    decided(comment.moderation_cases.get(), outcome, reason)
    comment.refresh_from_db()
    hidden = outcome == "hide"
    assert (comment.hidden_at, comment.hidden_reason) == ((NOW, EXPLAINED) if hidden else (None, ""))
    assert comment.shown_text == ("" if hidden else "Gute Sache!")


def test_a_report_takes_a_published_proposal_off_or_leaves_it() -> None:
    kept, rejected = a_proposal(), a_proposal()
    decided(a_report_case(kept), "keep", "unfounded", explanation="")
    decided(a_report_case(rejected), "reject", "hate")
    assert Proposal.objects.get(pk=kept.pk).state == ProposalState.PUBLISHED
    assert Proposal.objects.get(pk=rejected.pk).state == ProposalState.REJECTED


def test_content_taken_off_leaves_nothing_to_decide_in_its_other_cases() -> None:
    comment = a_comment(a_proposal())
    report_content(reporter=None, subject=comment, reason=ReasonCode.HATE, text="", now=NOW)
    decided(comment.moderation_cases.get(kind=CaseKind.REPORT), "hide", "hate")
    assert not comment.moderation_cases.filter(closed_at=None).exists()


@pytest.mark.parametrize(
    ("field", "outcome", "reason", "explanation"),
    [
        ("outcome", "keep", "complete", ""),
        ("outcome", "hide", "insult", EXPLAINED),
        ("reason", "publish", "insult", ""),
        ("reason", "publish", "unfounded", ""),
        ("reason", "reject", "complete", EXPLAINED),
        ("reason", "return", "unfounded", EXPLAINED),
        ("explanation", "reject", "insult", " "),
        ("explanation", "return", "unclear", ""),
        ("explanation", "publish", "complete", "x" * 2001),
        ("explanation", "publish", "complete", "\x00"),
    ],
)
def test_what_does_not_fit_is_refused_by_field_and_the_case_stays_open(
    field: str, outcome: str, reason: str, explanation: str
) -> None:
    case = a_case()
    with pytest.raises(InvalidInputError) as refused:
        decided(case, outcome, reason, explanation=explanation)
    assert refused.value.field == field
    case.refresh_from_db()
    assert case.closed_at is None


def test_a_case_is_decided_once() -> None:
    case = a_case()
    decided(case, "publish", "complete")
    with pytest.raises(WrongStateError):
        decided(case, "reject", "insult")


def test_nobody_decides_about_their_own_proposal_or_comment() -> None:
    process = an_open_process()
    moderator = a_moderator(process.municipality)
    own = draft_proposal(author=moderator, process=process, draft=a_draft(), now=NOW)
    submit_proposal(author=moderator, proposal=own, now=NOW)
    case = own.moderation_cases.get()
    with pytest.raises(NotPermittedError):
        decided(case, "publish", "complete", moderator=moderator)
    decide(case, Outcome.PUBLISH, ReasonCode.COMPLETE)
    own.refresh_from_db()
    comment = a_comment(own, by=moderator)
    with pytest.raises(NotPermittedError):
        decided(comment.moderation_cases.get(), "keep", "complete", moderator=moderator)


def test_only_moderators_and_administrators_of_the_place_decide() -> None:
    case = a_case()
    town = case.municipality
    strangers: list[Person] = [
        a_person(), staff(Role.CLERK, within=town), staff(Role.AUDITOR, within=town), a_moderator(a_municipality()),
    ]  # fmt: skip
    for person in strangers:
        with pytest.raises(NotPermittedError):
            decided(case, "publish", "complete", moderator=person)
    with pytest.raises(SecondFactorRequiredError):
        decided(case, "publish", "complete", moderator=staff(Role.MODERATOR, within=town, second_factor=False))
    decided(case, "publish", "complete", moderator=staff(Role.MUNICIPALITY_ADMINISTRATOR, within=town))


def test_the_author_hears_once_the_decision_is_sure(django_capture_on_commit_callbacks: Any) -> None:
    case = a_case()
    moderator = a_moderator(case.municipality)
    with django_capture_on_commit_callbacks() as callbacks:
        decided(case, "publish", "complete", moderator=moderator)
    assert len(callbacks) == 1
