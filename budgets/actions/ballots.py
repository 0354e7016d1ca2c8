"""Casting a ballot: the one action that announces, records, mails and logs nothing."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from budgets.actions.contents import content_of
from budgets.actions.marks import set_mark
from budgets.actions.roll import enter_roll
from budgets.ballotbox import leaf_of, pseudonym, spent_key_digest
from budgets.errors import AlreadyVotedError, NotOnRollError
from budgets.keys import round_key
from budgets.models import MarkChannel, OpenBallot, RollEntry, Round, SpentKey
from budgets.permissions import require_taking_ballots
from budgets.queries.ballots import box_of
from budgets.queries.configurations import frozen_envelopes
from participation.errors import DomainError
from participation.locks import lock_shared
from participation.models import Person
from participation.texts import clean_line, invalid

NONCE_BYTES = 32
LEAST_NONCE, MOST_NONCE = 8, 128
MOST_KEY = 80

Content = dict[str, dict[str, list[str]]]


@dataclass(frozen=True, kw_only=True)
class BallotInput:
    """A ballot as it comes in.

    Attributes:
        choices: project codes by envelope id; an envelope left out is left blank.
        idempotency_key: 1 to 80 characters; the same one again gets the same receipt.
        client_nonce: 8 to 128 characters that the voter's side chose; empty: we choose.

    """

    choices: Mapping[str, Sequence[str]]
    idempotency_key: str
    client_nonce: str = ""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """That a ballot is in the box; `leaf` is 64 hex digits and says nothing about the choice."""

    round_id: str
    leaf: str


@dataclass(frozen=True, kw_only=True)
class _Right:
    """A right to vote, as the ballot box knows it."""

    round: Round
    pseudonym: str
    spent_key: str
    district_id: str | None


def cast_ballot(
    *, voter: Person, round_: Round, ballot: BallotInput, now_after_lock: Callable[[], datetime]
) -> Receipt:
    """Put a ballot into the box, once per right to vote; a repeated request gets the same receipt.

    The same idempotency key answers with the same receipt, also after closing and whatever the ballot then says.

    Args:
        now_after_lock: the clock, read once the lock of the round is held; a moment taken before could be
            earlier than a closing that somebody else completed meanwhile.

    Raises:
        InvalidInputError: no key, or a key or nonce of the wrong length.
        PhaseClosedError: the round takes no ballots now.
        NotVerifiedError, OutsideAgeRangeError, NotOnRollError: this person has no right to vote here.
        UnknownEnvelopeError, UnknownProjectError, DuplicateChoiceError, TooManyChoicesError, OverBudgetError,
            BlankBallotError: what the ballot says is not possible.
        AlreadyVotedError: the right was used with another key, and the round replaces no ballots.
        RoundKeyMissingError: the key of the round is not where it should be.

    """
    _check_form(ballot)
    try:
        return _cast(voter=voter, round_=round_, ballot=ballot, now_after_lock=now_after_lock)
    except NotOnRollError:
        enter_roll(voter=voter, round_=round_, now=now_after_lock())
    return _cast(voter=voter, round_=round_, ballot=ballot, now_after_lock=now_after_lock)


def _check_form(ballot: BallotInput) -> None:
    clean_line(ballot.idempotency_key, field="idempotency_key", limit=MOST_KEY)
    nonce = clean_line(ballot.client_nonce, field="client_nonce", limit=MOST_NONCE, required=False)
    if nonce != ballot.client_nonce or 0 < len(nonce) < LEAST_NONCE:
        raise invalid(field="client_nonce", reason=_("Bitte geben Sie 8 bis 128 Zeichen ein."))


@transaction.atomic
def _cast(*, voter: Person, round_: Round, ballot: BallotInput, now_after_lock: Callable[[], datetime]) -> Receipt:
    lock_shared(box_of(round_.pk))
    right = _right_of(voter, round_, ballot.idempotency_key)
    try:
        require_taking_ballots(right.round, now=now_after_lock())
        envelopes = [envelope for envelope in frozen_envelopes(right.round) if envelope.is_for(right.district_id)]
        content = content_of(round_=right.round, envelopes=envelopes, choices=ballot.choices)
        return _put_in(right, content, client_nonce=ballot.client_nonce)
    except DomainError:
        answered = _answered_before(right)
        if answered is None:
            raise
        return answered


def _right_of(voter: Person, round_: Round, idempotency_key: str) -> _Right:
    """Read the right and the state of the round in one statement, after the lock."""
    entry = RollEntry.objects.select_related("round").filter(round_id=round_.pk, person=voter).first()
    if entry is None:
        raise NotOnRollError
    key = round_key(round_.pk)
    name = pseudonym(key=key, roll_entry_id=entry.pk)
    return _Right(
        round=entry.round,
        pseudonym=name,
        spent_key=spent_key_digest(key=key, pseudonym=name, idempotency_key=idempotency_key),
        district_id=entry.district_id,
    )


def _put_in(right: _Right, content: Content, *, client_nonce: str) -> Receipt:
    ballot = _sealed(right, content, client_nonce or secrets.token_hex(NONCE_BYTES))
    if set_mark(round_id=right.round.pk, pseudonym=right.pseudonym, channel=MarkChannel.WEB):
        ballot.save(force_insert=True)
    else:
        _replace(right, ballot)
    SpentKey.objects.create(round=right.round, digest=right.spent_key, leaf=ballot.leaf)
    return Receipt(round_id=right.round.pk, leaf=ballot.leaf)


def _replace(right: _Right, ballot: OpenBallot) -> None:
    """Put another ballot in the place of the earlier one, where the round allows it.

    Raises:
        AlreadyVotedError: it does not; or the key was answered before; or the right was used on paper.

    """
    if not right.round.replaceable:
        raise AlreadyVotedError
    # Locked, so that of two replacements with one key the second finds the first one's answer.
    mine = OpenBallot.objects.select_for_update().filter(round=right.round, pseudonym=right.pseudonym).first()
    if mine is None or _answered_before(right) is not None:
        raise AlreadyVotedError
    ballot.pk = mine.pk
    ballot.save(force_update=True)


def _sealed(right: _Right, content: Content, client_nonce: str) -> OpenBallot:
    server_nonce = secrets.token_hex(NONCE_BYTES)
    leaf = leaf_of(round_id=right.round.pk, server_nonce=server_nonce, client_nonce=client_nonce, ballot=content)
    return OpenBallot(
        round=right.round,
        pseudonym=right.pseudonym,
        leaf=leaf,
        content=content,
        server_nonce=server_nonce,
        client_nonce=client_nonce,
    )


def _answered_before(right: _Right) -> Receipt | None:
    """Return the receipt that this key was answered with, or None."""
    leaf = SpentKey.objects.filter(digest=right.spent_key).values_list("leaf", flat=True).first()
    return None if leaf is None else Receipt(round_id=right.round.pk, leaf=leaf)
