"""Proposals: list, draft, read, change, hand in, take back."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from participation.actions.proposals import (
    ProposalDraft,
    draft_proposal,
    edit_proposal,
    submit_proposal,
    withdraw_proposal,
)
from participation.api.callers import signed_in, viewer_of
from participation.api.idempotency import idempotent
from participation.api.schema import EVERYBODY, SIGNED_IN
from participation.api.serializers.proposals import (
    ProposalContent,
    ProposalInput,
    ProposalOutput,
    ProposalSearch,
    WithdrawalInput,
)
from participation.api.views.base import ApiView, ListView, parsed, referred
from participation.api.views.processes import process_and_caller, within_process
from participation.models import Person, Process, Proposal
from participation.permissions import is_author_of, require
from participation.queries.lookup import find
from participation.queries.municipalities import visible_districts
from participation.queries.processes import visible_categories
from participation.queries.proposals import ProposalFilter, filter_proposals, order_proposals, visible_proposals

FILTERS = ("search", "category", "district", "state", "channel")
CONTENT = (
    "title", "text", "category", "district", "place", "latitude", "longitude", "estimated_cost_cents",
)  # fmt: skip


def visible_proposal(request: Request, public_id: str) -> Proposal:
    """Return the proposal of this id, if it may be seen."""
    return find(visible_proposals(viewer_of(request), None, now=timezone.now()), public_id)


def draft_of(process: Process, content: Mapping[str, Any]) -> ProposalDraft:
    """Build the draft that an input describes; ids of category and district become what they name."""
    wanted = {name: content[name] for name in CONTENT if name in content}
    if isinstance(wanted.get("category"), str):
        wanted["category"] = referred(visible_categories(process), wanted["category"], field="category")
    if isinstance(wanted.get("district"), str):
        districts = visible_districts(process.municipality)
        wanted["district"] = referred(districts, wanted["district"], field="district")
    return ProposalDraft(**wanted)


def answer_proposal(request: Request, proposal: Proposal, *, status: int = 200) -> Response:
    """Answer a proposal as it reads now."""
    return Response(ProposalOutput(visible_proposal(request, proposal.pk)).data, status=status)


def author_calling(request: Request, proposal: Proposal) -> Person:
    """Return who calls, if it is the author; asked before the body is read, as `ApiView.permitted` is."""
    caller = signed_in(request)
    require(allowed=is_author_of(caller, proposal), person=caller)
    return caller


class ProposalListView(ListView):
    """Proposals of a municipality, of a process, or of all."""

    roles = {"GET": EVERYBODY, "POST": SIGNED_IN}

    @extend_schema(operation_id="proposals_list", parameters=[ProposalSearch], responses=ProposalOutput(many=True))
    def get(self, request: Request) -> Response:
        """List what is public, one's own, and for staff what was handed in."""
        asked = parsed(ProposalSearch, request.query_params)
        proposals = within_process(request, visible_proposals(viewer_of(request), None, now=timezone.now()))
        wanted = ProposalFilter(**{name: asked.get(name, "") for name in FILTERS})
        ordered = order_proposals(filter_proposals(proposals, wanted), asked.get("ordering", "newest"))
        self.ordering = {"random": ("shuffle", "id"), "supports": ("-support_count", "id")}.get(
            asked.get("ordering", "").partition(":")[0], ("-created_at", "id")
        )
        return self.answer_page(request, ordered, ProposalOutput)

    @extend_schema(operation_id="proposals_create", request=ProposalInput, responses={201: ProposalOutput})
    @idempotent
    def post(self, request: Request) -> Response:
        """Begin a draft; nobody else sees it until it is handed in."""
        process, author = process_and_caller(self, request)
        draft = draft_of(process, parsed(ProposalInput, request.data))
        proposal = draft_proposal(author=author, process=process, draft=draft, now=timezone.now())
        return answer_proposal(request, proposal, status=201)


class ProposalView(ApiView):
    """One proposal."""

    roles = {"GET": EVERYBODY, "PATCH": SIGNED_IN}

    @extend_schema(operation_id="proposals_read", responses=ProposalOutput)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a proposal."""
        return Response(ProposalOutput(visible_proposal(request, public_id)).data)

    @extend_schema(operation_id="proposals_change", request=ProposalContent, responses=ProposalOutput)
    def patch(self, request: Request, public_id: str) -> Response:
        """Change one's own proposal before it is published; what is left out stays."""
        proposal = visible_proposal(request, public_id)
        author = author_calling(request, proposal)
        changes = parsed(ProposalContent, request.data, partial=True)
        draft = draft_of(proposal.process, {name: getattr(proposal, name) for name in CONTENT} | changes)
        edit_proposal(author=author, proposal=proposal, draft=draft, now=timezone.now())
        return answer_proposal(request, proposal)


class SubmissionView(ApiView):
    """The handing in of a proposal."""

    roles = SIGNED_IN

    @extend_schema(operation_id="proposals_submit", request=None, responses={201: ProposalOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Hand in one's own draft, or one that was returned."""
        proposal = visible_proposal(request, public_id)
        submit_proposal(author=signed_in(request), proposal=proposal, now=timezone.now())
        return answer_proposal(request, proposal, status=201)


class WithdrawalView(ApiView):
    """The taking back of a proposal."""

    roles = SIGNED_IN

    @extend_schema(operation_id="proposals_withdraw", request=WithdrawalInput, responses={201: ProposalOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Take back one's own proposal."""
        proposal = visible_proposal(request, public_id)
        author = author_calling(request, proposal)
        reason = parsed(WithdrawalInput, request.data).get("reason", "")
        withdraw_proposal(author=author, proposal=proposal, reason=reason, now=timezone.now())
        return answer_proposal(request, proposal, status=201)
