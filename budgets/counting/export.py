"""A result as plain data, in the shape that the command prints and the platform publishes."""

from fractions import Fraction
from typing import Any

from .parameters import Parameters
from .results import Comparison, Loser, NotEligible, Result, Round, Tie

_CENTS = 100


def result_as_json(result: Result) -> dict[str, Any]:
    """Give what `json.dumps` can write; shares in currency units, all other money in cents.

    Exact numbers are strings "numerator/denominator" in lowest terms beside the nearest float.
    """
    share = None if result.share is None else result.share / _CENTS
    return {
        "method": result.parameters.method,
        "parameters": _parameters(result.parameters),
        "budget_cents": result.budget,
        "ballots": result.ballots,
        "funded": list(result.funded),
        "spent_cents": result.spent,
        "share": _nearest(share),
        "share_exact": _exact(share),
        "increments": result.increments,
        "rounds": [_round(funded) for funded in result.rounds],
        "losers": [_loser(loser) for loser in result.losers],
        "not_eligible": [_not_eligible(project) for project in result.not_eligible],
        "ties": [_tie(tie) for tie in result.ties],
        "comparison": _comparison(result.comparison),
    }


def _parameters(parameters: Parameters) -> dict[str, Any]:
    return {
        "method": parameters.method,
        "utility": parameters.utility,
        "completion": parameters.completion,
        "stop": parameters.stop,
        "start": _option(parameters.start),
        "step": _option(parameters.step) or "auto",
        "comparison": parameters.comparison,
        "ties": parameters.ties,
    }


def _round(funded: Round) -> dict[str, Any]:
    shown: dict[str, Any] = {"project": funded.project, "cost_cents": funded.cost}
    if funded.effective_votes is not None:
        shown["effective_votes"] = _nearest(funded.effective_votes)
        shown["effective_votes_exact"] = _exact(funded.effective_votes)
    shown["votes"] = funded.votes
    if funded.money_left is not None:
        shown |= {"score": funded.score, "money_left_cents": funded.money_left}
    return shown


def _loser(loser: Loser) -> dict[str, Any]:
    return {
        "project": loser.project,
        "votes": loser.votes,
        "money_left_cents": _nearest(loser.money_left),
        "missing_cents": _nearest(loser.missing),
        "effective_support": _nearest(loser.effective_support),
    }


def _not_eligible(project: NotEligible) -> dict[str, Any]:
    return {"project": project.project, "reason": project.reason}


def _tie(tie: Tie) -> dict[str, Any]:
    return {"round": tie.round, "projects": list(tie.projects), "decided_by": tie.decided_by}


def _comparison(comparison: Comparison | None) -> dict[str, Any] | None:
    if comparison is None:
        return None
    return {
        "prefer_this": comparison.prefer_this,
        "prefer_greedy": comparison.prefer_greedy,
        "indifferent": comparison.indifferent,
        "taken": comparison.taken,
    }


def _option(number: Fraction | None) -> int | str | None:
    return int(number) if number is not None and number.denominator == 1 else _exact(number)


def _nearest(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def _exact(number: Fraction | None) -> str | None:
    return None if number is None else f"{number.numerator}/{number.denominator}"
