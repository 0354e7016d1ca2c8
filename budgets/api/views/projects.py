"""Projects of a round: adopted proposals, their cost and feasibility."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from budgets.actions.projects import adopt_proposal, cost_project, drop_project
from budgets.api.serializers.rounds import AdoptionInput, CostingInput, ProjectOutput
from budgets.api.views.rounds import round_asked_for
from budgets.models import Envelope, Project
from budgets.queries.rounds import visible_rounds
from participation.api.callers import signed_in, viewer_of
from participation.api.idempotency import idempotent
from participation.api.schema import EVERYBODY, OFFICE
from participation.api.views.base import ApiView, ListView, parsed
from participation.models import Role
from participation.queries.lookup import find
from participation.queries.proposals import visible_proposals

COSTING = (str(Role.FINANCE_OFFICER), str(Role.CLERK))


def project_asked_for(request: Request, public_id: str) -> Project:
    """Return the project of this id, if its round may be seen."""
    rounds = visible_rounds(viewer_of(request), now=timezone.now())
    return find(Project.objects.filter(round__in=rounds).select_related("round__process__municipality"), public_id)


class ProjectListView(ListView):
    """The projects of a round, by code."""

    roles = {"GET": EVERYBODY, "POST": OFFICE}
    ordering = ("code", "id")

    @extend_schema(operation_id="projects_list", responses=ProjectOutput(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List the projects."""
        projects = Project.objects.filter(round=round_asked_for(request, public_id))
        return self.answer_page(request, projects, ProjectOutput)

    @extend_schema(operation_id="projects_create", request=AdoptionInput, responses={201: ProjectOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Adopt a published proposal."""
        round_ = round_asked_for(request, public_id)
        clerk, now = self.permitted(request, within=round_.process), timezone.now()
        wanted = parsed(AdoptionInput, request.data)
        envelope = find(Envelope.objects.filter(round=round_), wanted["envelope"])
        proposal = find(visible_proposals(clerk, round_.process, now=now), wanted["proposal"])
        project = adopt_proposal(clerk=clerk, envelope=envelope, proposal=proposal, now=now)
        return Response(ProjectOutput(project).data, status=201)


class ProjectView(ApiView):
    """One project."""

    roles = {"GET": EVERYBODY, "DELETE": OFFICE}

    @extend_schema(operation_id="projects_read", responses=ProjectOutput)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a project."""
        return Response(ProjectOutput(project_asked_for(request, public_id)).data)

    @extend_schema(operation_id="projects_remove", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Take a project out of a round that has not opened."""
        project = project_asked_for(request, public_id)
        drop_project(clerk=signed_in(request), project=project, now=timezone.now())
        return Response(status=204)


class CostingView(ApiView):
    """Cost and feasibility of a project."""

    roles = COSTING

    @extend_schema(operation_id="projects_cost", request=CostingInput, responses=ProjectOutput)
    def put(self, request: Request, public_id: str) -> Response:
        """State what a project costs and whether it can be done."""
        project = project_asked_for(request, public_id)
        officer = self.permitted(request, within=project.round.process)
        wanted = parsed(CostingInput, request.data)
        project = cost_project(officer=officer, project=project, **wanted, now=timezone.now())
        return Response(ProjectOutput(project).data)
