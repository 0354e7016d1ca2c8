"""Reading a ballot as the booth sends it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from budgets.queries.configurations import FrozenEnvelope

FIELD = "choice-"


@dataclass(frozen=True, kw_only=True)
class FilledBallot:
    """What somebody chose so far: codes by envelope id, nothing checked yet, and the key of this one cast."""

    choices: dict[str, list[str]]
    idempotency_key: str
    client_nonce: str = ""


def field_name(envelope_id: str) -> str:
    """Name the checkboxes of an envelope."""
    return f"{FIELD}{envelope_id}"


def read_ballot(sent: QueryDict) -> FilledBallot:
    """Take the choices out of a form; every `choice-…` counts, so that nothing is dropped silently."""
    choices = {name.removeprefix(FIELD): sent.getlist(name) for name in sent if name.startswith(FIELD)}
    return FilledBallot(
        choices=choices,
        idempotency_key=sent.get("idempotency_key", ""),
        client_nonce=sent.get("client_nonce", "").strip(),
    )


def hidden_choices(envelopes: Iterable[FrozenEnvelope], ballot: FilledBallot) -> list[tuple[str, str]]:
    """The choices as pairs of name and value, for the hidden inputs of the next step."""
    return [(field_name(envelope.id), code) for envelope in envelopes for code in ballot.choices.get(envelope.id, ())]
