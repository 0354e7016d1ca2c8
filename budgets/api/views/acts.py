"""Acts that take two people: POST proposes, POST to `…/confirmation` confirms, DELETE takes back or refuses."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from budgets.actions.closing import (
    close_due_round,
    confirm_early_closing,
    confirm_rescheduling,
    drop_early_closing,
    drop_rescheduling,
    propose_early_closing,
    propose_rescheduling,
)
from budgets.actions.opening import confirm_opening, drop_opening, propose_opening
from budgets.api.serializers.acts import ActOutput, EarlyClosingInput, ReschedulingInput
from budgets.api.serializers.rounds import ReschedulingOutput, RoundOutput
from budgets.api.views.rounds import round_asked_for
from participation.api.callers import signed_in
from participation.api.idempotency import idempotent
from participation.api.views.base import ApiView, parsed
from participation.models import Role

RETURNING = (str(Role.RETURNING_OFFICER),)


def _asked(request: Request, public_id: str) -> dict[str, Any]:
    """Return what every act takes: who acts, on which round, when."""
    round_ = round_asked_for(request, public_id)
    return {"officer": signed_in(request), "round_": round_, "now": timezone.now()}


class OpeningView(ApiView):
    """The opening of a round, proposed."""

    roles = RETURNING

    @extend_schema(operation_id="rounds_opening_propose", request=None, responses={201: ActOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Propose to open a round as it stands."""
        return Response(ActOutput(propose_opening(**_asked(request, public_id))).data, status=201)

    @extend_schema(operation_id="rounds_opening_drop", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Take the proposal back, or refuse it."""
        drop_opening(**_asked(request, public_id))
        return Response(status=204)


class OpeningConfirmationView(ApiView):
    """The opening of a round, confirmed by somebody else."""

    roles = RETURNING

    @extend_schema(operation_id="rounds_opening_confirm", request=None, responses={201: RoundOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Open the round: its configuration is frozen from now on."""
        return Response(RoundOutput(confirm_opening(**_asked(request, public_id))).data, status=201)


class ClosingView(ApiView):
    """The closing of a round whose time is over."""

    roles = RETURNING

    @extend_schema(operation_id="rounds_close", request=None, responses={201: RoundOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Close the round."""
        return Response(RoundOutput(close_due_round(**_asked(request, public_id))).data, status=201)


class EarlyClosingView(ApiView):
    """The closing of a round before its time, proposed."""

    roles = RETURNING

    @extend_schema(operation_id="rounds_early_closing_propose", request=EarlyClosingInput, responses={201: ActOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Propose to close a round now, with the reason."""
        asked = _asked(request, public_id)
        self.permitted(request, within=asked["round_"].process)
        wanted = parsed(EarlyClosingInput, request.data)
        return Response(ActOutput(propose_early_closing(**asked, **wanted)).data, status=201)

    @extend_schema(operation_id="rounds_early_closing_drop", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Take the proposal back, or refuse it."""
        drop_early_closing(**_asked(request, public_id))
        return Response(status=204)


class EarlyClosingConfirmationView(ApiView):
    """The closing of a round before its time, confirmed by somebody else."""

    roles = RETURNING

    @extend_schema(operation_id="rounds_early_closing_confirm", request=None, responses={201: RoundOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Close the round now."""
        return Response(RoundOutput(confirm_early_closing(**_asked(request, public_id))).data, status=201)


class ReschedulingView(ApiView):
    """A later closing time, proposed."""

    roles = RETURNING

    @extend_schema(operation_id="rounds_rescheduling_propose", request=ReschedulingInput, responses={201: ActOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Propose a later closing time, with the reason."""
        asked = _asked(request, public_id)
        self.permitted(request, within=asked["round_"].process)
        wanted = parsed(ReschedulingInput, request.data)
        return Response(ActOutput(propose_rescheduling(**asked, **wanted)).data, status=201)

    @extend_schema(operation_id="rounds_rescheduling_drop", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Take the proposal back, or refuse it."""
        drop_rescheduling(**_asked(request, public_id))
        return Response(status=204)


class ReschedulingConfirmationView(ApiView):
    """A later closing time, confirmed by somebody else."""

    roles = RETURNING

    @extend_schema(operation_id="rounds_rescheduling_confirm", request=None, responses={201: ReschedulingOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Let the later time hold."""
        return Response(ReschedulingOutput(confirm_rescheduling(**_asked(request, public_id))).data, status=201)
