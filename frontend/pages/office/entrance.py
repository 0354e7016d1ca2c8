"""Who comes into the back office, and what every page of it begins and ends with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frontend.pages.addresses import address
from frontend.pages.office.doors import NAVIGATION, Door
from frontend.pages.visits import viewer_of
from participation.errors import NotFoundError, NotPermittedError, SecondFactorRequiredError, SignInRequiredError
from participation.models import Municipality, Person, Process, Role
from participation.permissions import active_grants, lacks_second_factor
from participation.queries.municipalities import municipality_by_slug

OFFICE_METHODS = ("GET", "HEAD", "POST")


@dataclass(frozen=True, kw_only=True)
class Office:
    """One visit to the back office: where, who, when, through which door and with which roles.

    Attributes:
        grants: roles in force, each with the process it is limited to, or None for all of the municipality.

    """

    municipality: Municipality
    person: Person
    now: datetime
    door: Door
    grants: frozenset[tuple[str, str | None]]

    def opens(self, door: Door) -> bool:
        """Say whether one of the roles held opens `door`."""
        return self._holds(door.visitors, whole=door.whole)

    def works_behind(self, door: Door) -> bool:
        """Say whether one of the roles held may do something behind `door`."""
        return self._holds(door.workers, whole=door.whole)

    def may_work(self, *, process: Process | None = None) -> bool:
        """Say whether something may be done behind this door, for `process` where one is named, and not just read."""
        return self._holds(self.door.workers, whole=self.door.whole, process=process)

    def _holds(self, roles: frozenset[Role], *, whole: bool, process: Process | None = None) -> bool:
        reach: set[str | None] | None = {None} if whole else {None, process.pk} if process else None
        return any(role in roles and (reach is None or limited_to in reach) for role, limited_to in self.grants)

    def require_reach(self, process: Process) -> None:
        """Refuse whoever may come in for other processes only.

        Raises:
            NotPermittedError: no role behind this door reaches `process`.

        """
        if not self._holds(self.door.visitors, whole=self.door.whole, process=process):
            raise NotPermittedError

    def url(self, name: str, **parts: object) -> str:
        """Name a page of this municipality."""
        return address(self.municipality, name, **parts)


Page = Callable[..., HttpResponse]


def office_page(door: Door, *, to_work: bool = False) -> Callable[[Page], Page]:
    """Let a page be called with the `Office` of whoever may pass `door`, instead of the municipality's slug.

    Args:
        to_work: there is nothing to read on the page; only those come in who may do something.

    """

    def guard(page: Page) -> Page:
        @require_http_methods(OFFICE_METHODS)
        @never_cache
        @wraps(page)
        def view(request: HttpRequest, *, municipality: str, **parts: str) -> HttpResponse:
            return page(request, enter(request, slug=municipality, door=door, to_work=to_work), **parts)

        view.door = door  # type: ignore[attr-defined]  # the list of doors reads it
        return view

    return guard


def enter(request: HttpRequest, *, slug: str, door: Door, to_work: bool) -> Office:
    """Open `door` for whoever asks.

    Raises:
        NotFoundError: there is no such municipality, or no back office for somebody without any role there.
        SignInRequiredError: nobody is signed in.
        SecondFactorRequiredError: a role is held, but the account lacks the second factor.
        NotPermittedError: none of the roles held opens this door, or only for reading.

    """
    municipality = municipality_by_slug(slug)
    if not request.user.is_authenticated:
        raise SignInRequiredError
    person, now = viewer_of(request), timezone.now()
    grants = _grants(person, municipality, now) if person else frozenset()
    if person is None or not (grants or lacks_second_factor(person, municipality, now=now)):
        raise NotFoundError
    # Only from here on the answer may look like a page of this town.
    request.municipality = municipality  # type: ignore[attr-defined]  # ours, read by `frontend.context`
    if not grants:
        raise SecondFactorRequiredError
    office = Office(municipality=municipality, person=person, now=now, door=door, grants=grants)
    if not (office.may_work() if to_work or request.method == "POST" else office.opens(door)):
        raise NotPermittedError
    return office


def _grants(person: Person, municipality: Municipality, now: datetime) -> frozenset[tuple[str, str | None]]:
    held = active_grants(person, municipality, now=now).order_by().values_list("role", "process_id")
    return frozenset(held)


def show(
    request: HttpRequest, office: Office, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Draw a page with the navigation of the back office; `context["crumbs"]` are the pages between it and here."""
    crumbs = [{"label": office.door.label, "url": office.url(office.door.name)}, *context.pop("crumbs", [])]
    frame = {
        "office": office,
        "office_url": office.url("office_home"),
        "office_navigation": _navigation(office),
        "breadcrumb": crumbs,
    }
    return render(request, f"office/{template}", frame | context, status=status)


def _navigation(office: Office) -> list[dict[str, Any]]:
    return [
        {"label": door.label, "icon": door.icon, "url": office.url(door.name), "current": door.name == office.door.name}
        for door in NAVIGATION
        if office.opens(door)
    ]
