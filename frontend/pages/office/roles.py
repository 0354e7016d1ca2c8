"""Roles: who holds which, since when, until when and from whom."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from frontend.forms.office.people import GrantForm
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.office.doors import ROLES
from frontend.pages.office.entrance import Office, office_page, show
from frontend.pages.visits import one_of
from participation.actions.people import end_role, grant_role
from participation.models import Role, RoleGrant
from participation.queries.people import person_by_email, visible_role_grants

A_YEAR = timedelta(days=365)
PER_PAGE = 50


@require_safe
@office_page(ROLES)
def roles(request: HttpRequest, office: Office) -> HttpResponse:
    """List the grants in force."""
    page = Paginator(_grants_in_force(office), PER_PAGE).get_page(request.GET.get("page"))
    return show(request, office, "roles.html", {"page": page})


@office_page(ROLES, to_work=True)
def grant(request: HttpRequest, office: Office) -> HttpResponse:
    """Grant a role."""
    initial = {"ends_at": timezone.localdate(office.now) + A_YEAR}
    data = request.POST if request.method == "POST" else None
    form = GrantForm(data, municipality=office.municipality, initial=initial)
    if data is not None and carried_out(form, lambda wanted: _grant(office, wanted)):
        messages.success(request, _("Die Rolle ist vergeben."))
        return redirect(office.url("office_roles"))
    context = {
        "form": form,
        "title": _("Rolle vergeben"),
        "lead": _("Die Person braucht ein Konto und, um tätig zu werden, einen zweiten Faktor."),
        "submit_label": _("Rolle vergeben"),
        "cancel_url": office.url("office_roles"),
        "crumbs": [{"label": _("Rolle vergeben")}],
    }
    return show(request, office, "form_page.html", context, status=status_of(form))


@require_POST
@office_page(ROLES)
def end(request: HttpRequest, office: Office, *, grant: str) -> HttpResponse:
    """End a grant at once."""
    ended = one_of(_grants_in_force(office), pk=grant)
    end_role(grantor=office.person, grant=ended, now=office.now)
    messages.success(request, _("Die Rolle von %(name)s ist beendet.") % {"name": ended.person.display_name})
    return redirect(office.url("office_roles"))


def _grant(office: Office, wanted: dict[str, Any]) -> None:
    grant_role(
        grantor=office.person,
        person=person_by_email(wanted["email"]),
        role=Role(wanted["role"]),
        within=wanted["process"] or office.municipality,
        now=office.now,
        ends_at=_end_of(wanted["ends_at"]),
    )


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def _grants_in_force(office: Office) -> QuerySet[RoleGrant]:
    grants = visible_role_grants(office.person, now=office.now).filter(municipality=office.municipality)
    return grants.filter(starts_at__lte=office.now, ends_at__gt=office.now)
