"""Counting, the result, and what the body made of it."""

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from budgets.actions.confirmation import (
    ResolutionDetails,
    confirm_confirmation,
    drop_confirmation,
    propose_confirmation,
)
from budgets.actions.counting import count_round
from budgets.api.serializers.acts import ActOutput, ResolutionInput
from budgets.api.views.acts import RETURNING
from budgets.api.views.rounds import round_asked_for
from budgets.models import Count
from budgets.queries.counts import current_count, result_of
from budgets.queries.exports import result_as_csv, result_as_pb, result_document
from participation.api.callers import signed_in
from participation.api.idempotency import idempotent
from participation.api.schema import EVERYBODY
from participation.api.views.base import ApiView, parsed
from participation.errors import NotFoundError
from participation.queries.lookup import find
from participation.queries.municipalities import visible_bodies

ENVELOPE = OpenApiParameter("envelope", OpenApiTypes.STR, description="Id of the envelope; the first one without it.")


def _count_asked_for(request: Request, public_id: str) -> Count:
    count = current_count(round_asked_for(request, public_id))
    if count is None:
        raise NotFoundError
    return count


class CountView(ApiView):
    """The counting of a closed round."""

    roles = RETURNING

    @extend_schema(operation_id="rounds_count", request=None, responses={201: OpenApiTypes.OBJECT})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Count by the frozen method; counting again gives an equal result."""
        round_ = round_asked_for(request, public_id)
        counted = count_round(officer=signed_in(request), round_=round_, now=timezone.now())
        return Response(result_document(result_of(counted.round)), status=201)


class ResultView(ApiView):
    """The result of a round, public once it is calculated."""

    roles = EVERYBODY

    @extend_schema(operation_id="rounds_result_read", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, public_id: str) -> Response:
        """Read the result; 404 before there is one."""
        return Response(result_document(result_of(round_asked_for(request, public_id))))


class ResultFileView(ApiView):
    """The result of a round as a file."""

    roles = EVERYBODY

    @extend_schema(operation_id="rounds_result_pb", parameters=[ENVELOPE], responses={(200, "text/plain"): str})
    def get(self, request: Request, public_id: str) -> HttpResponse:
        """Read one envelope as a Pabulib file, which `manage.py count` counts again."""
        result = result_of(round_asked_for(request, public_id))
        text = result_as_pb(result, request.query_params.get("envelope"))
        return HttpResponse(text, content_type="text/plain; charset=utf-8")


class ResultTableView(ApiView):
    """The result of a round as a table."""

    roles = EVERYBODY

    @extend_schema(operation_id="rounds_result_csv", responses={(200, "text/csv"): str})
    def get(self, request: Request, public_id: str) -> HttpResponse:
        """Read one row per project."""
        text = result_as_csv(result_of(round_asked_for(request, public_id)))
        return HttpResponse(text, content_type="text/csv; charset=utf-8")


class ResolutionView(ApiView):
    """What the body decided about a count, proposed."""

    roles = RETURNING

    @extend_schema(operation_id="rounds_resolution_propose", request=ResolutionInput, responses={201: ActOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Propose to record the decision, with a public reason for each project where it departs from the count."""
        count = _count_asked_for(request, public_id)
        officer = self.permitted(request, within=count.round.process)
        wanted = parsed(ResolutionInput, request.data)
        departures = wanted.pop("departures")
        wanted["body"] = find(visible_bodies(count.round.process.municipality), wanted["body"])
        act = propose_confirmation(
            officer=officer,
            count=count,
            resolution=ResolutionDetails(**wanted),
            departures=departures,
            now=timezone.now(),
        )
        return Response(ActOutput(act).data, status=201)

    @extend_schema(operation_id="rounds_resolution_drop", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Take the proposal back, or refuse it."""
        count = _count_asked_for(request, public_id)
        drop_confirmation(officer=signed_in(request), count=count, now=timezone.now())
        return Response(status=204)


class ResolutionConfirmationView(ApiView):
    """What the body decided about a count, confirmed by somebody else."""

    roles = RETURNING

    @extend_schema(operation_id="rounds_resolution_confirm", request=None, responses={201: OpenApiTypes.OBJECT})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Record the decision; the round is finished by it."""
        count = _count_asked_for(request, public_id)
        confirmed = confirm_confirmation(officer=signed_in(request), count=count, now=timezone.now())
        return Response(result_document(result_of(confirmed.round)), status=201)
