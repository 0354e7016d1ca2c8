"""Reading proposals: the list with its filters, one proposal, its earlier versions."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Subquery, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.lifecycle import RoundState
from budgets.models import Project
from frontend.forms.discussion import CommentForm
from frontend.forms.proposals import ProposalFilterForm
from frontend.forms.refusals import status_of
from frontend.pages.addresses import address
from frontend.pages.cards import STATE_KINDS, channel_label, of_cards, proposal_card
from frontend.pages.processes import process_crumbs, process_of
from frontend.pages.visits import Visit, one_of, visit
from frontend.templatetags.allmende import markdown
from participation.lifecycle import ALLOWED_IN_STATE, Activity, ProposalState
from participation.models import Comment, Process, Proposal, ProposalVersion, Support
from participation.models.ids import new_id
from participation.permissions import is_author_of
from participation.queries.comments import visible_comments
from participation.queries.phases import open_phase_for
from participation.queries.proposals import ProposalFilter, filter_proposals, order_proposals, visible_proposals

PAGE_SIZE = 12


def proposals(request: HttpRequest, municipality: str, process: str) -> HttpResponse:
    """The proposals of one process; in random order unless one asks otherwise, so that no place is bought by speed."""
    here = visit(request, municipality)
    found = process_of(here, process)
    form = _filters(request, found)
    page = Paginator(_found(here, found, form), PAGE_SIZE).get_page(request.GET.get("page"))
    town = here.municipality
    context = {
        "process": found,
        "form": form,
        "page": page,
        "cards": [proposal_card(town, proposal) for proposal in page],
        "count_text": _count_text(page.paginator.count),
        "clear_url": address(town, "proposals", process=found.slug) if _is_narrowed(form) else "",
        "new_url": address(town, "proposal_new", process=found.slug),
        "feed_url": address(town, "proposals_feed", process=found.slug),
        "breadcrumb": process_crumbs(here, found, (_("Vorschläge"), "")),
    }
    return render(request, "town/proposals.html", context)


def _filters(request: HttpRequest, process: Process) -> ProposalFilterForm:
    """Read the filters from the address; without a seed draw one and put it there, so that pages keep their order."""
    asked = request.GET.copy()
    asked.setdefault("ordering", "random")
    if asked["ordering"] == "random" and not asked.get("seed"):
        asked["seed"] = new_id()
    request.GET = asked  # type: ignore[assignment]  # a mutable copy, read by the links of the pagination
    form = ProposalFilterForm(asked, process=process)
    form.is_valid()  # a value that nobody offers filters nothing
    return form


def _found(here: Visit, process: Process, form: ProposalFilterForm) -> Any:  # noqa: ANN401 -- an annotated QuerySet
    data = form.cleaned_data
    wanted = ProposalFilter(
        search=data.get("search", ""),
        category=data.get("category", ""),
        district=data.get("district", ""),
        channel=data.get("channel", ""),
    )
    visible = visible_proposals(here.viewer, process, now=here.now).exclude(state=ProposalState.DRAFT)
    ordering = data.get("ordering") or "random"
    seeded = f"random:{data.get('seed')}" if ordering == "random" else ordering
    return of_cards(order_proposals(filter_proposals(visible, wanted), seeded))


def _is_narrowed(form: ProposalFilterForm) -> bool:
    return any(form.cleaned_data.get(name) for name in ("search", "category", "district", "channel"))


def _count_text(count: int) -> str:
    return ngettext("%(count)s Vorschlag", "%(count)s Vorschläge", count) % {"count": count}


def proposal_of(here: Visit, pk: str) -> Proposal:
    """Return the visible proposal; it knows whether the viewer supports it, whether it was edited, and its round.

    Raises:
        NotFoundError: there is none for this viewer.

    """
    own_support = Support.objects.filter(proposal=OuterRef("pk"), person=here.viewer)
    edits = ProposalVersion.objects.filter(proposal=OuterRef("pk"), number__gt=1)
    on_ballot = Project.objects.filter(proposal=OuterRef("pk")).exclude(round__state=RoundState.PREPARATION)
    visible = visible_proposals(
        here.viewer, here.municipality, now=here.now
    ).annotate(
        is_supported=Exists(own_support) if here.viewer else Value(False),  # noqa: FBT003 -- SQL
        was_edited=Exists(edits),
        round_id=Subquery(on_ballot.values("round_id")[:1]),
    )
    return one_of(visible, pk=pk)


def proposal(request: HttpRequest, municipality: str, proposal: str) -> HttpResponse:
    """One proposal with its discussion."""
    here = visit(request, municipality)
    return proposal_page(request, here, proposal_of(here, proposal), CommentForm())


def proposal_page(request: HttpRequest, here: Visit, proposal: Proposal, form: CommentForm) -> HttpResponse:
    """Draw the page of a proposal; with status 422 when the comment in `form` was refused."""
    context = {
        "proposal": proposal,
        "state_kind": STATE_KINDS[ProposalState(proposal.state)],
        "channel_label": channel_label(proposal),
        "pictures": list(proposal.pictures.all()),
        "form": form,
        **_discussion(here, proposal),
        **_own(here, proposal),
        **_links(here, proposal),
    }
    return render(request, "town/proposal.html", context, status=status_of(form))


def _discussion(here: Visit, proposal: Proposal) -> dict[str, Any]:
    comments = [_comment_entry(here, comment) for comment in visible_comments(here.viewer, proposal)]
    is_open = open_phase_for(proposal.process, Activity.COMMENT, now=here.now) is not None
    return {
        "comments": comments,
        "may_comment": is_open and proposal.state in ALLOWED_IN_STATE[Activity.COMMENT],
        "may_support": is_open and proposal.state in ALLOWED_IN_STATE[Activity.SUPPORT],
    }


def _comment_entry(here: Visit, comment: Comment) -> dict[str, Any]:
    hidden = comment.hidden_at is not None
    return {
        "author": comment.author.display_name,
        "written": comment.written_at,
        "html": "" if hidden else markdown(comment.text),
        "stance": "" if comment.stance == "neutral" else comment.stance,
        "hidden_reason": _("Dieser Beitrag wurde ausgeblendet: %(reason)s") % {"reason": comment.hidden_reason}
        if hidden
        else "",
        "report_url": "" if hidden else address(here.municipality, "report", kind="beitrag", subject=comment.pk),
    }


def _own(here: Visit, proposal: Proposal) -> dict[str, Any]:
    """What only the author is offered."""
    own = is_author_of(here.viewer, proposal)
    return {
        "is_own": own,
        "may_submit": own and proposal.state in ALLOWED_IN_STATE[Activity.SUBMIT],
        "may_edit": own and proposal.state in ALLOWED_IN_STATE[Activity.EDIT],
        "may_withdraw": own and proposal.state in ALLOWED_IN_STATE[Activity.WITHDRAW],
        "is_supported": getattr(proposal, "is_supported", False),
    }


def _links(here: Visit, proposal: Proposal) -> dict[str, Any]:
    town = here.municipality
    round_id = getattr(proposal, "round_id", None)
    return {
        "round_url": address(town, "round", round=round_id) if round_id else "",
        "report_url": address(town, "report", kind="vorschlag", subject=proposal.pk),
        "proposals_url": address(town, "proposals", process=proposal.process.slug),
        "breadcrumb": process_crumbs(
            here,
            proposal.process,
            (_("Vorschläge"), address(town, "proposals", process=proposal.process.slug)),
            (proposal.title, ""),
        ),
    }


def versions(request: HttpRequest, municipality: str, proposal: str) -> HttpResponse:
    """How a proposal read before, newest first."""
    here = visit(request, municipality)
    found = proposal_of(here, proposal)
    back = (found.title, address(here.municipality, "proposal", proposal=found.pk))
    context = {
        "proposal": found,
        "versions": list(found.versions.order_by("-number")),
        "breadcrumb": process_crumbs(here, found.process, back, (_("Fassungen"), "")),
    }
    return render(request, "town/versions.html", context)
