"""The task list of the back office."""

from datetime import datetime

from participation.models import Municipality, Person
from participation.registries import OfficeTask
from participation.registries import office_tasks as providers


def office_tasks(person: Person, municipality: Municipality, *, now: datetime) -> list[OfficeTask]:
    """Collect what waits for somebody, from every app, in the order in which the apps registered; no empty lines."""
    offered = (task for provide in providers for task in provide(person, municipality, now=now))
    return [task for task in offered if task.count]
