"""The moderation queue."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from participation.actions.moderation import decide_case
from participation.api.callers import signed_in, viewer_of
from participation.api.idempotency import idempotent
from participation.api.schema import MODERATION
from participation.api.serializers.moderation import (
    CaseDetailOutput,
    CaseOutput,
    CaseSearch,
    DecisionInput,
    DecisionOutput,
)
from participation.api.views.base import ApiView, ListView, parsed
from participation.api.views.municipalities import municipality_asked_for
from participation.models import ModerationCase
from participation.permissions import MODERATION_ROLES, require_role_somewhere
from participation.queries.lookup import find
from participation.queries.moderation import visible_cases


def _visible_case(request: Request, public_id: str) -> ModerationCase:
    return find(visible_cases(viewer_of(request), now=timezone.now()), public_id)


class CaseListView(ListView):
    """The queue, oldest first."""

    roles = MODERATION
    ordering = ("opened_at", "id")

    @extend_schema(operation_id="moderation_cases_list", parameters=[CaseSearch], responses=CaseOutput(many=True))
    def get(self, request: Request) -> Response:
        """List the cases of what one moderates; 403 for whoever moderates nothing."""
        moderator, now = signed_in(request), timezone.now()
        municipality = municipality_asked_for(request)
        require_role_somewhere(moderator, *MODERATION_ROLES, municipality=municipality, now=now)
        asked = parsed(CaseSearch, request.query_params)
        cases = visible_cases(moderator, now=now).filter(closed_at__isnull=asked["open"])
        if municipality is not None:
            cases = cases.filter(municipality=municipality)
        return self.answer_page(request, cases, CaseOutput)


class CaseView(ApiView):
    """One case."""

    roles = MODERATION

    @extend_schema(operation_id="moderation_cases_read", responses=CaseDetailOutput)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a case with its content, reports and decision."""
        return Response(CaseDetailOutput(_visible_case(request, public_id)).data)


class DecisionView(ApiView):
    """The decision about a case."""

    roles = MODERATION

    @extend_schema(operation_id="moderation_cases_decide", request=DecisionInput, responses={201: DecisionOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Decide an open case; the author is told."""
        case = _visible_case(request, public_id)
        moderator = signed_in(request)
        wanted: dict[str, Any] = {"explanation": "", **parsed(DecisionInput, request.data)}
        decision = decide_case(moderator=moderator, case=case, now=timezone.now(), **wanted)
        return Response(DecisionOutput(decision).data, status=201)
