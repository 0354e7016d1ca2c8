"""What came out of past rounds, in one sentence each."""

from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from budgets.labels import money_text
from budgets.lifecycle import RESULT_STATES, RoundState
from budgets.models import Round
from budgets.queries.rounds import visible_rounds
from frontend.money import grouped
from frontend.pages.addresses import address
from frontend.pages.visits import Visit


def outcomes(here: Visit, *, most: int) -> list[dict[str, Any]]:
    """The newest results as cards: how many projects, how many ballots, how much money; at most `most`."""
    decisions = "confirmation__decisions"
    is_realised = Q(confirmation__decisions__realised=True)
    rounds = (
        visible_rounds(here.viewer, here.municipality, now=here.now)
        .filter(state__in=sorted(RESULT_STATES))
        .annotate(
            realised=Count(decisions, filter=is_realised),
            realised_cents=Sum(f"{decisions}__project__cost_cents", filter=is_realised),
        )
        .prefetch_related("counts")
        .order_by("-closes_at", "-created_at", "id")
    )
    return [_outcome(here, round_) for round_ in rounds[:most]]


def _outcome(here: Visit, round_: Round) -> dict[str, Any]:
    count = max(round_.counts.all(), key=lambda counted: counted.number)
    is_confirmed = round_.state == RoundState.CONFIRMED
    funded = sum(len(envelope["result"]["funded"]) for envelope in count.results)
    budget = sum(envelope["amount_cents"] for envelope in count.results)
    counted = sum(envelope["result"]["spent_cents"] for envelope in count.results)
    spent = (round_.realised_cents or 0) if is_confirmed else counted  # type: ignore[attr-defined]  # annotated
    language = get_language() or "de"
    chosen = round_.realised if is_confirmed else funded  # type: ignore[attr-defined]  # annotated
    figures = {
        "chosen": grouped(chosen, language),
        "all": grouped(sum(len(envelope["votes"]) for envelope in count.results), language),
        "ballots": grouped(count.ballots, language),
    }
    money = {
        "spent": money_text(spent, currency=round_.currency),
        "budget": money_text(budget, currency=round_.currency),
    }
    return {
        "title": round_.title,
        "url": address(here.municipality, "result", round=round_.pk),
        "text": _sentence(chosen, is_confirmed=is_confirmed) % figures,
        "kind": "success" if is_confirmed else "warning",
        "label": round_.get_state_display(),
        "spent": spent,
        "budget": budget,
        "money": _("%(spent)s von %(budget)s vergeben") % money,
    }


def _sentence(chosen: int, *, is_confirmed: bool) -> str:
    if is_confirmed:
        return ngettext(
            "%(chosen)s von %(all)s Projekten wird umgesetzt. %(ballots)s Stimmzettel wurden gezählt.",
            "%(chosen)s von %(all)s Projekten werden umgesetzt. %(ballots)s Stimmzettel wurden gezählt.",
            chosen,
        )
    return ngettext(
        "%(chosen)s von %(all)s Projekten ist gefördert. %(ballots)s Stimmzettel wurden gezählt.",
        "%(chosen)s von %(all)s Projekten sind gefördert. %(ballots)s Stimmzettel wurden gezählt.",
        chosen,
    )
