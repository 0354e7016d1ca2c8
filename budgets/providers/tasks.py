"""What waits for the back office: one line per kind."""

from collections.abc import Iterator
from datetime import datetime

from budgets.lifecycle import RoundState
from budgets.models import Feasibility, Project, Round
from budgets.queries.rounds import rounds_to_close
from participation.models import Municipality, Person, Role
from participation.permissions import active_grants
from participation.registries import OfficeTask, office_tasks

COSTING = frozenset({Role.FINANCE_OFFICER, Role.CLERK})


def budget_tasks(person: Person, municipality: Municipality, *, now: datetime) -> Iterator[OfficeTask]:
    """Offer what somebody may do: projects to cost; rounds to close, to count, to have confirmed."""
    roles = set(active_grants(person, municipality, now=now).values_list("role", flat=True))
    rounds = Round.objects.filter(process__municipality=municipality)
    if roles & COSTING:
        pending = Project.objects.filter(
            round__in=rounds.filter(state=RoundState.PREPARATION), feasibility=Feasibility.PENDING
        )
        yield OfficeTask(kind="projects_to_cost", count=pending.count())
    if Role.RETURNING_OFFICER in roles:
        due = rounds_to_close(municipality, now=now).count()
        yield OfficeTask(kind="rounds_to_close", count=due, overdue=due)
        yield OfficeTask(kind="rounds_to_count", count=rounds.filter(state=RoundState.CLOSED).count())
        yield OfficeTask(kind="rounds_to_confirm", count=rounds.filter(state=RoundState.CALCULATED).count())


office_tasks.append(budget_tasks)
