"""What participation adds to the task list of the back office."""

from collections.abc import Iterable
from datetime import datetime

from participation.models import Municipality, Person
from participation.permissions import active_grants
from participation.queries import critical_acts, moderation
from participation.registries import OfficeTask, office_tasks


def waiting_cases(person: Person, municipality: Municipality, *, now: datetime) -> Iterable[OfficeTask]:
    """Count the open cases that somebody may decide."""
    cases = moderation.queue(person, municipality, now=now)
    count = cases.count()
    yield OfficeTask(kind="moderation", count=count, overdue=cases.filter(due_at__lt=now).count() if count else 0)


def waiting_acts(person: Person, municipality: Municipality, *, now: datetime) -> Iterable[OfficeTask]:
    """Count the critical acts that wait for a second person, for staff of the municipality other than the first."""
    if active_grants(person, municipality, now=now).exists():
        waiting = critical_acts.waiting_acts(municipality, now=now)
        yield OfficeTask(kind="critical_acts", count=waiting.exclude(proposed_by=person).count())


office_tasks += [waiting_cases, waiting_acts]
