"""Opening a round: two returning officers, frozen rules, a key, a roll."""

import secrets
from datetime import datetime

from django.db import transaction

from budgets.actions.roll import enter_everybody
from budgets.errors import ChangedSinceProposalError
from budgets.events import RoundOpened
from budgets.keys import create_round_key
from budgets.labels import OPENING_LABELS
from budgets.lifecycle import RoundState
from budgets.models import Round
from budgets.permissions import require_configurable, require_returning_officer
from budgets.queries.configurations import configuration_hash, configuration_of
from budgets.queries.rounds import missing_for_opening
from participation.actions.critical_acts import confirm_act, drop_act, propose_act
from participation.actions.journal import record
from participation.errors import IncompleteError
from participation.events import announce
from participation.locks import lock
from participation.models import CriticalAct, Person
from participation.queries.critical_acts import proposed_act

OPENING = "round.opening"
SEED_BYTES = 16


@transaction.atomic
def propose_opening(*, officer: Person, round_: Round, now: datetime) -> CriticalAct:
    """Propose to open a round as it stands; a change before the second person confirms voids the proposal.

    Raises:
        NotPermittedError: `officer` is no returning officer.
        FrozenError: the round has opened.
        IncompleteError: something is missing; `missing` lists what.
        AlreadyExistsError: the same is proposed.

    """
    require_returning_officer(officer, round_, now=now)
    round_ = lock(Round, round_.pk)
    require_configurable(round_)
    _require_complete(round_, now=now)
    draft = configuration_hash(configuration_of(round_))
    earlier = proposed_act(act=OPENING, on=round_, now=now)
    if earlier is not None and earlier.params["draft_hash"] != draft:
        drop_act(act=OPENING, on=round_, dropper=officer, now=now)
    municipality = round_.process.municipality
    return propose_act(
        act=OPENING, on=round_, municipality=municipality, proposer=officer, now=now, params={"draft_hash": draft}
    )


@transaction.atomic
def confirm_opening(*, officer: Person, round_: Round, now: datetime) -> Round:
    """Open a round: freeze its configuration, make its key, enter everybody eligible into the roll.

    A beginning that lies in the future stays; otherwise ballots are taken from now on. An empty seed of the lot
    order is drawn here, before the first ballot.

    Raises:
        NotPermittedError: `officer` is no returning officer.
        FrozenError: the round has opened.
        IncompleteError: something is missing; `missing` lists what.
        NothingProposedError: nobody proposed it.
        SamePersonError: `officer` proposed it.
        ChangedSinceProposalError: the round is no longer what was proposed.

    """
    require_returning_officer(officer, round_, now=now)
    round_ = lock(Round, round_.pk)
    require_configurable(round_)
    _require_complete(round_, now=now)
    act = confirm_act(act=OPENING, on=round_, confirmer=officer, now=now)
    if act.params["draft_hash"] != configuration_hash(configuration_of(round_)):
        raise ChangedSinceProposalError
    _freeze(round_, now=now)
    create_round_key(round_.pk)
    entered = enter_everybody(round_=round_, now=now)
    data = {"configuration_hash": round_.configuration_hash, "roll": entered}
    record(municipality=round_.process.municipality, actor=officer, act="round.opened", on=round_, now=now, data=data)
    announce(RoundOpened(round_id=round_.pk))
    return round_


@transaction.atomic
def drop_opening(*, officer: Person, round_: Round, now: datetime) -> None:
    """Take a proposed opening back, or refuse it as the second person.

    Raises:
        NotPermittedError: `officer` is no returning officer.
        NothingProposedError: nothing is proposed.

    """
    require_returning_officer(officer, round_, now=now)
    round_ = lock(Round, round_.pk)
    drop_act(act=OPENING, on=round_, dropper=officer, now=now)


def _require_complete(round_: Round, *, now: datetime) -> None:
    missing = missing_for_opening(round_, now=now)
    if missing:
        labels = ", ".join(f"„{OPENING_LABELS[key]}“" for key in missing)
        raise IncompleteError(missing=missing, missing_labels=labels)


def _freeze(round_: Round, *, now: datetime) -> None:
    if round_.opens_at is None or round_.opens_at < now:
        round_.opens_at = now
    if not round_.parameters.get("ties"):
        round_.parameters = {**round_.parameters, "ties": secrets.token_hex(SEED_BYTES)}
    round_.state = RoundState.OPEN
    round_.configuration = configuration_of(round_)
    round_.configuration_hash = configuration_hash(round_.configuration)
    round_.save()
