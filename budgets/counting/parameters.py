"""How to count: the published configuration of a count."""

from dataclasses import dataclass, replace
from fractions import Fraction

from .elections import Election
from .errors import (
    BadEncodingError,
    NotPositiveError,
    OptionNotForMethodError,
    UnknownOptionError,
    UtilityNotOnBallotError,
)

COST, CARDINALITY, POINTS, RANKING = "cost", "cardinality", "points", "ranking"
UTILITIES = (COST, CARDINALITY, POINTS, RANKING)
COMPLETIONS = ("none", "greedy", "add1", "add1u")
BEFORE_OVERSPENDING, FIRST_EXHAUSTIVE = "before-overspending", "first-exhaustive"
STOPS = (BEFORE_OVERSPENDING, FIRST_EXHAUSTIVE)
COMPARISONS = ("none", "greedy")

_DEFAULT_UTILITY = {"cumulative": POINTS, "scoring": POINTS, "ordinal": RANKING}


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameters:
    """Everything beside the election that decides who wins; published before the ballot opens.

    Attributes:
        method: registered name with version.
        utility: what a project on a ballot is worth; None: by the type of the ballots.
        completion: what happens with money that equal shares leave.
        stop: when `add1` ends.
        start: first share per ballot in currency units (not cents); None: budget / ballots, exactly.
        step: increment of the share in currency units; None (“auto”): a hundredth of budget / ballots, at least 1.
        comparison: whether greedy takes over when strictly more voters have more winners under it.
        ties: seed of the lot order, the last key of every tie.

    Raises:
        CountingError: an unknown value, or one that does not belong to the method.

    """

    method: str = "equal-shares/1"
    utility: str | None = None
    completion: str = "none"
    stop: str = BEFORE_OVERSPENDING
    start: Fraction | None = None
    step: Fraction | None = Fraction(1)
    comparison: str = "none"
    ties: str = ""

    def __post_init__(self) -> None:
        _check_choice("completion", self.completion, COMPLETIONS)
        _check_choice("stop", self.stop, STOPS)
        _check_choice("comparison", self.comparison, COMPARISONS)
        if self.utility is not None:
            _check_choice("utility", self.utility, UTILITIES)
        if self.start is not None and self.start <= 0:
            raise NotPositiveError(field="start")
        if self.step is not None and self.step <= 0:
            raise NotPositiveError(field="step")
        _check_text("ties", self.ties)


def resolved(parameters: Parameters, election: Election) -> Parameters:
    """Put the utility in that the ballots suggest where none is named.

    Raises:
        UtilityNotOnBallotError: points from ballots without points, ranks from ballots without order.

    """
    utility = parameters.utility or _DEFAULT_UTILITY.get(election.ballot_type, COST)
    has_points = any(ballot.points for ballot in election.ballots)
    missing_points = utility == POINTS and not has_points and any(ballot.choices for ballot in election.ballots)
    if missing_points or (utility == RANKING and election.ballot_type != "ordinal"):
        raise UtilityNotOnBallotError(field="utility", utility=utility, ballot_type=election.ballot_type)
    return replace(parameters, utility=utility)


def refuse_equal_shares_options(parameters: Parameters) -> None:
    """Refuse what only equal shares take.

    Raises:
        OptionNotForMethodError: naming the option.

    """
    default = Parameters()
    for option in ("completion", "stop", "start", "step", "comparison"):
        if getattr(parameters, option) != getattr(default, option):
            raise OptionNotForMethodError(field=option, method=parameters.method)


def _check_text(field: str, value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadEncodingError(field=field) from None


def _check_choice(field: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise UnknownOptionError(field=field, value=value, allowed=", ".join(allowed))
