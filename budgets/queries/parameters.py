"""How a round is counted, as the counting takes it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from budgets.counting import CountingError, Election, Parameters, count
from budgets.errors import CountRefusedError
from budgets.labels import counting_sentence
from budgets.models import BallotType

ELECTION_TYPES = {
    BallotType.APPROVAL: "approval",
    BallotType.KNAPSACK: "knapsack",
    BallotType.POINTS: "cumulative",
    BallotType.RANKING: "ordinal",
}
AUTO = "auto"
OPTIONS = ("utility", "completion", "stop", "start", "step", "comparison", "ties")


def parameters_of(*, method: str, parameters: Mapping[str, object]) -> Parameters:
    """Read the stored form: text for every option; `start` and `step` as "316" or "1000000/6586", `step` also "auto".

    Raises:
        CountRefusedError: an unknown option or value.

    """
    unknown = sorted(set(parameters) - set(OPTIONS))
    if unknown:
        raise CountRefusedError(field="parameters", reason=unknown[0])
    options: dict[str, Any] = {name: _option(name, value) for name, value in parameters.items()}
    try:
        return Parameters(method=method, **options)
    except CountingError as refusal:
        raise refused(refusal) from None


def stored_parameters(parameters: Parameters) -> dict[str, str]:
    """Write parameters as a round stores them; what is the default is left out."""
    default = Parameters(method=parameters.method)
    named = {name: getattr(parameters, name) for name in OPTIONS}
    return {
        name: AUTO if value is None else str(value) for name, value in named.items() if value != getattr(default, name)
    }


def check_parameters(*, method: str, parameters: Mapping[str, object], ballot_type: str) -> None:
    """Refuse what could never be counted, by counting an election without ballots.

    Raises:
        CountRefusedError: an unknown method, option or value, or one that method or ballots do not take.

    """
    empty = Election(budget=1, projects=(), ballots=(), ballot_type=ELECTION_TYPES[BallotType(ballot_type)])
    try:
        count(empty, parameters_of(method=method, parameters=parameters))
    except CountingError as refusal:
        raise refused(refusal) from None


def refused(refusal: CountingError) -> CountRefusedError:
    """Turn a refusal of the pure counting into ours."""
    return CountRefusedError(field=refusal.field or "parameters", reason=counting_sentence(refusal))


def _option(name: str, value: object) -> str | Fraction | None:
    if name not in {"start", "step"}:
        return str(value)
    if value == AUTO and name == "step":
        return None
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise CountRefusedError(field=name, reason=str(value)[:40]) from None
