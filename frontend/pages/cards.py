"""Proposals and processes as the cards of the template kit."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from budgets.models import Round
from frontend.pages.addresses import address
from frontend.pages.steps import is_over, next_step
from frontend.pages.timelines import states_of
from frontend.pages.times import time_left
from participation.lifecycle import PhaseStatus, ProposalState
from participation.models import Channel, Municipality, Process, Proposal
from participation.queries.processes import PhaseView

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
SIGNS = re.compile(r"[*_>#`\\]+|^\s*(?:[-+]|\d+\.)\s+", re.MULTILINE)
TEASER_LENGTH = 170
STATE_KINDS = {
    ProposalState.DRAFT: "neutral",
    ProposalState.SUBMITTED: "info",
    ProposalState.PUBLISHED: "success",
    ProposalState.RETURNED: "warning",
    ProposalState.REJECTED: "danger",
    ProposalState.WITHDRAWN: "neutral",
}


def teaser(text: str, length: int = TEASER_LENGTH) -> str:
    """Cut a text in Markdown to a few plain words; they are escaped like any text."""
    head = text[: 4 * length]
    return Truncator(" ".join(SIGNS.sub(" ", LINK.sub(r"\1", head)).split())).chars(length, truncate=" …")


def channel_label(proposal: Proposal) -> str:
    """How a proposal came in, where it did not come by web: „am Schalter eingereicht“."""
    if proposal.channel == Channel.WEB:
        return ""
    return _("%(channel)s eingereicht") % {"channel": proposal.get_channel_display()}


def of_cards(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Read with proposals only what their cards show."""
    return proposals.select_related(None).select_related("author", "category", "district")


def proposal_card(town: Municipality, proposal: Proposal) -> dict[str, object]:
    """One card of `parts/proposal_card.html`; the state shows where it is not simply published."""
    card: dict[str, object] = {
        "title": proposal.title,
        "url": address(town, "proposal", proposal=proposal.pk),
        "text": teaser(proposal.text),
        "category": proposal.category.name if proposal.category else "",
        "district": proposal.district.name if proposal.district else "",
        "cost_cents": proposal.estimated_cost_cents,
        "supports": getattr(proposal, "support_count", None),
        "comments": getattr(proposal, "comment_count", None),
        "channel": channel_label(proposal),
        "author": proposal.author.display_name if proposal.author else "",
    }
    if proposal.state != ProposalState.PUBLISHED:
        card |= {"kind": STATE_KINDS[ProposalState(proposal.state)], "label": proposal.get_state_display()}
    return card


def process_card(
    town: Municipality, process: Process, phases: Sequence[PhaseView], rounds: Sequence[Round], now: datetime
) -> dict[str, object]:
    """One card of `parts/process_card.html`, with the one step to take next."""
    current = next((view for view in phases if view.status == PhaseStatus.OPEN), None)
    step = next_step(town, process, phases, rounds, now=now)
    kind, label = ("neutral", _("abgeschlossen")) if is_over(phases, rounds) else ("info", _("in Vorbereitung"))
    if current is not None:
        kind, label = "success", _("läuft")
    return {
        "title": process.title,
        "url": address(town, "process", process=process.slug),
        "text": process.summary or teaser(process.task),
        "phase_name": str(current.phase) if current else "",
        "time_left": time_left(current.phase.closes_at, now) if current else "",
        "phases": states_of(phases),
        "kind": kind,
        "label": label,
        "action_label": step.label,
    }
