"""Envelopes of a round."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from budgets.actions.rounds import EnvelopeDetails, add_envelope, edit_envelope, remove_envelope
from budgets.api.serializers.rounds import EnvelopeInput, EnvelopeOutput
from budgets.api.views.rounds import round_asked_for
from budgets.models import Envelope, Round
from budgets.queries.rounds import visible_rounds
from participation.api.callers import signed_in, viewer_of
from participation.api.idempotency import idempotent
from participation.api.schema import EVERYBODY, OFFICE
from participation.api.views.base import ApiView, ListView, parsed, referred
from participation.queries.lookup import find
from participation.queries.municipalities import visible_districts


def envelope_asked_for(request: Request, public_id: str) -> Envelope:
    """Return the envelope of this id, if its round may be seen."""
    rounds = visible_rounds(viewer_of(request), now=timezone.now())
    return find(Envelope.objects.filter(round__in=rounds).select_related("round__process__municipality"), public_id)


def _details(round_: Round, wanted: Mapping[str, Any]) -> EnvelopeDetails:
    districts = visible_districts(round_.process.municipality)
    district = referred(districts, wanted.get("district"), field="district")
    return EnvelopeDetails(
        name=wanted["name"],
        amount_cents=wanted["amount_cents"],
        district=district,
        max_choices=wanted.get("max_choices"),
    )


class EnvelopeListView(ListView):
    """The envelopes of a round, in order."""

    roles = {"GET": EVERYBODY, "POST": OFFICE}
    ordering = ("position", "id")

    @extend_schema(operation_id="envelopes_list", responses=EnvelopeOutput(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List the envelopes."""
        envelopes = Envelope.objects.filter(round=round_asked_for(request, public_id))
        return self.answer_page(request, envelopes, EnvelopeOutput)

    @extend_schema(operation_id="envelopes_create", request=EnvelopeInput, responses={201: EnvelopeOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Add an envelope at the end."""
        round_ = round_asked_for(request, public_id)
        clerk = self.permitted(request, within=round_.process)
        details = _details(round_, parsed(EnvelopeInput, request.data))
        envelope = add_envelope(clerk=clerk, round_=round_, details=details, now=timezone.now())
        return Response(EnvelopeOutput(envelope).data, status=201)


class EnvelopeView(ApiView):
    """One envelope."""

    roles = {"GET": EVERYBODY, "PUT": OFFICE, "DELETE": OFFICE}

    @extend_schema(operation_id="envelopes_read", responses=EnvelopeOutput)
    def get(self, request: Request, public_id: str) -> Response:
        """Read an envelope."""
        return Response(EnvelopeOutput(envelope_asked_for(request, public_id)).data)

    @extend_schema(operation_id="envelopes_change", request=EnvelopeInput, responses=EnvelopeOutput)
    def put(self, request: Request, public_id: str) -> Response:
        """Describe an envelope anew."""
        envelope = envelope_asked_for(request, public_id)
        clerk = self.permitted(request, within=envelope.round.process)
        details = _details(envelope.round, parsed(EnvelopeInput, request.data))
        envelope = edit_envelope(clerk=clerk, envelope=envelope, details=details, now=timezone.now())
        return Response(EnvelopeOutput(envelope).data)

    @extend_schema(operation_id="envelopes_remove", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Take an empty envelope out."""
        envelope = envelope_asked_for(request, public_id)
        remove_envelope(clerk=signed_in(request), envelope=envelope, now=timezone.now())
        return Response(status=204)
