"""What can be seen of municipalities."""

from participation.errors import NotFoundError
from participation.models import Municipality


def municipality_by_slug(slug: str) -> Municipality:
    """Return the municipality of this address.

    Raises:
        NotFoundError: there is none.

    """
    municipality = Municipality.objects.filter(slug=slug).first() if "\x00" not in slug else None
    if municipality is None:
        raise NotFoundError
    return municipality
