"""Counting a closed round: the same ballots give the same result, however often and wherever it is done."""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Max

from budgets.counting import CountingError, Election, Loser, NotEligible, Result, count, explain, result_as_json
from budgets.counting import Round as FundingRound
from budgets.events import RoundCounted
from budgets.lifecycle import RoundActivity, RoundState
from budgets.models import Count, RollKind, Round
from budgets.permissions import require_returning_officer, require_state
from budgets.queries.configurations import FrozenEnvelope, frozen_envelopes
from budgets.queries.elections import contents_of, election_of
from budgets.queries.parameters import parameters_of, refused
from participation.actions.journal import record
from participation.events import announce
from participation.locks import lock
from participation.models import Person


@transaction.atomic
def count_round(*, officer: Person, round_: Round, now: datetime) -> Count:
    """Count a closed round by its frozen method, each envelope for itself; counting again adds an equal count.

    Raises:
        NotPermittedError: `officer` is no returning officer.
        WrongStateError: the round is not closed, or its result is confirmed.
        CountRefusedError: the method cannot count these ballots with these parameters.

    """
    require_returning_officer(officer, round_, now=now)
    round_ = lock(Round, round_.pk)
    require_state(round_, RoundActivity.COUNT)
    contents = contents_of(round_)
    results = [_counted(round_, envelope, contents) for envelope in frozen_envelopes(round_)]
    last = round_.counts.aggregate(last=Max("number"))["last"] or 0
    counted = Count.objects.create(
        round=round_,
        number=last + 1,
        parameters={"method": round_.method, **round_.parameters},
        ballots=len(contents),
        roll_size=round_.roll_entries.count() if round_.roll_kind == RollKind.RESIDENTS else None,
        results=results,
        calculated_by=officer,
        calculated_at=now,
    )
    round_.state = RoundState.CALCULATED
    round_.save(update_fields=["state"])
    data = {"number": counted.number, "ballots": counted.ballots, "funded": _funded(results)}
    record(municipality=round_.process.municipality, actor=officer, act="round.counted", on=round_, now=now, data=data)
    announce(RoundCounted(round_id=round_.pk))
    return counted


def _counted(round_: Round, envelope: FrozenEnvelope, contents: Iterable[dict[str, Any]]) -> dict[str, Any]:
    election = election_of(round_, envelope, contents)
    try:
        result = count(election, parameters_of(method=round_.method, parameters=round_.parameters))
    except CountingError as refusal:
        raise refused(refusal) from None
    return {
        "envelope": envelope.id,
        "name": envelope.name,
        "amount_cents": envelope.amount_cents,
        "result": result_as_json(result),
        "votes": _votes(result),
        "explanations": _explanations(election, result),
    }


def _votes(result: Result) -> dict[str, int]:
    """Return how many ballots support each project, by code."""
    told: tuple[FundingRound | Loser | NotEligible, ...] = (*result.rounds, *result.losers, *result.not_eligible)
    return {project.project: project.votes for project in told}


def _explanations(election: Election, result: Result) -> dict[str, Any]:
    return {
        project: {
            "code": explanation.code,
            "params": {name: _plain(value) for name, value in explanation.params.items()},
        }
        for project, explanation in explain(election, result).items()
    }


def _plain(value: float | str | Fraction) -> int | str:
    """Write exact fractions as text, so that nothing is rounded before it is shown."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else str(value)
    return value if isinstance(value, str) else int(value)


def _funded(results: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    return {result["envelope"]: result["result"]["funded"] for result in results}
