"""Closing a round: when its time is over, or earlier by two people; and moving the end to a later time."""

from datetime import datetime

from django.db import transaction

from budgets.errors import NotLaterError, StillOpenError
from budgets.events import RoundClosed, RoundRescheduled
from budgets.lifecycle import RoundActivity, RoundState
from budgets.models import Rescheduling, Round
from budgets.permissions import require_returning_officer, require_state
from budgets.queries.ballots import box_of
from budgets.values import clean_moment
from participation.actions.critical_acts import confirm_act, drop_act, propose_act
from participation.actions.journal import record
from participation.events import announce
from participation.locks import lock, lock_exclusive
from participation.models import CriticalAct, Person
from participation.texts import clean_text

EARLY_CLOSING = "round.early_closing"
RESCHEDULING = "round.rescheduling"
REASON_LENGTH = 500


@transaction.atomic
def close_due_round(*, round_: Round, now: datetime, officer: Person | None = None) -> Round:
    """Close a round whose time is over. Ballots are refused from the closing time on, closed or not.

    Args:
        officer: who closes it; None is the operator's timer.

    Raises:
        NotPermittedError: `officer` is no returning officer.
        WrongStateError: it is not open.
        StillOpenError: its time is not over.

    """
    if officer is not None:
        require_returning_officer(officer, round_, now=now)
    round_ = _hold(round_)
    require_state(round_, RoundActivity.CLOSE)
    if round_.closes_at is None or now < round_.closes_at:
        raise StillOpenError
    return _close(round_, actor=officer, now=now)


@transaction.atomic
def propose_early_closing(*, officer: Person, round_: Round, reason: str, now: datetime) -> CriticalAct:
    """Propose to close a round before its time.

    Args:
        reason: public, 1 to 500 characters.

    Raises:
        NotPermittedError: `officer` is no returning officer.
        WrongStateError: the round is not open.
        InvalidInputError: no reason.
        AlreadyExistsError: the same is proposed.

    """
    require_returning_officer(officer, round_, now=now)
    round_ = lock(Round, round_.pk)
    require_state(round_, RoundActivity.CLOSE)
    params = {"reason": clean_text(reason, field="reason", limit=REASON_LENGTH)}
    return _propose(EARLY_CLOSING, round_, officer, params, now)


@transaction.atomic
def confirm_early_closing(*, officer: Person, round_: Round, now: datetime) -> Round:
    """Close a round at once: who was acknowledged is in, who was not is out.

    Raises:
        NotPermittedError: `officer` is no returning officer.
        WrongStateError: the round is not open.
        NothingProposedError: nobody proposed it.
        SamePersonError: `officer` proposed it.

    """
    require_returning_officer(officer, round_, now=now)
    round_ = _hold(round_)
    require_state(round_, RoundActivity.CLOSE)
    confirm_act(act=EARLY_CLOSING, on=round_, confirmer=officer, now=now)
    if round_.opens_at is not None and round_.closes_at is not None and round_.opens_at < now < round_.closes_at:
        round_.closes_at = now
    return _close(round_, actor=officer, now=now)


@transaction.atomic
def propose_rescheduling(
    *, officer: Person, round_: Round, closes_at: datetime, reason: str, now: datetime
) -> CriticalAct:
    """Propose a later closing time.

    Args:
        reason: public, 1 to 500 characters.

    Raises:
        NotPermittedError: `officer` is no returning officer.
        WrongStateError: the round is not open.
        InvalidInputError: no reason, or no moment.
        NotLaterError: the time is not later than the one that holds, or the round's time is over.
        AlreadyExistsError: another is proposed.

    """
    require_returning_officer(officer, round_, now=now)
    round_ = lock(Round, round_.pk)
    require_state(round_, RoundActivity.RESCHEDULE)
    moment = clean_moment(closes_at, field="closes_at")
    text = clean_text(reason, field="reason", limit=REASON_LENGTH)
    _require_later(round_, moment, now=now)
    params = {"closes_at": moment.isoformat() if moment else "", "reason": text}
    return _propose(RESCHEDULING, round_, officer, params, now)


@transaction.atomic
def confirm_rescheduling(*, officer: Person, round_: Round, now: datetime) -> Rescheduling:
    """Move the closing time; the frozen configuration stays, the new time is published beside it with its reason.

    Raises:
        NotPermittedError: `officer` is no returning officer.
        WrongStateError: the round is not open.
        NothingProposedError: nobody proposed it.
        SamePersonError: `officer` proposed it.
        NotLaterError: the round's time is over by now.

    """
    require_returning_officer(officer, round_, now=now)
    # Nobody casts while the time moves: each ballot meets the one or the other.
    round_ = _hold(round_)
    require_state(round_, RoundActivity.RESCHEDULE)
    act = confirm_act(act=RESCHEDULING, on=round_, confirmer=officer, now=now)
    closes_at = datetime.fromisoformat(act.params["closes_at"])
    earlier = _require_later(round_, closes_at, now=now)
    round_.closes_at = closes_at
    round_.save(update_fields=["closes_at"])
    rescheduling = Rescheduling.objects.create(
        round=round_, closed_before_at=earlier, closes_at=closes_at, reason=act.params["reason"], decided_at=now
    )
    announce(RoundRescheduled(round_id=round_.pk))
    return rescheduling


@transaction.atomic
def drop_early_closing(*, officer: Person, round_: Round, now: datetime) -> None:
    """Take a proposed early closing back, or refuse it as the second person.

    Raises:
        NotPermittedError: `officer` is no returning officer.
        NothingProposedError: nothing is proposed.

    """
    require_returning_officer(officer, round_, now=now)
    drop_act(act=EARLY_CLOSING, on=lock(Round, round_.pk), dropper=officer, now=now)


@transaction.atomic
def drop_rescheduling(*, officer: Person, round_: Round, now: datetime) -> None:
    """Take a proposed closing time back, or refuse it as the second person; refuses like `drop_early_closing`."""
    require_returning_officer(officer, round_, now=now)
    drop_act(act=RESCHEDULING, on=lock(Round, round_.pk), dropper=officer, now=now)


def _hold(round_: Round) -> Round:
    """Wait until everybody who casts has finished, and keep others out until this transaction ends."""
    lock_exclusive(box_of(round_.pk))
    return lock(Round, round_.pk)


def _close(round_: Round, *, actor: Person | None, now: datetime) -> Round:
    round_.state = RoundState.CLOSED
    round_.save(update_fields=["state", "closes_at"])
    record(municipality=round_.process.municipality, actor=actor, act="round.closed", on=round_, now=now)
    announce(RoundClosed(round_id=round_.pk))
    return round_


def _propose(act: str, round_: Round, officer: Person, params: dict[str, str], now: datetime) -> CriticalAct:
    municipality = round_.process.municipality
    return propose_act(act=act, on=round_, municipality=municipality, proposer=officer, now=now, params=params)


def _require_later(round_: Round, closes_at: datetime | None, *, now: datetime) -> datetime:
    """Return the time that holds until now, if the new one is later and it is not too late to move it."""
    earlier = round_.closes_at
    if earlier is None or closes_at is None or not now < earlier < closes_at:
        raise NotLaterError(field="closes_at")
    return earlier
