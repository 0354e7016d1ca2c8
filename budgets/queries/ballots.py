"""The booth: what somebody finds on their ballot, and whether and why they may cast it."""

from dataclasses import dataclass
from datetime import datetime

from budgets.ballotbox import pseudonym
from budgets.errors import AlreadyVotedError, NotOnRollError, PhaseClosedError
from budgets.keys import round_key
from budgets.models import Mark, RollEntry, RollKind, Round
from budgets.permissions import eligible_residency, is_taking_ballots
from budgets.queries.configurations import FrozenEnvelope, frozen_envelopes
from participation.errors import DomainError, SignInRequiredError
from participation.models import Person


@dataclass(frozen=True, kw_only=True)
class Booth:
    """What the booth shows.

    Attributes:
        envelopes: those in which the voter votes, in order, each with its projects by code; all for somebody
            without a right to vote.
        why_not: the refusal that casting would meet now, None where it would be taken; its text is one sentence.
        already_cast: the right was used; where the round replaces ballots, another may still be cast.

    """

    round: Round
    envelopes: tuple[FrozenEnvelope, ...]
    why_not: DomainError | None
    already_cast: bool

    @property
    def may_vote(self) -> bool:
        """Say whether casting would be taken now."""
        return self.why_not is None


def box_of(round_id: str) -> str:
    """Name the ballot box of a round: whoever casts takes part in it, whoever closes holds it alone."""
    return f"round:{round_id}"


def booth_of(voter: Person | None, round_: Round, *, now: datetime) -> Booth:
    """Return the booth of one voter; None is a visitor who is not signed in."""
    entry = None if voter is None else RollEntry.objects.filter(round=round_, person=voter).first()
    already_cast = entry is not None and has_mark(round_, entry)
    district_id, refusal = _standing(voter, round_, entry, now=now)
    if already_cast and not round_.replaceable:
        refusal = AlreadyVotedError()
    if not is_taking_ballots(round_, now=now):
        refusal = PhaseClosedError()
    envelopes = frozen_envelopes(round_)
    if entry is not None or refusal is None:
        envelopes = [envelope for envelope in envelopes if envelope.is_for(district_id)]
    return Booth(round=round_, envelopes=tuple(envelopes), why_not=refusal, already_cast=already_cast)


def has_mark(round_: Round, entry: RollEntry) -> bool:
    """Say whether this right to vote was used; for its holder alone."""
    name = pseudonym(key=round_key(round_.pk), roll_entry_id=entry.pk)
    return Mark.objects.filter(round=round_, pseudonym=name).exists()


def _standing(
    voter: Person | None, round_: Round, entry: RollEntry | None, *, now: datetime
) -> tuple[str | None, DomainError | None]:
    """Return the district in which somebody votes, and why they may not vote at all."""
    if voter is None:
        return None, SignInRequiredError()
    if entry is not None:
        return entry.district_id, None
    if round_.roll_kind != RollKind.RESIDENTS:
        return None, NotOnRollError()
    try:
        return eligible_residency(voter, round_, now=now).district_id, None
    except DomainError as refusal:
        return None, refusal
