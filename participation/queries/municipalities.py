"""What can be seen of municipalities, their districts and bodies: all of it, by everybody."""

from django.db.models import QuerySet

from participation.errors import NotFoundError
from participation.models import Body, District, Municipality


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


def visible_districts(municipality: Municipality) -> QuerySet[District]:
    """Return the districts of a municipality, by name."""
    return District.objects.filter(municipality=municipality)


def visible_bodies(municipality: Municipality) -> QuerySet[Body]:
    """Return the bodies of a municipality, by name."""
    return Body.objects.filter(municipality=municipality)
