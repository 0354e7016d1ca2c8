"""People at the desk: found by their address, verified by what they show."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from frontend.forms.office.people import FindPersonForm, ResidencyForm
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.office.doors import PEOPLE
from frontend.pages.office.entrance import Office, office_page, show
from frontend.pages.visits import one_of
from participation.actions.people import verify_residency
from participation.errors import NotFoundError
from participation.models import Person
from participation.permissions import residency_of
from participation.queries.people import person_by_email


@office_page(PEOPLE)
def find(request: HttpRequest, office: Office) -> HttpResponse:
    """Find the person behind an address; by POST, so that the address stands in no log."""
    form = FindPersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            found = person_by_email(form.cleaned_data["email"])
        except NotFoundError:
            form.add_error("email", _("Zu dieser Adresse gibt es kein Konto. Bitte prüfen Sie die Schreibweise."))
        else:
            return redirect(office.url("office_person", person=found.pk))
    context = {
        "form": form,
        "title": _("Wohnsitz bestätigen"),
        "lead": _(
            "Wer abstimmen möchte, zeigt einmal Ausweis und Meldeanschrift. Sie tragen Ortsteil und Geburtsdatum ein."
        ),
        "submit_label": _("Konto suchen"),
    }
    return show(request, office, "form_page.html", context, status=status_of(form))


@office_page(PEOPLE)
def person(request: HttpRequest, office: Office, *, person: str) -> HttpResponse:
    """Show what is verified about somebody here, and verify it."""
    resident = one_of(Person.objects.exclude(account=None), pk=person)
    data = request.POST if request.method == "POST" else None
    form = ResidencyForm(data, municipality=office.municipality, today=timezone.localdate(office.now))
    if data is not None and carried_out(
        form,
        lambda shown: verify_residency(
            clerk=office.person,
            person=resident,
            district=shown["district"],
            born_on=shown["born_on"],
            now=office.now,
        ),
    ):
        messages.success(request, _("Der Wohnsitz von %(name)s ist bestätigt.") % {"name": resident.display_name})
        return redirect(office.url("office_person", person=resident.pk))
    context = {
        "form": form,
        "resident": resident,
        "residency": residency_of(resident, office.municipality, now=office.now),
        "crumbs": [{"label": resident.display_name}],
    }
    return show(request, office, "person.html", context, status=status_of(form))
