"""Participation processes."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from participation.actions.processes import create_process, edit_process, publish_process
from participation.api.callers import signed_in, viewer_of
from participation.api.idempotency import idempotent
from participation.api.schema import EVERYBODY, OFFICE
from participation.api.serializers.common import InMunicipality, OfMunicipality, OfProcess, WithinProcess
from participation.api.serializers.processes import ProcessChanges, ProcessInput, ProcessOutput
from participation.api.views.base import ApiView, ListView, parsed, referred
from participation.api.views.municipalities import municipality_asked_for
from participation.models import Person, Process
from participation.queries.lookup import find
from participation.queries.municipalities import visible_bodies, visible_municipalities
from participation.queries.processes import visible_processes

M = TypeVar("M", bound=Model)


def visible_process(request: Request, public_id: str) -> Process:
    """Return the process of this id, if it may be seen."""
    return find(visible_processes(viewer_of(request), None, now=timezone.now()), public_id)


def process_and_caller(view: ApiView, request: Request) -> tuple[Process, Person]:
    """Return the process that a body names and who calls, if they may do there what `view` does.

    Raises:
        NotFoundError: there is no such process.
        SignInRequiredError, SecondFactorRequiredError, NotPermittedError, ValidationError: as `ApiView`.

    """
    process = visible_process(request, view.scope(request, OfProcess)["process"])
    return process, view.permitted(request, within=process)


def within_process(request: Request, rows: QuerySet[M]) -> QuerySet[M]:
    """Narrow a list of what names its process to the municipality and the process asked for, where they are."""
    asked = parsed(WithinProcess, request.query_params)
    if "municipality" in asked:
        rows = rows.filter(process__municipality=find(visible_municipalities(), asked["municipality"]))
    return rows.filter(process=visible_process(request, asked["process"])) if "process" in asked else rows


class ProcessListView(ListView):
    """Processes, newest first."""

    roles = {"GET": EVERYBODY, "POST": OFFICE}
    ordering = ("-created_at", "id")

    @extend_schema(operation_id="processes_list", parameters=[OfMunicipality], responses=ProcessOutput(many=True))
    def get(self, request: Request) -> Response:
        """List the processes that may be seen."""
        municipality = municipality_asked_for(request)
        processes = visible_processes(viewer_of(request), municipality, now=timezone.now())
        return self.answer_page(request, processes, ProcessOutput)

    @extend_schema(operation_id="processes_create", request=ProcessInput, responses={201: ProcessOutput})
    @idempotent
    def post(self, request: Request) -> Response:
        """Begin a process; it is not public yet."""
        municipality = find(visible_municipalities(), self.scope(request, InMunicipality)["municipality"])
        clerk = self.permitted(request, within=municipality)
        title = parsed(ProcessInput, request.data)["title"]
        process = create_process(clerk=clerk, municipality=municipality, title=title, now=timezone.now())
        return Response(ProcessOutput(process).data, status=201)


class ProcessView(ApiView):
    """One process."""

    roles = {"GET": EVERYBODY, "PATCH": OFFICE}

    @extend_schema(operation_id="processes_read", responses=ProcessOutput)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a process."""
        return Response(ProcessOutput(visible_process(request, public_id)).data)

    @extend_schema(operation_id="processes_change", request=ProcessChanges, responses=ProcessOutput)
    def patch(self, request: Request, public_id: str) -> Response:
        """Change what is said about a process."""
        process = visible_process(request, public_id)
        clerk = self.permitted(request, within=process)
        changes = parsed(ProcessChanges, request.data, partial=True)
        if "deciding_body" in changes:
            bodies = visible_bodies(process.municipality)
            changes["deciding_body"] = referred(bodies, changes["deciding_body"], field="deciding_body")
        process = edit_process(clerk=clerk, process=process, changes=changes, now=timezone.now())
        return Response(ProcessOutput(process).data)


class PublicationView(ApiView):
    """The publication of a process."""

    roles = OFFICE

    @extend_schema(operation_id="processes_publish", request=None, responses={201: ProcessOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Make a process public; refused while something is missing."""
        process = visible_process(request, public_id)
        process = publish_process(clerk=signed_in(request), process=process, now=timezone.now())
        return Response(ProcessOutput(process).data, status=201)
