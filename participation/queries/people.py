"""What can be seen of people, their residencies and roles."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from participation.errors import NotFoundError
from participation.models import Person, Residency, RoleGrant
from participation.permissions import JOURNAL_ROLES, OFFICE_ROLES, grants_in_force


def person_by_email(email: str) -> Person:
    """Return the person who signs in with this address.

    Raises:
        NotFoundError: nobody does.

    """
    address = email.strip().lower()
    person = Person.objects.filter(account__email=address).first() if "\x00" not in address else None
    if person is None:
        raise NotFoundError(field="email")
    return person


def visible_residencies(viewer: Person | None, *, now: datetime) -> QuerySet[Residency]:
    """Return one's own residencies, for clerks and administrators all of their municipality, newest first."""
    if viewer is None:
        return Residency.objects.none()
    held = grants_in_force(viewer, now=now).filter(
        role__in=OFFICE_ROLES, process=None, municipality=OuterRef("municipality")
    )
    residencies = Residency.objects.select_related("person", "district", "verified_by")
    return residencies.filter(Q(person=viewer) | Exists(held))


def visible_role_grants(viewer: Person | None, *, now: datetime) -> QuerySet[RoleGrant]:
    """Return one's own grants, for administrators and auditors all of their municipality; ended ones too."""
    if viewer is None:
        return RoleGrant.objects.none()
    held = grants_in_force(viewer, now=now).filter(
        role__in=JOURNAL_ROLES, process=None, municipality=OuterRef("municipality")
    )
    grants = RoleGrant.objects.select_related("person", "process", "grantor", "municipality")
    return grants.filter(Q(person=viewer) | Exists(held))
