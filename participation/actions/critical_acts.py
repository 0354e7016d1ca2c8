"""The one mechanism for acts that take two people: propose, confirm by somebody else, expiry."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from participation.actions.journal import record
from participation.errors import AlreadyExistsError, NothingProposedError, SamePersonError
from participation.locks import lock_exclusive
from participation.models import CriticalAct, Municipality, Person
from participation.models.base import Entity

OPEN_FOR = timedelta(days=7)


@transaction.atomic
def propose_act(
    *,
    act: str,
    on: Entity,
    municipality: Municipality,
    proposer: Person,
    now: datetime,
    params: Mapping[str, object] | None = None,
) -> CriticalAct:
    """Propose an act; the caller has checked that `proposer` may and locked `on`.

    Raises:
        AlreadyExistsError: the same act on the same thing is already proposed.

    """
    # Two first people at once: one proposes, the other is told so.
    lock_exclusive(f"act:{act}:{on.ref}")
    _drop_expired(act=act, on=on, now=now)
    if _open_acts(act=act, on=on).exists():
        raise AlreadyExistsError
    proposed = CriticalAct.objects.create(
        municipality=municipality,
        act=act,
        on_ref=on.ref,
        params=dict(params or {}),
        proposed_by=proposer,
        proposed_at=now,
        expires_at=now + OPEN_FOR,
    )
    record(municipality=municipality, actor=proposer, act=f"{act}.proposed", on=on, now=now, data=proposed.params)
    return proposed


@transaction.atomic
def confirm_act(*, act: str, on: Entity, confirmer: Person, now: datetime) -> CriticalAct:
    """Confirm a proposed act; the caller carries it out in the same transaction.

    Raises:
        NothingProposedError: nothing is proposed, or it expired.
        SamePersonError: `confirmer` proposed it.

    """
    proposed = _open_acts(act=act, on=on).filter(expires_at__gt=now).select_for_update(of=("self",)).first()
    if proposed is None:
        raise NothingProposedError
    if proposed.proposed_by_id == confirmer.pk:
        raise SamePersonError
    proposed.confirmed_by = confirmer
    proposed.confirmed_at = now
    proposed.save(update_fields=["confirmed_by", "confirmed_at"])
    record(
        municipality=proposed.municipality,
        actor=confirmer,
        act=f"{act}.confirmed",
        on=on,
        now=now,
        data={**proposed.params, "proposed_by": proposed.proposed_by.ref},
    )
    return proposed


@transaction.atomic
def drop_act(*, act: str, on: Entity, dropper: Person, now: datetime) -> None:
    """Take a proposed act back, or refuse it as the second person; the caller has checked that `dropper` may.

    Raises:
        NothingProposedError: nothing is proposed.

    """
    proposed = _open_acts(act=act, on=on).select_for_update(of=("self",)).first()
    if proposed is None:
        raise NothingProposedError
    proposed.dropped_at = now
    proposed.save(update_fields=["dropped_at"])
    record(municipality=proposed.municipality, actor=dropper, act=f"{act}.dropped", on=on, now=now)


def _open_acts(*, act: str, on: Entity) -> QuerySet[CriticalAct]:
    return CriticalAct.objects.filter(act=act, on_ref=on.ref, confirmed_at=None, dropped_at=None)


def _drop_expired(*, act: str, on: Entity, now: datetime) -> None:
    _open_acts(act=act, on=on).filter(expires_at__lte=now).update(dropped_at=now)
