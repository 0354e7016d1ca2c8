"""What people do with a published proposal: back it, comment on it, report it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from participation.actions.comments import write_comment
from participation.actions.reports import report_content
from participation.actions.supports import support_proposal, withdraw_support
from participation.api.callers import device_of, signed_in, viewer_of
from participation.api.idempotency import idempotent
from participation.api.schema import EVERYBODY, SIGNED_IN
from participation.api.serializers.proposals import CommentInput, CommentOutput, ReportInput, ReportOutput
from participation.api.views.base import ApiView, ListView, parsed
from participation.api.views.proposals import visible_proposal
from participation.models import Comment, Proposal, ReasonCode, Stance
from participation.queries.comments import visible_comments, visible_comments_anywhere
from participation.queries.lookup import find
from participation.texts import invalid


class SupportView(ApiView):
    """One's own support of a proposal."""

    roles = SIGNED_IN

    @extend_schema(operation_id="supports_give", request=None, responses={204: None})
    def put(self, request: Request, public_id: str) -> Response:
        """Back a proposal; a second time changes nothing."""
        proposal = visible_proposal(request, public_id)
        support_proposal(supporter=signed_in(request), proposal=proposal, now=timezone.now())
        return Response(status=204)

    @extend_schema(operation_id="supports_withdraw", request=None, responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """No longer back a proposal; a second time changes nothing."""
        proposal = visible_proposal(request, public_id)
        withdraw_support(supporter=signed_in(request), proposal=proposal, now=timezone.now())
        return Response(status=204)


class CommentListView(ListView):
    """The discussion below a proposal, oldest first."""

    roles = {"GET": EVERYBODY, "POST": SIGNED_IN}
    ordering = ("written_at", "id")

    @extend_schema(operation_id="comments_list", responses=CommentOutput(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List the comments."""
        comments = visible_comments(viewer_of(request), visible_proposal(request, public_id))
        return self.answer_page(request, comments, CommentOutput)

    @extend_schema(operation_id="comments_create", request=CommentInput, responses={201: CommentOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Write a comment; it can be read at once."""
        proposal = visible_proposal(request, public_id)
        author = signed_in(request)
        wanted = parsed(CommentInput, request.data)
        stance = Stance(wanted.get("stance", Stance.NEUTRAL))
        comment = write_comment(
            author=author, proposal=proposal, stance=stance, text=wanted["text"], now=timezone.now()
        )
        return Response(CommentOutput(comment).data, status=201)


class ReportListView(ApiView):
    """Complaints about content; with or without an account."""

    roles = EVERYBODY

    @extend_schema(operation_id="reports_create", request=ReportInput, responses={201: ReportOutput})
    @idempotent
    def post(self, request: Request) -> Response:
        """Report a proposal or a comment."""
        wanted = parsed(ReportInput, request.data)
        report = report_content(
            reporter=viewer_of(request),
            subject=self._subject(request, wanted.get("proposal"), wanted.get("comment")),
            reason=ReasonCode(wanted["reason"]),
            text=wanted.get("text", ""),
            now=timezone.now(),
            device=device_of(request),
        )
        return Response(ReportOutput(report).data, status=201)

    def _subject(self, request: Request, proposal: str | None, comment: str | None) -> Proposal | Comment:
        if proposal is not None and comment is None:
            return visible_proposal(request, proposal)
        if comment is not None and proposal is None:
            return find(visible_comments_anywhere(viewer_of(request), now=timezone.now()), comment)
        raise invalid(field="proposal", reason=_("Bitte nennen Sie einen Vorschlag oder einen Beitrag."))
