"""The phases and categories of a process."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from participation.actions.phases import PhaseDetails, add_phase, close_phase, edit_phase, open_phase
from participation.actions.processes import add_category
from participation.api.callers import signed_in, viewer_of
from participation.api.idempotency import idempotent
from participation.api.schema import EVERYBODY, OFFICE
from participation.api.serializers.common import WithinProcess
from participation.api.serializers.processes import (
    CategoryInput,
    CategoryOutput,
    PhaseChanges,
    PhaseInput,
    PhaseOutput,
)
from participation.api.views.base import ApiView, ListView, parsed
from participation.api.views.processes import process_and_caller, within_process
from participation.lifecycle import PhaseKind
from participation.models import Phase
from participation.queries.lookup import find
from participation.queries.phases import visible_phases
from participation.queries.processes import visible_categories_anywhere

IN_THEIR_ORDER = ("process_id", "position", "id")
DETAILS = ("title", "opens_at", "closes_at", "analogue_way")


def _answer(phase: Phase, *, status: int = 200) -> Response:
    return Response(PhaseOutput(phase, context={"now": timezone.now()}).data, status=status)


def _visible_phase(request: Request, public_id: str) -> Phase:
    return find(visible_phases(viewer_of(request), now=timezone.now()), public_id)


class PhaseListView(ListView):
    """The timelines of processes."""

    roles = {"GET": EVERYBODY, "POST": OFFICE}
    ordering = IN_THEIR_ORDER

    @extend_schema(operation_id="phases_list", parameters=[WithinProcess], responses=PhaseOutput(many=True))
    def get(self, request: Request) -> Response:
        """List the phases, process by process in their order."""
        phases = visible_phases(viewer_of(request), now=timezone.now())
        return self.answer_page(request, within_process(request, phases), PhaseOutput)

    @extend_schema(operation_id="phases_create", request=PhaseInput, responses={201: PhaseOutput})
    @idempotent
    def post(self, request: Request) -> Response:
        """Add a phase at the end of the timeline."""
        process, clerk = process_and_caller(self, request)
        wanted = parsed(PhaseInput, request.data)
        kind = PhaseKind(wanted["kind"])
        details = PhaseDetails(**{name: wanted[name] for name in DETAILS if name in wanted})
        phase = add_phase(clerk=clerk, process=process, kind=kind, now=timezone.now(), details=details)
        return _answer(phase, status=201)


class PhaseView(ApiView):
    """One phase."""

    roles = {"GET": EVERYBODY, "PATCH": OFFICE}

    @extend_schema(operation_id="phases_read", responses=PhaseOutput)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a phase."""
        return _answer(_visible_phase(request, public_id))

    @extend_schema(operation_id="phases_change", request=PhaseChanges, responses=PhaseOutput)
    def patch(self, request: Request, public_id: str) -> Response:
        """Change name, times or analogue way of a phase."""
        phase = _visible_phase(request, public_id)
        clerk = self.permitted(request, within=phase.process)
        changes = parsed(PhaseChanges, request.data, partial=True)
        details = PhaseDetails(**{name: getattr(phase, name) for name in DETAILS} | changes)
        return _answer(edit_phase(clerk=clerk, phase=phase, details=details, now=timezone.now()))


class PhaseOpeningView(ApiView):
    """The opening of a phase by hand."""

    roles = OFFICE

    @extend_schema(operation_id="phases_open", request=None, responses={201: PhaseOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Open a phase now."""
        phase = _visible_phase(request, public_id)
        return _answer(open_phase(clerk=signed_in(request), phase=phase, now=timezone.now()), status=201)


class PhaseClosingView(ApiView):
    """The closing of a phase by hand."""

    roles = OFFICE

    @extend_schema(operation_id="phases_close", request=None, responses={201: PhaseOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Close a phase now."""
        phase = _visible_phase(request, public_id)
        return _answer(close_phase(clerk=signed_in(request), phase=phase, now=timezone.now()), status=201)


class CategoryListView(ListView):
    """The themes of processes."""

    roles = {"GET": EVERYBODY, "POST": OFFICE}
    ordering = IN_THEIR_ORDER

    @extend_schema(operation_id="categories_list", parameters=[WithinProcess], responses=CategoryOutput(many=True))
    def get(self, request: Request) -> Response:
        """List the categories, process by process in their order."""
        categories = visible_categories_anywhere(viewer_of(request), now=timezone.now())
        return self.answer_page(request, within_process(request, categories), CategoryOutput)

    @extend_schema(operation_id="categories_create", request=CategoryInput, responses={201: CategoryOutput})
    @idempotent
    def post(self, request: Request) -> Response:
        """Add a category at the end of the list."""
        process, clerk = process_and_caller(self, request)
        name = parsed(CategoryInput, request.data)["name"]
        category = add_category(clerk=clerk, process=process, name=name, now=timezone.now())
        return Response(CategoryOutput(category).data, status=201)
