"""What a ballot may say: every choice is checked against the frozen ballot before anything is written."""

from collections.abc import Mapping, Sequence

from budgets.errors import (
    BlankBallotError,
    DuplicateChoiceError,
    OverBudgetError,
    TooManyChoicesError,
    UnknownEnvelopeError,
    UnknownProjectError,
)
from budgets.models import BallotType, Round
from budgets.queries.configurations import FrozenEnvelope

SHOWN = 60  # of what somebody sent, in a refusal


def content_of(
    *, round_: Round, envelopes: Sequence[FrozenEnvelope], choices: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, list[str]]]:
    """Return the content to store: one sorted list for each envelope the voter may vote in, chosen or not.

    Args:
        envelopes: those in which the voter votes.
        choices: codes by envelope id; an envelope left out is left blank.

    Raises:
        UnknownEnvelopeError: an envelope in which the voter does not vote.
        DuplicateChoiceError: a project twice.
        UnknownProjectError: a project that is not on the ballot under this envelope.
        TooManyChoicesError: more than the envelope allows.
        OverBudgetError: a knapsack that costs more than the envelope has.
        BlankBallotError: nothing chosen where that is not allowed.

    """
    known = {envelope.id: envelope for envelope in envelopes}
    for envelope_id in choices:
        if envelope_id not in known:
            raise UnknownEnvelopeError(field="choices", envelope=envelope_id[:SHOWN])
    chosen = {envelope.id: sorted(choices.get(envelope.id, ())) for envelope in envelopes}
    for envelope in envelopes:
        _check_choices(envelope, chosen[envelope.id], is_knapsack=round_.ballot_type == BallotType.KNAPSACK)
    if not round_.blank_allowed and not any(chosen.values()):
        raise BlankBallotError(field="choices")
    return {"choices": chosen}


def _check_choices(envelope: FrozenEnvelope, codes: list[str], *, is_knapsack: bool) -> None:
    for place, code in enumerate(codes):
        if code not in envelope.projects:
            raise UnknownProjectError(field="choices", envelope=envelope.id, project=code[:SHOWN])
        if place and codes[place - 1] == code:
            title = envelope.projects[code].title
            raise DuplicateChoiceError(field="choices", envelope=envelope.id, project=title)
    limit = envelope.max_choices
    if limit is not None and len(codes) > limit:
        raise TooManyChoicesError(field="choices", envelope=envelope.name, limit=limit, chosen=len(codes))
    cost = sum(envelope.projects[code].cost_cents for code in codes)
    if is_knapsack and cost > envelope.amount_cents:
        raise OverBudgetError(
            field="choices", envelope=envelope.name, cost_cents=cost, amount_cents=envelope.amount_cents
        )
