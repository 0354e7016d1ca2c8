"""The booth and the ballot. The general store of answered requests is not used here: it would name the voter."""

from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from budgets.actions.ballots import BallotInput, cast_ballot
from budgets.api.serializers.ballots import BallotSerializer, BoothOutput, ReceiptOutput
from budgets.api.views.rounds import round_asked_for
from budgets.models import Round
from budgets.queries.ballots import booth_of
from participation.api.callers import signed_in, viewer_of
from participation.api.idempotency import HEADER
from participation.api.schema import EVERYBODY, SIGNED_IN
from participation.api.views.base import ApiView, parsed
from participation.models import Person

KEY = OpenApiParameter(
    HEADER,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description="1 to 80 characters, fresh for each ballot. The same key gets the same receipt, also after closing.",
)
UNSTORED = {"Cache-Control": "no-store"}


def _wanted(request: Request, voter: Person, round_: Round) -> dict[str, Any]:
    """Return what the voter sent; whoever may not vote is told so, and not what is wrong with it."""
    try:
        return parsed(BallotSerializer, request.data)
    except ValidationError:
        why_not = booth_of(voter, round_, now=timezone.now()).why_not
        if why_not is not None:
            raise why_not from None
        raise


class BallotView(ApiView):
    """One's own ballot in a round."""

    roles = {"GET": EVERYBODY, "PUT": SIGNED_IN}

    @extend_schema(operation_id="rounds_ballot_read", responses=BoothOutput)
    def get(self, request: Request, public_id: str) -> Response:
        """Read what stands on one's ballot, and whether it may be cast."""
        round_ = round_asked_for(request, public_id)
        booth = booth_of(viewer_of(request), round_, now=timezone.now())
        return Response(BoothOutput(booth).data, headers=UNSTORED)

    @extend_schema(
        operation_id="rounds_ballot_cast", parameters=[KEY], request=BallotSerializer, responses=ReceiptOutput
    )
    def put(self, request: Request, public_id: str) -> Response:
        """Cast one's ballot; repeating the request gets the same receipt and changes nothing."""
        round_ = round_asked_for(request, public_id)
        voter = signed_in(request)
        wanted = _wanted(request, voter, round_)
        ballot = BallotInput(**wanted, idempotency_key=request.headers.get(HEADER, ""))
        receipt = cast_ballot(voter=voter, round_=round_, ballot=ballot, now_after_lock=timezone.now)
        return Response(ReceiptOutput(receipt).data, headers=UNSTORED)
