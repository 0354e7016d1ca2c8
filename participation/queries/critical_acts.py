"""Acts that wait for their second person."""

from datetime import datetime

from django.db.models import QuerySet

from participation.models import CriticalAct, Municipality
from participation.models.base import Entity


def waiting_acts(municipality: Municipality, *, now: datetime) -> QuerySet[CriticalAct]:
    """Return what was proposed and neither confirmed nor dropped nor expired, oldest first."""
    waiting = CriticalAct.objects.filter(
        municipality=municipality, confirmed_at=None, dropped_at=None, expires_at__gt=now
    )
    return waiting.select_related("proposed_by").order_by("proposed_at", "id")


def proposed_act(*, act: str, on: Entity, now: datetime) -> CriticalAct | None:
    """Return the open proposal of one act on one thing, or None."""
    waiting = CriticalAct.objects.filter(act=act, on_ref=on.ref, confirmed_at=None, dropped_at=None, expires_at__gt=now)
    return waiting.select_related("proposed_by").first()
