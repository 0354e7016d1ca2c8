"""What the body made of a count: proposed by one returning officer, confirmed by another."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from budgets.actions.confirmation import (
    CONFIRMATION,
    ResolutionDetails,
    confirm_confirmation,
    drop_confirmation,
    propose_confirmation,
)
from budgets.queries.counts import ResultView, result_of
from frontend.forms.office.counting import ResolutionForm
from frontend.forms.refusals import carried_out, status_of
from frontend.pages.office.doors import BALLOTING
from frontend.pages.office.entrance import Office, office_page, show
from frontend.pages.office.rounds import office_round, round_crumbs
from frontend.pages.office.two_people import TwoPeople, take_step, two_people
from participation.errors import DomainError
from participation.models import CriticalAct


@office_page(BALLOTING)
def confirmation(request: HttpRequest, office: Office, *, round: str) -> HttpResponse:  # noqa: A002 -- the name in the address
    """Enter the resolution of the body, and confirm it as the second person."""
    result = result_of(office_round(office, round))
    form = _form(office, result, request.POST if request.POST.get("step") == "propose" else None)
    if request.method != "POST":
        return _show(request, office, result, form)
    officer, counted, now = office.person, result.count, office.now
    if form.is_bound:
        if not carried_out(form, lambda given: _propose(office, result, form, given)):
            return _show(request, office, result, form)
        return redirect(office.url("office_confirmation", round=result.round.pk))
    steps = {
        "confirm": lambda: confirm_confirmation(officer=officer, count=counted, now=now),
        "drop": lambda: drop_confirmation(officer=officer, count=counted, now=now),
    }
    refusal = take_step(request, steps)
    if refusal is not None:
        return _show(request, office, result, form, alert=refusal)
    if request.POST["step"] == "confirm":
        messages.success(request, _("Das Ergebnis ist bestätigt und mit dem Beschluss veröffentlicht."))
    return redirect(office.url("office_confirmation", round=result.round.pk))


def _form(office: Office, result: ResultView, data: Any) -> ResolutionForm:  # noqa: ANN401 -- a form's data
    projects = [(row.project.code, row.project.title, row.is_funded) for part in result.envelopes for row in part.rows]
    return ResolutionForm(
        data,
        municipality=office.municipality,
        projects=projects,
        today=timezone.localdate(office.now),
        initial={"body": result.round.deciding_body_id},
    )


def _propose(office: Office, result: ResultView, form: ResolutionForm, given: dict[str, Any]) -> CriticalAct:
    details = ResolutionDetails(**{name: given[name] for name in form.base_fields})
    return propose_confirmation(
        officer=office.person,
        count=result.count,
        resolution=details,
        departures=form.departures(),
        now=office.now,
    )


def _show(
    request: HttpRequest,
    office: Office,
    result: ResultView,
    form: ResolutionForm,
    *,
    alert: DomainError | None = None,
) -> HttpResponse:
    round_ = result.round
    action = office.url("office_confirmation", round=round_.pk)
    may_work = office.may_work(process=round_.process)
    pair = two_people(office, act=CONFIRMATION, on=result.count, action=action, may_work=may_work)
    context = {
        "round": round_,
        "result": result,
        "form": form,
        "alert": alert,
        "two_people": pair,
        "facts": _facts(office, pair),
        "proposed_departures": _departures(result, pair),
        "crumbs": round_crumbs(office, round_, _("Beschluss")),
    }
    return show(request, office, "confirmation.html", context, status=alert.status if alert else status_of(form))


def _facts(office: Office, pair: TwoPeople) -> list[dict[str, str]]:
    if pair.proposed is None:
        return []
    stated = pair.proposed.params["resolution"]
    body = office.municipality.bodies.filter(pk=stated["body_id"]).first()
    facts = {
        _("Gremium"): str(body or ""),
        _("Beschlossen am"): date_format(date.fromisoformat(stated["decided_on"]), "DATE_FORMAT"),
        _("Vorlage"): " ".join(filter(None, (stated["paper_reference"], stated["paper_url"]))),
        _("Titel"): stated["title"],
        _("Begründung"): stated["reasons"],
    }
    return [{"label": label, "value": value} for label, value in facts.items()]


def _departures(result: ResultView, pair: TwoPeople) -> list[dict[str, Any]]:
    if pair.proposed is None:
        return []
    reasons = pair.proposed.params["departures"]
    rows = [row for part in result.envelopes for row in part.rows if row.project.code in reasons]
    return [{"row": row, "reason": reasons[row.project.code]} for row in rows]
