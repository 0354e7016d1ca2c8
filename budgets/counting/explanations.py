"""Why each project won or lost, for machines; the interface makes one sentence of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .elections import Election
from .results import Loser, NotEligible, Result, Round

WON_FREE = "won_free"
WON_BY_SHARES = "won_by_shares"
WON_BY_SCORE = "won_by_score"
LOST_WITHOUT_SUPPORT = "lost_without_support"
LOST_SUPPORTERS_SPENT = "lost_supporters_spent"
LOST_DID_NOT_FIT = "lost_did_not_fit"
LOST_AFTER_STOP = "lost_after_stop"
NOT_ELIGIBLE = "not_eligible"


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """The reason for one project.

    Attributes:
        code: one of the constants above; `NOT_ELIGIBLE` is followed by "_" and the reason of `eligibility`.
        params: the numbers of the sentence; keys ending in `_cents` are money, whole or exact fractions.

    """

    code: str
    params: Mapping[str, int | str | Fraction]


def explain(election: Election, result: Result) -> dict[str, Explanation]:
    """Give one reason for each project of the election, by id."""
    told = {funded.project: _won(funded, place, result) for place, funded in enumerate(result.rounds, start=1)}
    told |= {loser.project: _lost(loser) for loser in result.losers}
    told |= {project.project: _excluded(project, election) for project in result.not_eligible}
    return {project: told[project] for project in sorted(told)}


def _won(funded: Round, place: int, result: Result) -> Explanation:
    params: dict[str, int | str | Fraction] = {
        "place": place,
        "places": len(result.rounds),
        "cost_cents": funded.cost,
        "votes": funded.votes,
    }
    if not funded.cost:
        return Explanation(code=WON_FREE, params=params)
    if funded.payment is not None and funded.effective_votes is not None and result.share is not None:
        params |= {
            "payment_cents": funded.payment,
            "effective_votes": funded.effective_votes,
            "share_cents": result.share,
        }
        return Explanation(code=WON_BY_SHARES, params=params)
    params |= {"score": funded.score, "money_left_cents": funded.money_left or 0}
    return Explanation(code=WON_BY_SCORE, params=params)


def _lost(loser: Loser) -> Explanation:
    params: dict[str, int | str | Fraction] = {"cost_cents": loser.cost, "votes": loser.votes}
    if not loser.votes:
        return Explanation(code=LOST_WITHOUT_SUPPORT, params=params)
    if loser.stopped_by:
        return Explanation(code=LOST_AFTER_STOP, params=params | {"stopped_by": loser.stopped_by})
    params |= {"money_left_cents": loser.money_left, "missing_cents": loser.missing}
    if loser.effective_support is None:
        return Explanation(code=LOST_DID_NOT_FIT, params=params)
    params["effective_support"] = loser.effective_support
    return Explanation(code=LOST_SUPPORTERS_SPENT, params=params)


def _excluded(project: NotEligible, election: Election) -> Explanation:
    cost = next(known.cost for known in election.projects if known.id == project.project)
    params: dict[str, int | str | Fraction] = {
        "cost_cents": cost,
        "votes": project.votes,
        "score": project.score,
        "budget_cents": election.budget,
        "minimum_score": election.minimum_score,
    }
    return Explanation(code=f"{NOT_ELIGIBLE}_{project.reason}", params=params)
