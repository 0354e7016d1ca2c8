"""Closing a round: when its time is over, or earlier by two people; and moving the end to a later time."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets.actions.closing import (
    EARLY_CLOSING,
    RESCHEDULING,
    close_due_round,
    confirm_early_closing,
    confirm_rescheduling,
    drop_early_closing,
    drop_rescheduling,
    propose_early_closing,
    propose_rescheduling,
)
from budgets.lifecycle import RoundState
from budgets.models import Round
from frontend.forms.office.counting import EarlyClosingForm, ReschedulingForm
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.office.doors import BALLOTING
from frontend.pages.office.entrance import Office, office_page, show
from frontend.pages.office.rounds import office_round, round_crumbs
from frontend.pages.office.two_people import take_step, two_people
from participation.errors import DomainError
from participation.models import CriticalAct


@office_page(BALLOTING)
def closing(request: HttpRequest, office: Office, *, round: str) -> HttpResponse:  # noqa: A002 -- the name in the address
    """Close a round whose time is over; before, offer to end it later or early."""
    closed = office_round(office, round)
    if request.method == "POST":
        try:
            close_due_round(round_=closed, officer=office.person, now=office.now)
        except DomainError as error:
            return _show(request, office, closed, alert=error)
        messages.success(request, _("Die Abstimmung ist geschlossen. Jetzt kann ausgezählt werden."))
        return redirect(office.url("office_count", round=closed.pk))
    return _show(request, office, closed)


@require_POST
@office_page(BALLOTING)
def early_closing(request: HttpRequest, office: Office, *, round: str) -> HttpResponse:  # noqa: A002 -- the name in the address
    """Propose and confirm to close a round before its time."""
    closed = office_round(office, round)
    officer, now = office.person, office.now
    form = EarlyClosingForm(request.POST)
    if request.POST.get("step") == "propose":
        if not carried_out(form, lambda given: propose_early_closing(officer=officer, round_=closed, now=now, **given)):
            return _show(request, office, closed, refused=form)
        return redirect(office.url("office_closing", round=closed.pk))
    steps = {
        "confirm": lambda: confirm_early_closing(officer=officer, round_=closed, now=now),
        "drop": lambda: drop_early_closing(officer=officer, round_=closed, now=now),
    }
    refusal = take_step(request, steps)
    if refusal is not None:
        return _show(request, office, closed, alert=refusal)
    return redirect(office.url("office_closing", round=closed.pk))


@require_POST
@office_page(BALLOTING)
def rescheduling(request: HttpRequest, office: Office, *, round: str) -> HttpResponse:  # noqa: A002 -- the name in the address
    """Propose and confirm a later end."""
    moved = office_round(office, round)
    officer, now = office.person, office.now
    form = ReschedulingForm(request.POST)
    if request.POST.get("step") == "propose":
        if not carried_out(form, lambda given: propose_rescheduling(officer=officer, round_=moved, now=now, **given)):
            return _show(request, office, moved, refused=form)
        return redirect(office.url("office_closing", round=moved.pk))
    steps = {
        "confirm": lambda: confirm_rescheduling(officer=officer, round_=moved, now=now),
        "drop": lambda: drop_rescheduling(officer=officer, round_=moved, now=now),
    }
    refusal = take_step(request, steps)
    if refusal is not None:
        return _show(request, office, moved, alert=refusal)
    return redirect(office.url("office_closing", round=moved.pk))


def _show(
    request: HttpRequest,
    office: Office,
    round_: Round,
    *,
    alert: DomainError | None = None,
    refused: Form | None = None,
) -> HttpResponse:
    early_url = office.url("office_early_closing", round=round_.pk)
    later_url = office.url("office_rescheduling", round=round_.pk)
    may_work = office.may_work(process=round_.process)
    early = two_people(office, act=EARLY_CLOSING, on=round_, action=early_url, may_work=may_work)
    later = two_people(office, act=RESCHEDULING, on=round_, action=later_url, may_work=may_work)
    context = {
        "round": round_,
        "alert": alert,
        "is_due": round_.state == RoundState.OPEN and round_.closes_at is not None and round_.closes_at <= office.now,
        "early": early,
        "later": later,
        "early_facts": _facts(early.proposed),
        "later_facts": _facts(later.proposed),
        "early_form": refused if isinstance(refused, EarlyClosingForm) else EarlyClosingForm(),
        "later_form": refused if isinstance(refused, ReschedulingForm) else ReschedulingForm(),
        "form": refused,
        "may_work": may_work,
        "crumbs": round_crumbs(office, round_, _("Ende der Abstimmung")),
    }
    status = alert.status if alert else status_of(refused) if refused else 200
    return show(request, office, "closing.html", context, status=status)


def _facts(proposed: CriticalAct | None) -> list[dict[str, str]]:
    if proposed is None:
        return []
    facts = [{"label": _("Begründung"), "value": proposed.params["reason"]}]
    closes_at = parse_datetime(proposed.params.get("closes_at", ""))
    if closes_at is not None:
        moment = date_format(localtime(closes_at), "DATETIME_FORMAT")
        facts.insert(0, {"label": _("Neues Ende"), "value": moment})
    return facts
