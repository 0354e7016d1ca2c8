"""Who comes to which town, and when: what every page of a municipality starts from."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from participation.errors import NotFoundError, SignInRequiredError
from participation.models import Municipality, Person
from participation.queries.municipalities import municipality_with_standing

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One request to one town; `viewer` is None for a visitor without an account."""

    municipality: Municipality
    viewer: Person | None
    now: datetime

    @property
    def person(self) -> Person:
        """The one who is signed in.

        Raises:
            SignInRequiredError: nobody is; the answer leads to the sign-in page and back.

        """
        if self.viewer is None:
            raise SignInRequiredError
        return self.viewer


def viewer_of(request: HttpRequest) -> Person | None:
    """Return the person behind the signed-in account, or None."""
    account = request.user
    return getattr(account, "person", None) if account.is_authenticated else None


def visit(request: HttpRequest, municipality: str) -> Visit:
    """Enter a town by its slug; the templates learn which one it is.

    Raises:
        NotFoundError: there is no such town.

    """
    viewer, now = viewer_of(request), timezone.now()
    town, is_staff = municipality_with_standing(viewer, municipality, now=now)
    request.is_staff = is_staff  # type: ignore[attr-defined]  # ours, read by `frontend.context`
    request.municipality = town  # type: ignore[attr-defined]  # ours, read by `frontend.context`
    return Visit(municipality=town, viewer=viewer, now=now)


def one_of(visible: QuerySet[M], **lookup: object) -> M:
    """Return the one visible row.

    Raises:
        NotFoundError: it does not exist, or not for this viewer; both look the same.

    """
    found = visible.filter(**lookup).first()
    if found is None:
        raise NotFoundError
    return found
