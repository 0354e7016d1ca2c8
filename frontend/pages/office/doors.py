"""Which door of the back office is open to whom: one table for the gates and the navigation."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.models import Role

EVERYBODY = frozenset(Role)


@dataclass(frozen=True, kw_only=True)
class Door:
    """One part of the back office.

    Attributes:
        name: of its first page, as `reverse` knows it.
        workers: who may do something there.
        readers: who may only look.
        whole: the role must hold for all of the municipality; one limited to a process does not open this door.

    """

    name: str
    label: Any
    icon: str
    workers: frozenset[Role]
    readers: frozenset[Role] = frozenset()
    whole: bool = False

    @property
    def visitors(self) -> frozenset[Role]:
        """Who may come in at all."""
        return self.workers | self.readers


HOME = Door(name="office_home", label=_("Aufgaben"), icon="tasks", workers=EVERYBODY)
QUEUE = Door(
    name="office_queue",
    label=_("Prüfung"),
    icon="inbox",
    workers=frozenset({Role.MODERATOR, Role.MUNICIPALITY_ADMINISTRATOR}),
)
DESK = Door(
    name="office_desk",
    label=_("Am Schalter erfassen"),
    icon="paper",
    workers=frozenset({Role.HELPER, Role.CLERK, Role.MUNICIPALITY_ADMINISTRATOR}),
)
PROCESSES = Door(
    name="office_processes",
    label=_("Beteiligungsverfahren"),
    icon="list",
    workers=frozenset({Role.CLERK, Role.MUNICIPALITY_ADMINISTRATOR}),
    readers=frozenset({Role.AUDITOR}),
)
ROUNDS = Door(
    name="office_rounds",
    label=_("Budgetrunden"),
    icon="ballot",
    workers=frozenset({Role.CLERK, Role.MUNICIPALITY_ADMINISTRATOR}),
    readers=frozenset({Role.RETURNING_OFFICER, Role.FINANCE_OFFICER, Role.AUDITOR}),
)
# Opening, closing and counting belong to the returning officers; the offices see where a round stands.
BALLOTING = Door(
    name="office_rounds",
    label=_("Budgetrunden"),
    icon="scale",
    workers=frozenset({Role.RETURNING_OFFICER}),
    readers=frozenset({Role.CLERK, Role.MUNICIPALITY_ADMINISTRATOR, Role.AUDITOR}),
)
COSTING = Door(
    name="office_costing",
    label=_("Kosten und Umsetzbarkeit"),
    icon="euro",
    workers=frozenset({Role.FINANCE_OFFICER, Role.CLERK}),
    readers=frozenset({Role.MUNICIPALITY_ADMINISTRATOR, Role.AUDITOR}),
)
PEOPLE = Door(
    name="office_people",
    label=_("Personen"),
    icon="people",
    workers=frozenset({Role.CLERK, Role.MUNICIPALITY_ADMINISTRATOR}),
    whole=True,
)
ROLES = Door(
    name="office_roles",
    label=_("Rollen"),
    icon="key",
    workers=frozenset({Role.MUNICIPALITY_ADMINISTRATOR}),
    readers=frozenset({Role.AUDITOR}),
    whole=True,
)
JOURNAL = Door(
    name="office_journal",
    label=_("Journal"),
    icon="shield",
    workers=frozenset(),
    readers=frozenset({Role.AUDITOR, Role.MUNICIPALITY_ADMINISTRATOR}),
    whole=True,
)

# In the order of the navigation.
NAVIGATION = (HOME, QUEUE, DESK, PROCESSES, ROUNDS, COSTING, PEOPLE, ROLES, JOURNAL)
