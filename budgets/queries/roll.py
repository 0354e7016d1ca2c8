"""Who is eligible for a round."""

from datetime import datetime

from django.db.models import QuerySet

from budgets.lifecycle import born_by
from budgets.models import Round
from budgets.permissions import day_of_opening
from budgets.queries.configurations import frozen_envelopes
from participation.models import Residency


def eligible_residencies(round_: Round, *, now: datetime) -> QuerySet[Residency]:
    """Return the residencies that hold at `now` and lie within the age range, one per person."""
    on = day_of_opening(round_, now=now)
    residencies = Residency.objects.filter(
        municipality=round_.process.municipality_id, ended_at=None, valid_until__gt=now
    )
    if round_.age_min is not None:
        residencies = residencies.filter(born_on__lte=born_by(years=round_.age_min, on=on))
    if round_.age_max is not None:
        residencies = residencies.filter(born_on__gt=born_by(years=round_.age_max + 1, on=on))
    return residencies


def needs_districts(round_: Round) -> bool:
    """Say whether an envelope is for some districts only."""
    return any(envelope.districts is not None for envelope in frozen_envelopes(round_))
