"""Greedy: by votes or points, as long as the money lasts."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby

from .elections import Election
from .electorate import Electorate
from .parameters import Parameters, refuse_equal_shares_options
from .results import Loser, Outcome, Round, Tie


def greedy(election: Election, electorate: Electorate, projects: list[int], parameters: Parameters) -> Outcome:
    """Take what fits, best score first; skip what does not fit and go on.

    Raises:
        OptionNotForMethodError: an option of equal shares was given.

    """
    refuse_equal_shares_options(parameters)
    return fund_by_score(electorate, projects, election.budget)


def greedy_no_skip(election: Election, electorate: Electorate, projects: list[int], parameters: Parameters) -> Outcome:
    """Take what fits, best score first; end at the first project that does not fit.

    Raises:
        OptionNotForMethodError: an option of equal shares was given.

    """
    refuse_equal_shares_options(parameters)
    return fund_by_score(electorate, projects, election.budget, skip=False)


def fund_by_score(
    electorate: Electorate, projects: Iterable[int], money: int, *, skip: bool = True, turns: int = 0
) -> Outcome:
    """Fund projects by score until the money is spent; free ones first, those without a supporter never.

    Args:
        money: in cents.
        turns: how many rounds went before, for the numbers of the ties.

    """
    supported = [project for project in projects if electorate.votes(project)]
    unsupported = [project for project in projects if not electorate.votes(project)]
    losers = {project: _loser(electorate, project, money) for project in unsupported}
    rounds: list[Round] = []
    ties: list[Tie] = []
    stopped_by: str | None = None
    for project, tie in _in_order(electorate, supported, turns):
        ties += [tie] if tie and not stopped_by else []
        if stopped_by or electorate.costs[project] > money:
            losers[project] = _loser(electorate, project, money, stopped_by)
            stopped_by = stopped_by or (None if skip else electorate.ids[project])
        else:
            money -= electorate.costs[project]
            rounds.append(_round(electorate, project, money))
    ordered = tuple(losers[project] for project in sorted(losers))
    return Outcome(rounds=tuple(rounds), losers=ordered, ties=tuple(ties))


def _in_order(electorate: Electorate, projects: list[int], turns: int) -> Iterator[tuple[int, Tie | None]]:
    """Sort by score and chain, free projects first; with each the tie that made it first, if there was one.

    Nothing is at stake among free projects, so their order is no tie to report.
    """
    for score, level in _levels(electorate, projects):
        for place, project in enumerate(level):
            turns += 1
            is_free = not electorate.costs[project]
            yield project, None if is_free else electorate.tie(level[place:], turn=turns, common=f"{score}/1")


def _levels(electorate: Electorate, projects: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Give the projects of equal rank in chain order, best rank first."""

    def rank(project: int) -> tuple[bool, int]:
        return electorate.costs[project] > 0, -electorate.scores[project]

    for (_, score), level in groupby(sorted(projects, key=rank), key=rank):
        yield -score, electorate.in_chain_order(level)


def _round(electorate: Electorate, project: int, money: int) -> Round:
    return Round(
        project=electorate.ids[project],
        cost=electorate.costs[project],
        votes=electorate.votes(project),
        score=electorate.scores[project],
        money_left=money,
    )


def _loser(electorate: Electorate, project: int, money: int, stopped_by: str | None = None) -> Loser:
    cost = electorate.costs[project]
    return Loser(
        project=electorate.ids[project],
        cost=cost,
        votes=electorate.votes(project),
        money_left=Fraction(money),
        missing=Fraction(max(0, cost - money)),
        stopped_by=stopped_by,
    )
