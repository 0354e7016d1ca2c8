"""How a proposal comes in, is decided about, is backed and talked about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from frontend.demo.place import Town
from frontend.demo.stories import Story, together
from participation.actions.comments import write_comment
from participation.actions.intake import IntakeEvidence, take_in_proposal
from participation.actions.moderation import decide_case
from participation.actions.proposals import ProposalDraft, draft_proposal, submit_proposal, withdraw_proposal
from participation.actions.supports import support_proposal
from participation.models import (
    CaseKind,
    Category,
    Channel,
    Comment,
    ModerationCase,
    Outcome,
    Process,
    Proposal,
    ReasonCode,
    Stance,
)

DECIDED_AFTER_HOURS = (2, 44)
OUTCOMES = {
    "published": Outcome.PUBLISH,
    "withdrawn": Outcome.PUBLISH,
    "returned": Outcome.RETURN,
    "rejected": Outcome.REJECT,
}
TEXT_WAITS = ("draft", "submitted")


@dataclass(kw_only=True)
class Intake:
    """Where proposals come in, until when people back them, and what came in so far, by title."""

    town: Town
    process: Process
    categories: dict[str, Category]
    supported_until: datetime
    proposals: dict[str, Proposal]


def proposals_come_in(intake: Intake, texts: list[tuple[datetime, dict[str, Any]]]) -> Story:
    """Tell the stories of all proposals, each from the moment at which it comes in."""
    yield from together([_one(intake, text, moment) for moment, text in texts])


def _one(intake: Intake, text: dict[str, Any], moment: datetime) -> Story:
    now = yield moment
    proposal = _hand_in(intake, text, now)
    intake.proposals[text["title"]] = proposal
    state = text.get("state", "published")
    if state in TEXT_WAITS:
        return
    now = yield now + timedelta(hours=intake.town.rng.uniform(*DECIDED_AFTER_HOURS))
    _decide(intake.town, _case_of(proposal=proposal), text, now)
    if state == "withdrawn":
        now = yield now + timedelta(hours=30)
        withdraw_proposal(author=intake.town.voice(text["by"]), proposal=proposal, reason=text["explanation"], now=now)
    elif state == "published":
        yield from together([_supports(intake, proposal, text, now), *_talk(intake, proposal, text, now)])


def _hand_in(intake: Intake, text: dict[str, Any], now: datetime) -> Proposal:
    if text["channel"] != Channel.WEB:
        return _take_in(intake, text, now)
    author = intake.town.voice(text["by"])
    proposal = draft_proposal(author=author, process=intake.process, draft=_draft(intake, text), now=now)
    if text.get("state") != "draft":
        submit_proposal(author=author, proposal=proposal, now=now)
    return proposal


def _take_in(intake: Intake, text: dict[str, Any], now: datetime) -> Proposal:
    number = len(intake.proposals) + 1
    evidence = IntakeEvidence(
        form_number=f"{intake.process.created_at:%y}-{number:03}",
        place="Bürgerbüro, Marktplatz 1",
        received_on=now.date(),
        submitter_name=text["by"],
        submitter_contact="",
    )
    return take_in_proposal(
        clerk=intake.town.clerk,
        process=intake.process,
        draft=_draft(intake, text),
        channel=Channel(text["channel"]),
        evidence=evidence,
        now=now,
    )


def _draft(intake: Intake, text: dict[str, Any]) -> ProposalDraft:
    return ProposalDraft(
        title=text["title"],
        text=text["text"].strip(),
        category=intake.categories[text["category"]],
        district=intake.town.districts.get(text.get("district", "")),
        place=text.get("place", ""),
        estimated_cost_cents=text["cost"] * 100,
    )


def _decide(town: Town, case: ModerationCase, text: dict[str, Any], now: datetime) -> None:
    state = text.get("state", "published")
    decide_case(
        moderator=town.moderator,
        case=case,
        outcome=OUTCOMES[state],
        reason=ReasonCode(text.get("reason", "complete")),
        explanation="" if OUTCOMES[state] == Outcome.PUBLISH else text["explanation"].strip(),
        now=now,
    )


def _supports(intake: Intake, proposal: Proposal, text: dict[str, Any], since: datetime) -> Story:
    town = intake.town
    supporters = town.rng.sample(town.residents, min(text.get("supports", 0), len(town.residents)))
    moments = sorted(town.rng.uniform(0, 1) for _ in supporters)
    for resident, moment in zip(supporters, moments, strict=True):
        now = yield since + (intake.supported_until - since) * moment
        support_proposal(supporter=resident.person, proposal=proposal, now=now)


def _talk(intake: Intake, proposal: Proposal, text: dict[str, Any], since: datetime) -> Iterator[Story]:
    for number, (stance, name, words) in enumerate(text.get("comments", ())):
        hours = 3 + 7 * number + intake.town.rng.uniform(0, 6)
        yield _comment(intake, proposal, (stance, name, words), since + timedelta(hours=hours))


def _comment(intake: Intake, proposal: Proposal, said: tuple[str, str, str], moment: datetime) -> Story:
    now = yield moment
    stance, name, words = said
    author = intake.town.voice(name)
    comment = write_comment(author=author, proposal=proposal, stance=Stance(stance), text=words, now=now)
    now = yield now + timedelta(hours=intake.town.rng.uniform(*DECIDED_AFTER_HOURS))
    keep(intake.town, comment, now)


def keep(town: Town, comment: Comment, now: datetime) -> None:
    """Let a comment stand."""
    decide_case(
        moderator=town.moderator,
        case=_case_of(comment=comment),
        outcome=Outcome.KEEP,
        reason=ReasonCode.COMPLETE,
        explanation="",
        now=now,
    )


def _case_of(**subject: Proposal | Comment) -> ModerationCase:
    return ModerationCase.objects.get(**subject, closed_at=None, kind__in=(CaseKind.NEW_PROPOSAL, CaseKind.NEW_COMMENT))
