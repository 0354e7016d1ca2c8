"""What a signed-in person has here: proposals, supports, what was verified, rights, data."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from frontend.forms.people import DisplayNameForm
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.addresses import address, breadcrumb
from frontend.pages.cards import of_cards, proposal_card
from frontend.pages.visits import Visit, visit
from participation.actions.people import rename_person
from participation.permissions import active_grants, lacks_second_factor, residency_of
from participation.queries.proposals import proposals_of, supported_by


@never_cache
def my_page(request: HttpRequest, municipality: str) -> HttpResponse:
    """Everything of one's own in this town; the display name can be changed here."""
    here = visit(request, municipality)
    person = here.person
    form = DisplayNameForm(request.POST or None, initial={"display_name": person.display_name})
    if carried_out(form, lambda data: rename_person(person=person, **data)):
        messages.success(request, _("Ihr Anzeigename ist geändert."))
        return redirect(address(here.municipality, "my_page"))
    context = {"form": form, **_belongings(here)}
    context["breadcrumb"] = breadcrumb(here.municipality, (_("Meine Seite"), ""))
    return render(request, "town/my_page.html", context, status=status_of(form))


def _belongings(here: Visit) -> dict[str, Any]:
    person, town, now = here.person, here.municipality, here.now
    grants = active_grants(person, town, now=now).select_related("process")
    return {
        "own": [proposal_card(town, proposal) for proposal in of_cards(proposals_of(person, town))],
        "supported": [proposal_card(town, proposal) for proposal in of_cards(supported_by(person, town))],
        "residency": residency_of(person, town, now=now),
        "grants": list(grants),
        "lacks_second_factor": lacks_second_factor(person, town, now=now),
    }
