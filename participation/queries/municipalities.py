"""What can be seen of municipalities, their districts and bodies: all of it, by everybody."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from participation.errors import NotFoundError
from participation.models import Body, District, Municipality, Person
from participation.permissions import grants_in_force


def visible_municipalities() -> QuerySet[Municipality]:
    """Return all municipalities, by name."""
    return Municipality.objects.all()


def municipality_by_slug(slug: str) -> Municipality:
    """Return the municipality of this address.

    Raises:
        NotFoundError: there is none.

    """
    municipality = visible_municipalities().filter(slug=slug).first() if "\x00" not in slug else None
    if municipality is None:
        raise NotFoundError
    return municipality


def municipality_with_standing(viewer: Person | None, slug: str, *, now: datetime) -> tuple[Municipality, bool]:
    """Return the municipality of this address, and whether the viewer holds a role there; both in one query.

    Raises:
        NotFoundError: there is none.

    """
    if viewer is None:
        return municipality_by_slug(slug), False
    grants = grants_in_force(viewer, now=now).filter(municipality=OuterRef("pk"))
    found = visible_municipalities().filter(slug=slug).annotate(is_staffed=Exists(grants)).first()
    if found is None:
        raise NotFoundError
    return found, found.is_staffed


def visible_districts(municipality: Municipality | None = None) -> QuerySet[District]:
    """Return the districts of a municipality, or without it of all, by name."""
    return District.objects.all() if municipality is None else District.objects.filter(municipality=municipality)


def visible_bodies(municipality: Municipality | None = None) -> QuerySet[Body]:
    """Return the bodies of a municipality, or without it of all, by name."""
    return Body.objects.all() if municipality is None else Body.objects.filter(municipality=municipality)
