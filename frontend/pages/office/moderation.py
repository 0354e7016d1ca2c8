"""The moderation queue and its cases."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from frontend.forms.office.moderation import DecisionForm, QueueFilter
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.cards import channel_label, teaser
from frontend.pages.office.doors import QUEUE
from frontend.pages.office.entrance import Office, office_page, show
from frontend.pages.office.waiting import urgency, waited
from participation.actions.moderation import decide_case
from participation.lifecycle import OUTCOMES_ON_COMMENT, OUTCOMES_ON_PROPOSAL
from participation.models import CaseKind, ModerationCase, Outcome, Proposal, ReasonCode
from participation.queries import moderation
from participation.queries.lookup import find

PER_PAGE = 25


@require_safe
@office_page(QUEUE)
def queue(request: HttpRequest, office: Office) -> HttpResponse:
    """List what waits for a decision, oldest first."""
    wanted = QueueFilter(request.GET)
    cases = moderation.queue(office.person, office.municipality, now=office.now)
    kind = wanted.cleaned_data["kind"] if wanted.is_valid() else ""
    paginator = Paginator(cases.filter(kind=kind) if kind else cases, PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "form": wanted,
        "page": page,
        "cases": [_queued(office, waiting) for waiting in page],
        "count_text": ngettext("%(number)s Fall wartet", "%(number)s Fälle warten", paginator.count)
        % {"number": paginator.count},
        "clear_url": office.url("office_queue") if kind else "",
        "target_hours": office.municipality.moderation_target_hours,
    }
    return show(request, office, "queue.html", context)


@office_page(QUEUE)
def case(request: HttpRequest, office: Office, *, case: str) -> HttpResponse:
    """Show one case with everything that a decision needs, and take the decision."""
    visible = moderation.visible_cases(office.person, now=office.now).filter(municipality=office.municipality)
    shown = find(visible, case)
    data = request.POST if request.method == "POST" else None
    form = DecisionForm(data, outcomes=_outcomes(shown))
    if data is not None and carried_out(form, lambda decided: _decide(office, shown, decided)):
        messages.success(request, _("Entschieden. Die Autorin oder der Autor erfährt davon."))
        return redirect(office.url("office_queue"))
    proposal = _proposal_of(shown)
    context = {
        "case": shown,
        "proposal": proposal,
        "form": form,
        "is_own": (shown.comment or proposal).author == office.person,
        "waiting": waited(office.now - shown.opened_at),
        "urgency": urgency(shown.due_at, office.now),
        "versions": proposal.versions.order_by("-number"),
        "pictures": proposal.pictures.all(),
        "channel": channel_label(proposal),
        "reports": shown.reports.all(),
        "earlier": _earlier_decisions(shown),
        "crumbs": [{"label": proposal.title}],
    }
    return show(request, office, "case.html", context, status=status_of(form))


def _decide(office: Office, decided_on: ModerationCase, decided: dict[str, Any]) -> None:
    decide_case(
        moderator=office.person,
        case=decided_on,
        outcome=Outcome(decided["outcome"]),
        reason=ReasonCode(decided["reason"]),
        explanation=decided["explanation"],
        now=office.now,
    )


def _proposal_of(case: ModerationCase) -> Proposal:
    return case.proposal or case.comment.proposal  # type: ignore[union-attr]  # a case is about one of the two


def _outcomes(case: ModerationCase) -> list[Outcome]:
    allowed = OUTCOMES_ON_PROPOSAL if case.comment is None else OUTCOMES_ON_COMMENT
    return [outcome for outcome in Outcome if outcome in allowed.get(case.kind, frozenset())]


def _earlier_decisions(case: ModerationCase) -> list[ModerationCase]:
    same = Q(proposal=case.proposal) if case.comment is None else Q(comment=case.comment)
    decided = ModerationCase.objects.filter(same, decision__isnull=False).exclude(pk=case.pk)
    return list(decided.select_related("decision__decided_by").order_by("-closed_at"))


def _queued(office: Office, case: ModerationCase) -> dict[str, Any]:
    proposal = _proposal_of(case)
    title = teaser(case.comment.text, 80) if case.comment else f"{proposal.number} {proposal.title}"
    author = (case.comment or proposal).author
    return {
        "title": title,
        "url": office.url("office_case", case=case.pk),
        "kind_label": case.get_kind_display(),
        "reported": case.kind == CaseKind.REPORT,
        "waiting": waited(office.now - case.opened_at),
        "state": urgency(case.due_at, office.now),
        "by": author.display_name if author else channel_label(proposal),
    }
