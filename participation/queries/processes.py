"""What can be seen of processes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from participation.lifecycle import PhaseStatus
from participation.models import Category, Municipality, Person, Phase, Process
from participation.models.processes import REQUIRED_FOR_PUBLICATION
from participation.permissions import grants_in_force


@dataclass(frozen=True, kw_only=True)
class PhaseView:
    """A phase as one moment sees it; current is what is open, or without an open one what comes next."""

    phase: Phase
    status: PhaseStatus
    is_current: bool


def visible_processes(viewer: Person | None, municipality: Municipality | None, *, now: datetime) -> QuerySet[Process]:
    """Return the published processes, newest first; staff also see those in preparation.

    `municipality` None looks in all of them.
    """
    published = Q(published_at__isnull=False)
    processes = Process.objects.select_related("municipality", "deciding_body")
    if municipality is not None:
        processes = processes.filter(municipality=municipality)
    if viewer is None:
        return processes.filter(published)
    grants = grants_in_force(viewer, now=now).filter(municipality=OuterRef("municipality"))
    for_it = grants.filter(Q(process=None) | Q(process=OuterRef("pk")))
    return processes.filter(published | Exists(for_it))


def phases_with_status(process: Process, now: datetime) -> list[PhaseView]:
    """Return the phases in their order; costs no query where they were prefetched."""
    phases = [(phase, phase.status_at(now)) for phase in process.phases.all()]
    current = _current([status for _, status in phases])
    return [
        PhaseView(phase=phase, status=status, is_current=position in current)
        for position, (phase, status) in enumerate(phases)
    ]


def _current(statuses: list[PhaseStatus]) -> set[int]:
    opened = {position for position, status in enumerate(statuses) if status == PhaseStatus.OPEN}
    if opened:
        return opened
    return {next((position for position, status in enumerate(statuses) if status == PhaseStatus.UPCOMING), -1)}


def visible_categories(process: Process) -> QuerySet[Category]:
    """Return the categories of a visible process in their order."""
    return Category.objects.filter(process=process)


def visible_categories_anywhere(viewer: Person | None, *, now: datetime) -> QuerySet[Category]:
    """Return the categories of all visible processes."""
    return Category.objects.filter(process__in=visible_processes(viewer, None, now=now))


def missing_for_publication(process: Process) -> list[str]:
    """List the fields still empty that a published process needs (who decides, who is in charge, what is open)."""
    empty = (None, "")
    return [
        field
        for field in REQUIRED_FOR_PUBLICATION
        if getattr(process, f"{field}_id" if field == "deciding_body" else field) in empty
    ]
