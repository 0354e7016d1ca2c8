"""Rounds: list, begin, read, configure."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from budgets.actions.rounds import configure_round, create_round
from budgets.api.serializers.rounds import RoundChanges, RoundInput, RoundOutput, RoundSearch
from budgets.models import Round
from budgets.queries.rounds import visible_rounds
from participation.api.callers import viewer_of
from participation.api.idempotency import idempotent
from participation.api.schema import EVERYBODY, OFFICE
from participation.api.views.base import ApiView, ListView, parsed, referred
from participation.api.views.processes import process_and_caller, within_process
from participation.queries.lookup import find
from participation.queries.municipalities import visible_bodies


def round_asked_for(request: Request, public_id: str) -> Round:
    """Return the round of this id, if it may be seen."""
    return find(visible_rounds(viewer_of(request), now=timezone.now()), public_id)


class RoundListView(ListView):
    """Rounds, newest first."""

    roles = {"GET": EVERYBODY, "POST": OFFICE}
    ordering = ("-created_at", "id")

    @extend_schema(operation_id="rounds_list", parameters=[RoundSearch], responses=RoundOutput(many=True))
    def get(self, request: Request) -> Response:
        """List the rounds that may be seen."""
        asked = parsed(RoundSearch, request.query_params)
        rounds = within_process(request, visible_rounds(viewer_of(request), now=timezone.now()))
        if "state" in asked:
            rounds = rounds.filter(state=asked["state"])
        return self.answer_page(request, rounds, RoundOutput)

    @extend_schema(operation_id="rounds_create", request=RoundInput, responses={201: RoundOutput})
    @idempotent
    def post(self, request: Request) -> Response:
        """Begin a round in a process."""
        process, clerk = process_and_caller(self, request)
        title = parsed(RoundInput, request.data)["title"]
        round_ = create_round(clerk=clerk, process=process, title=title, now=timezone.now())
        return Response(RoundOutput(round_).data, status=201)


class RoundView(ApiView):
    """One round."""

    roles = {"GET": EVERYBODY, "PATCH": OFFICE}

    @extend_schema(operation_id="rounds_read", responses=RoundOutput)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a round; nothing here tells how many ballots were cast."""
        return Response(RoundOutput(round_asked_for(request, public_id)).data)

    @extend_schema(operation_id="rounds_change", request=RoundChanges, responses=RoundOutput)
    def patch(self, request: Request, public_id: str) -> Response:
        """Change how a round will run; 409 `frozen` once it has opened."""
        round_ = round_asked_for(request, public_id)
        clerk = self.permitted(request, within=round_.process)
        changes = parsed(RoundChanges, request.data, partial=True)
        if "deciding_body" in changes:
            bodies = visible_bodies(round_.process.municipality)
            changes["deciding_body"] = referred(bodies, changes["deciding_body"], field="deciding_body")
        round_ = configure_round(clerk=clerk, round_=round_, changes=changes, now=timezone.now())
        return Response(RoundOutput(round_).data)
