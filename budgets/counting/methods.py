"""The methods by their public names. A name is stored with every count and never renamed."""

from collections.abc import Callable

from .completions import equal_shares
from .elections import Election
from .electorate import Electorate, electorate_of
from .eligibility import not_eligible
from .errors import UnknownMethodError
from .greedy import greedy, greedy_no_skip
from .parameters import Parameters, resolved
from .results import Outcome, Result

# Election, the same as arrays, the numbers of the eligible projects, resolved parameters.
Method = Callable[[Election, Electorate, list[int], Parameters], Outcome]

METHODS: dict[str, Method] = {
    "greedy/1": greedy,
    "greedy-no-skip/1": greedy_no_skip,
    "equal-shares/1": equal_shares,
}


def count(election: Election, parameters: Parameters) -> Result:
    """Count an election; equal input gives equal output on every machine.

    Raises:
        CountingError: unknown method, an option that the method does not take or the ballots do not carry.

    """
    if parameters.method not in METHODS:
        raise UnknownMethodError(field="method", method=parameters.method)
    parameters = resolved(parameters, election)
    electorate = electorate_of(election, parameters)
    excluded = not_eligible(election, electorate)
    out = {refused.project for refused in excluded}
    projects = [place for place, project in enumerate(electorate.ids) if project not in out]
    outcome = METHODS[parameters.method](election, electorate, projects, parameters)
    return Result(
        parameters=parameters,
        budget=election.budget,
        ballots=electorate.size,
        funded=tuple(funded.project for funded in outcome.rounds),
        spent=sum(funded.cost for funded in outcome.rounds),
        share=outcome.share,
        increments=outcome.increments,
        rounds=outcome.rounds,
        losers=outcome.losers,
        not_eligible=excluded,
        ties=outcome.ties,
        comparison=outcome.comparison,
    )
