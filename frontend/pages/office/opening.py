"""Opening a round: an act of two returning officers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from budgets.actions.opening import OPENING, confirm_opening, drop_opening, propose_opening
from frontend.pages.office.doors import BALLOTING
from frontend.pages.office.entrance import Office, office_page, show
from frontend.pages.office.rounds import completeness, office_round, round_crumbs, rules_of
from frontend.pages.office.two_people import take_step, two_people


@office_page(BALLOTING)
def opening(request: HttpRequest, office: Office, *, round: str) -> HttpResponse:  # noqa: A002 -- the name in the address
    """Propose and confirm the opening: the last look at what will be frozen."""
    opened = office_round(office, round)
    action = office.url("office_opening", round=opened.pk)
    refusal = None
    if request.method == "POST":
        steps = {
            "propose": lambda: propose_opening(officer=office.person, round_=opened, now=office.now),
            "confirm": lambda: confirm_opening(officer=office.person, round_=opened, now=office.now),
            "drop": lambda: drop_opening(officer=office.person, round_=opened, now=office.now),
        }
        refusal = take_step(request, steps)
        if refusal is None:
            return redirect(action)
    context = {
        "round": opened,
        "alert": refusal,
        "envelopes": opened.envelopes.select_related("district").prefetch_related("projects"),
        "two_people": two_people(
            office, act=OPENING, on=opened, action=action, may_work=office.may_work(process=opened.process)
        ),
        "crumbs": round_crumbs(office, opened, _("Öffnung")),
        **rules_of(opened),
        **completeness(office, opened),
    }
    return show(request, office, "opening.html", context, status=refusal.status if refusal else 200)
