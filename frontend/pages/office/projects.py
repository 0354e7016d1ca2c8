"""Projects: published proposals that are taken onto the ballot."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from budgets.actions.projects import adopt_proposal, drop_project
from budgets.models import Round
from frontend.forms.office.rounds import AdoptionForm
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.office.doors import ROUNDS
from frontend.pages.office.entrance import Office, office_page, show
from frontend.pages.office.rounds import office_round, round_crumbs
from participation.lifecycle import ProposalState
from participation.models import Proposal
from participation.queries.lookup import find
from participation.queries.proposals import visible_proposals


@office_page(ROUNDS, to_work=True)
def adopt(request: HttpRequest, office: Office, *, round: str) -> HttpResponse:  # noqa: A002 -- the name in the address
    """Choose which published proposals become projects."""
    adopting = office_round(office, round)
    data = request.POST if request.method == "POST" else None
    adoptable = _adoptable(office, adopting)
    form = AdoptionForm(data, round_=adopting, proposals=adoptable)
    if data is not None and carried_out(form, lambda chosen: _adopt(office, chosen)):
        number = len(form.cleaned_data["proposals"])
        adopted = ngettext("%(number)s Vorschlag übernommen.", "%(number)s Vorschläge übernommen.", number)
        messages.success(request, adopted % {"number": number})
        return redirect(office.url("office_round", round=adopting.pk) + "#projekte")
    context = {
        "form": form,
        "round": adopting,
        "is_possible": adopting.envelopes.exists() and adoptable.exists(),
        "has_envelopes": adopting.envelopes.exists(),
        "crumbs": round_crumbs(office, adopting, _("Vorschläge übernehmen")),
    }
    return show(request, office, "adoption.html", context, status=status_of(form))


@require_POST
@office_page(ROUNDS)
def drop(request: HttpRequest, office: Office, *, round: str, project: str) -> HttpResponse:  # noqa: A002 -- the name in the address
    """Take a project off the ballot before the round opens."""
    adopting = office_round(office, round)
    dropped = find(adopting.projects.select_related("round__process"), project)
    drop_project(clerk=office.person, project=dropped, now=office.now)
    messages.success(request, _("„%(title)s“ steht nicht mehr in der Runde.") % {"title": dropped.title})
    return redirect(office.url("office_round", round=adopting.pk) + "#projekte")


def _adoptable(office: Office, round_: Round) -> QuerySet[Proposal]:
    published = visible_proposals(office.person, round_.process, now=office.now).filter(state=ProposalState.PUBLISHED)
    return published.exclude(projects__round=round_).order_by("number")


@transaction.atomic
def _adopt(office: Office, chosen: dict[str, Any]) -> None:
    """Adopt all that is ticked, or nothing."""
    for proposal in chosen["proposals"]:
        adopt_proposal(clerk=office.person, envelope=chosen["envelope"], proposal=proposal, now=office.now)
