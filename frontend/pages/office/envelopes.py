"""Envelopes: the parts of the budget."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets.actions.rounds import EnvelopeDetails, add_envelope, edit_envelope, remove_envelope
from frontend.forms.office.rounds import EnvelopeForm
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.office.doors import ROUNDS
from frontend.pages.office.entrance import Office, office_page, show
from frontend.pages.office.rounds import office_round, round_crumbs
from participation.queries.lookup import find

FIELDS = ("name", "amount_cents", "district", "max_choices")


@office_page(ROUNDS, to_work=True)
def new(request: HttpRequest, office: Office, *, round: str) -> HttpResponse:  # noqa: A002 -- the name in the address
    """Add an envelope."""
    divided = office_round(office, round)
    data = request.POST if request.method == "POST" else None
    form = EnvelopeForm(data, municipality=office.municipality)
    if data is not None and carried_out(
        form,
        lambda given: add_envelope(clerk=office.person, round_=divided, details=_details(given), now=office.now),
    ):
        return redirect(office.url("office_round", round=divided.pk) + "#teilbudgets")
    context = {
        "form": form,
        "title": _("Teilbudget hinzufügen"),
        "lead": _(
            "Jedes Projekt gehört zu genau einem Teilbudget. Ein Stimmzettel umfasst alle, in denen man abstimmen darf."
        ),
        "submit_label": _("Hinzufügen"),
        "cancel_url": office.url("office_round", round=divided.pk),
        "crumbs": round_crumbs(office, divided, _("Teilbudget hinzufügen")),
    }
    return show(request, office, "form_page.html", context, status=status_of(form))


@office_page(ROUNDS, to_work=True)
def envelope(request: HttpRequest, office: Office, *, round: str, envelope: str) -> HttpResponse:  # noqa: A002 -- the name in the address
    """Edit an envelope."""
    divided = office_round(office, round)
    edited = find(divided.envelopes.select_related("round__process"), envelope)
    data = request.POST if request.method == "POST" else None
    initial = {name: getattr(edited, name) for name in FIELDS}
    form = EnvelopeForm(data, municipality=office.municipality, initial=initial)
    if data is not None and carried_out(
        form,
        lambda given: edit_envelope(clerk=office.person, envelope=edited, details=_details(given), now=office.now),
    ):
        return redirect(office.url("office_round", round=divided.pk) + "#teilbudgets")
    context = {
        "form": form,
        "title": edited.name,
        "submit_label": _("Speichern"),
        "cancel_url": office.url("office_round", round=divided.pk),
        "crumbs": round_crumbs(office, divided, edited.name),
    }
    return show(request, office, "form_page.html", context, status=status_of(form))


@require_POST
@office_page(ROUNDS)
def remove(request: HttpRequest, office: Office, *, round: str, envelope: str) -> HttpResponse:  # noqa: A002, ARG001 -- the name in the address; a view's signature
    """Remove an envelope without projects."""
    divided = office_round(office, round)
    removed = find(divided.envelopes.select_related("round__process"), envelope)
    remove_envelope(clerk=office.person, envelope=removed, now=office.now)
    return redirect(office.url("office_round", round=divided.pk) + "#teilbudgets")


def _details(given: dict[str, Any]) -> EnvelopeDetails:
    return EnvelopeDetails(**{name: given[name] for name in FIELDS})
