"""Costing: what projects cost and whether they can be done."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budgets.actions.projects import cost_project
from budgets.lifecycle import RoundState
from budgets.models import Feasibility, Project
from budgets.queries.rounds import visible_rounds
from frontend.forms.office.costing import CostForm
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.office.doors import COSTING
from frontend.pages.office.entrance import Office, office_page, show
from participation.queries.lookup import find

PER_PAGE = 50
PENDING_FIRST = Case(
    When(feasibility=Feasibility.PENDING, then=Value(0)), default=Value(1), output_field=IntegerField()
)


@require_safe
@office_page(COSTING)
def projects(request: HttpRequest, office: Office) -> HttpResponse:
    """List the projects of rounds in preparation, those without a finding first."""
    open_to_cost = _projects(office)
    page = Paginator(open_to_cost, PER_PAGE).get_page(request.GET.get("page"))
    pending = open_to_cost.filter(feasibility=Feasibility.PENDING).count()
    return show(request, office, "costing.html", {"page": page, "pending": pending})


@office_page(COSTING)
def cost(request: HttpRequest, office: Office, *, project: str) -> HttpResponse:
    """State cost and feasibility of one project."""
    costed = find(_projects(office), project)
    office.require_reach(costed.round.process)
    data = request.POST if request.method == "POST" else None
    form = CostForm(data, initial=_initial(costed))
    if data is not None and carried_out(
        form, lambda found: cost_project(officer=office.person, project=costed, now=office.now, **found)
    ):
        messages.success(request, _("„%(title)s“ ist geprüft.") % {"title": costed.title})
        return redirect(office.url("office_costing"))
    context = {
        "form": form,
        "project": costed,
        "may_work": office.may_work(process=costed.round.process),
        "crumbs": [{"label": costed.title}],
    }
    return show(request, office, "cost.html", context, status=status_of(form))


def _projects(office: Office) -> QuerySet[Project]:
    rounds = visible_rounds(office.person, office.municipality, now=office.now)
    return (
        Project.objects.filter(round__in=rounds.filter(state=RoundState.PREPARATION))
        .select_related("round__process__municipality", "envelope", "proposal__district", "proposal__category")
        .order_by(PENDING_FIRST, "round", "envelope__position", "proposal__number", "code")
    )


def _initial(project: Project) -> dict[str, Any]:
    decided = "" if project.feasibility == Feasibility.PENDING else project.feasibility
    return {"feasibility": decided, "cost_cents": project.cost_cents, "reason": project.feasibility_reason}
