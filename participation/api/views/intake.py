"""What comes in on paper, by telephone or at the desk."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from participation.actions.intake import IntakeEvidence, take_in_proposal
from participation.api.idempotency import idempotent
from participation.api.schema import DESK
from participation.api.serializers.proposals import IntakeInput, ProposalOutput
from participation.api.views.base import ApiView, parsed
from participation.api.views.processes import process_and_caller
from participation.api.views.proposals import answer_proposal, draft_of
from participation.models import Channel


class IntakeListView(ApiView):
    """Proposals typed in by the office."""

    roles = DESK

    @extend_schema(operation_id="intake_records_create", request=IntakeInput, responses={201: ProposalOutput})
    @idempotent
    def post(self, request: Request) -> Response:
        """Enter a proposal that somebody handed in; it goes straight to the moderation queue."""
        process, clerk = process_and_caller(self, request)
        wanted = parsed(IntakeInput, request.data)
        proposal = take_in_proposal(
            clerk=clerk,
            process=process,
            draft=draft_of(process, wanted),
            channel=Channel(wanted["channel"]),
            evidence=IntakeEvidence(
                received_on=wanted["received_on"],
                form_number=wanted.get("form_number", ""),
                place=wanted.get("intake_place", ""),
                submitter_name=wanted.get("submitter_name", ""),
                submitter_contact=wanted.get("submitter_contact", ""),
            ),
            now=timezone.now(),
        )
        return answer_proposal(request, proposal, status=201)
