"""Find one thing among those that may be seen; absent and hidden look the same."""

import re
from typing import TypeVar

from django.db.models import Model, QuerySet

from participation.errors import NotFoundError
from participation.models.ids import ALPHABET, ID_LENGTH

M = TypeVar("M", bound=Model)
_ID = re.compile(f"[{ALPHABET}]{{{ID_LENGTH}}}")


def find(visible: QuerySet[M], public_id: object) -> M:
    """Return the one with this id.

    Raises:
        NotFoundError: it is not among the visible ones, or that is no id.

    """
    found = visible.filter(pk=public_id).first() if isinstance(public_id, str) and _ID.fullmatch(public_id) else None
    if found is None:
        raise NotFoundError
    return found
