"""Reporting content, with or without an account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from frontend.forms.discussion import ReportForm
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.addresses import address
from frontend.pages.processes import process_crumbs
from frontend.pages.proposals import proposal_of
from frontend.pages.visits import Visit, one_of, visit
from participation.actions.reports import report_content
from participation.errors import NotFoundError
from participation.models import Comment, Proposal
from participation.queries.comments import visible_comments

PROPOSAL, COMMENT = "vorschlag", "beitrag"


def report(request: HttpRequest, municipality: str, kind: str, subject: str) -> HttpResponse:
    """Say what is wrong with a proposal or a comment."""
    here = visit(request, municipality)
    content, about = subject_of(here, kind, subject)
    back = address(here.municipality, "proposal", proposal=about.pk)
    form = ReportForm(request.POST or None)
    device = getattr(request, "device", "")
    if carried_out(
        form,
        lambda data: report_content(reporter=here.viewer, subject=content, now=here.now, device=device, **data),
    ):
        messages.success(request, _("Danke für den Hinweis. Die Moderation sieht sich das an."))
        return redirect(back)
    context = {"form": form, "proposal": about, "comment": content if kind == COMMENT else None, "back_url": back}
    context["breadcrumb"] = process_crumbs(here, about.process, (about.title, back), (_("Melden"), ""))
    return render(request, "town/report.html", context, status=status_of(form))


def subject_of(here: Visit, kind: str, pk: str) -> tuple[Proposal | Comment, Proposal]:
    """Return what is reported, and the proposal on whose page it stands.

    Raises:
        NotFoundError: unknown kind, or nothing that this viewer sees.

    """
    if kind == PROPOSAL:
        proposal = proposal_of(here, pk)
        return proposal, proposal
    comment = Comment.objects.filter(pk=pk, hidden_at=None).select_related("author").first()
    if kind != COMMENT or comment is None:
        raise NotFoundError
    proposal = proposal_of(here, comment.proposal_id)
    return one_of(visible_comments(here.viewer, proposal), pk=pk), proposal
