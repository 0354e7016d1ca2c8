"""What waits for the moderation today: fresh comments, and reports."""

from collections.abc import Iterator
from typing import Any

from frontend.demo.proposals import Intake
from frontend.demo.stories import Story
from frontend.demo.texts import read
from participation.actions.comments import write_comment
from participation.actions.reports import report_content
from participation.models import Comment, Proposal, ReasonCode, Stance


def queue_fills(intake: Intake) -> Iterator[Story]:
    """Tell what came in during the last days and nobody has looked at."""
    texts = read("queue")
    for text in texts["comment"]:
        yield _comment(intake, text)
    for text in texts["report"]:
        yield _report(intake, text)


def _comment(intake: Intake, text: dict[str, Any]) -> Story:
    now = yield intake.town.at(0, hours=-text["hours"])
    write_comment(
        author=intake.town.voice(text["by"]),
        proposal=intake.proposals[text["on"]],
        stance=Stance(text["stance"]),
        text=text["text"],
        now=now,
    )


def _report(intake: Intake, text: dict[str, Any]) -> Story:
    now = yield intake.town.at(0, hours=-text["hours"])
    report_content(
        reporter=intake.town.voice(text["by"]),
        subject=_subject(intake, text),
        reason=ReasonCode(text["reason"]),
        text=text["text"],
        now=now,
    )


def _subject(intake: Intake, text: dict[str, Any]) -> Proposal | Comment:
    if "proposal" in text:
        return intake.proposals[text["proposal"]]
    author = intake.town.voice(text["comment_by"])
    return Comment.objects.get(author=author, proposal__process=intake.process)
