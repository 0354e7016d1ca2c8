"""Equal shares, and what to do with the money that one run leaves."""

from dataclasses import replace
from fractions import Fraction

from .accounting import losers_of, rounds_of
from .add1 import Raising, raised
from .comparison import compared
from .elections import Election
from .electorate import Electorate
from .equal_shares import Run, run
from .errors import StartOverspendsError
from .greedy import fund_by_score
from .parameters import FIRST_EXHAUSTIVE, Parameters
from .results import Outcome

_CENTS = 100


def equal_shares(election: Election, electorate: Electorate, projects: list[int], parameters: Parameters) -> Outcome:
    """Count by equal shares with the completion and the comparison that the parameters name.

    Raises:
        StartOverspendsError: the named start is so high that the first outcome costs more than the budget.

    """
    if not electorate.size:
        return fund_by_score(electorate, projects, election.budget)
    final, increments = _final_run(election, electorate, projects, parameters)
    outcome = _outcome(electorate, projects, final, increments)
    if parameters.completion in {"greedy", "add1u"}:
        outcome = _completed(election, electorate, projects, outcome)
    if parameters.comparison == "greedy":
        return compared(electorate, outcome, fund_by_score(electorate, projects, election.budget))
    return outcome


def _final_run(
    election: Election, electorate: Electorate, projects: list[int], parameters: Parameters
) -> tuple[Run, int]:
    """Give the run that counts and how often the share was raised before it."""
    start = Fraction(election.budget, electorate.size)
    share = start if parameters.start is None else parameters.start * _CENTS
    first = run(electorate, projects, share, election.budget)
    if first.spent > election.budget:
        raise StartOverspendsError(field="start")
    if parameters.completion not in {"add1", "add1u"}:
        return first, 0
    task = Raising(
        electorate=electorate,
        projects=projects,
        budget=election.budget,
        step=_step(parameters, start),
        exhaustive=parameters.stop == FIRST_EXHAUSTIVE,
    )
    return raised(task, first)


def _step(parameters: Parameters, start: Fraction) -> Fraction:
    """Give the increment in cents."""
    if parameters.step is None:
        return Fraction(max(1, start // (_CENTS * 100)) * _CENTS)
    return parameters.step * _CENTS


def _outcome(electorate: Electorate, projects: list[int], final: Run, increments: int) -> Outcome:
    lost = [project for project in projects if project not in final.order]
    return Outcome(
        rounds=rounds_of(electorate, final),
        losers=losers_of(electorate, final, lost),
        ties=final.ties,
        share=final.share,
        increments=increments,
    )


def _completed(election: Election, electorate: Electorate, projects: list[int], outcome: Outcome) -> Outcome:
    """Spend what is left by score on what fits; the others keep the reason for which they lost before."""
    money = election.budget - sum(funded.cost for funded in outcome.rounds)
    lost = {loser.project for loser in outcome.losers}
    rest = [project for project in projects if electorate.ids[project] in lost]
    more = fund_by_score(electorate, rest, money, turns=len(outcome.rounds))
    losers = {loser.project for loser in more.losers}
    return replace(
        outcome,
        rounds=outcome.rounds + more.rounds,
        losers=tuple(loser for loser in outcome.losers if loser.project in losers),
        ties=outcome.ties + more.ties,
    )
