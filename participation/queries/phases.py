"""Which phase is open for what."""

from datetime import datetime

from django.db.models import Q, QuerySet

from participation.errors import WrongPhaseError
from participation.lifecycle import ALLOWED_IN_PHASE, Activity, PhaseKind
from participation.models import Person, Phase, Process
from participation.queries.processes import visible_processes


def visible_phases(viewer: Person | None, *, now: datetime) -> QuerySet[Phase]:
    """Return the phases of all visible processes."""
    phases = Phase.objects.select_related("process__municipality")
    return phases.filter(process__in=visible_processes(viewer, None, now=now))


def open_phase_for(process: Process, activity: Activity, *, now: datetime) -> Phase | None:
    """Return a phase of a published process in which this is done and that is open at `now`, or None."""
    return open_phases(activity, now=now).filter(process=process).order_by("position").first()


def open_phases(activity: Activity, *, now: datetime) -> QuerySet[Phase]:
    """Return the phases of published processes in which this is done and that are open at `now`."""
    return Phase.objects.filter(
        Q(closes_at=None) | Q(closes_at__gt=now),
        process__published_at__isnull=False,
        kind__in=sorted(ALLOWED_IN_PHASE[activity]),
        opens_at__lte=now,
    )


def require_phase(process: Process, activity: Activity, now: datetime) -> Phase:
    """Return the open phase; inside an action, ask it after taking the lock of the process.

    Raises:
        WrongPhaseError: no phase is open in which this is done.

    """
    phase = open_phase_for(process, activity, now=now)
    if phase is None:
        raise WrongPhaseError
    return phase


def has_begun(process: Process, kind: PhaseKind, *, now: datetime) -> bool:
    """Say whether a phase of this kind has opened at `now`, even if it is over."""
    return Phase.objects.filter(process=process, kind=kind, opens_at__lte=now).exists()
