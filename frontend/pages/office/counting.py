"""Counting a closed round, and its result as it was calculated."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from budgets.actions.counting import count_round
from budgets.lifecycle import ALLOWED_IN_ROUND, RESULT_STATES, RoundActivity
from budgets.models import Round
from budgets.queries.counts import result_of
from frontend.pages.methods import method_name
from frontend.pages.office.doors import BALLOTING
from frontend.pages.office.entrance import Office, office_page, show
from frontend.pages.office.rounds import office_round, round_crumbs
from participation.errors import DomainError


@office_page(BALLOTING)
def count(request: HttpRequest, office: Office, *, round: str) -> HttpResponse:  # noqa: A002 -- the name in the address
    """Count a round; before its end there is nothing to see here, for nobody."""
    counted = office_round(office, round)
    if request.method == "POST":
        try:
            done = count_round(officer=office.person, round_=counted, now=office.now)
        except DomainError as error:
            return _show(request, office, counted, alert=error)
        messages.success(request, _("Ausgezählt: %(ballots)s Stimmzettel.") % {"ballots": done.ballots})
        return redirect(office.url("office_count", round=counted.pk))
    return _show(request, office, counted)


def _show(request: HttpRequest, office: Office, round_: Round, *, alert: DomainError | None = None) -> HttpResponse:
    context = {
        "round": round_,
        "alert": alert,
        "method_name": method_name(round_),
        "result": result_of(round_) if round_.state in RESULT_STATES else None,
        "may_count": office.may_work(process=round_.process) and round_.state in ALLOWED_IN_ROUND[RoundActivity.COUNT],
        "crumbs": round_crumbs(office, round_, _("Auszählung")),
    }
    return show(request, office, "count.html", context, status=alert.status if alert else 200)
