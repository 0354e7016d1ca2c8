"""The roll: who may vote, entered when the round opens, and later whoever is verified while it is open."""

import secrets
from datetime import datetime

from django.db import transaction

from budgets.errors import NotOnRollError
from budgets.models import RollEntry, RollKind, Round
from budgets.permissions import eligible_residency, require_taking_ballots
from budgets.queries.ballots import box_of
from budgets.queries.roll import eligible_residencies, needs_districts
from participation.locks import lock_shared
from participation.models import Person, Residency

BATCH = 2_000


def enter_everybody(*, round_: Round, now: datetime) -> int:
    """Enter everybody eligible at once, in random order; return how many. The round is locked and about to open."""
    if round_.roll_kind != RollKind.RESIDENTS:
        return 0
    with_district = needs_districts(round_)
    entries = [
        _entry(round_, residency, with_district=with_district) for residency in eligible_residencies(round_, now=now)
    ]
    secrets.SystemRandom().shuffle(entries)
    RollEntry.objects.bulk_create(entries, batch_size=BATCH)
    return len(entries)


@transaction.atomic
def enter_roll(*, voter: Person, round_: Round, now: datetime) -> RollEntry:
    """Enter somebody who became eligible while the round is open; whoever stands there already stays as they are.

    A transaction of its own, before and never within that of casting: rows of one transaction can be told from
    hidden columns of the database, and an entry must not be joined to its mark.

    Raises:
        PhaseClosedError: the round takes no ballots now.
        NotOnRollError: the roll of this round is not made of residents.
        NotVerifiedError: no verified residency.
        OutsideAgeRangeError: too young or too old.

    """
    lock_shared(box_of(round_.pk))
    round_ = Round.objects.select_related("process__municipality").get(pk=round_.pk)
    require_taking_ballots(round_, now=now)
    entry = RollEntry.objects.filter(round=round_, person=voter).first()
    if entry is not None:
        return entry
    if round_.roll_kind != RollKind.RESIDENTS:
        raise NotOnRollError
    residency = eligible_residency(voter, round_, now=now)
    fresh = _entry(round_, residency, with_district=needs_districts(round_))
    entry, _ = RollEntry.objects.get_or_create(
        round=round_, person=voter, defaults={"id": fresh.pk, "district_id": fresh.district_id}
    )
    return entry


def _entry(round_: Round, residency: Residency, *, with_district: bool) -> RollEntry:
    """Make an entry; the district is kept only where an envelope asks for it."""
    return RollEntry(
        round=round_, person_id=residency.person_id, district_id=residency.district_id if with_district else None
    )
