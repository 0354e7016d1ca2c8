"""The task list: what waits for whoever comes in."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from budgets.actions.closing import EARLY_CLOSING, RESCHEDULING
from budgets.actions.confirmation import CONFIRMATION
from budgets.actions.opening import OPENING
from budgets.lifecycle import ALLOWED_IN_ROUND, RoundActivity
from budgets.models import Count, Round
from frontend.pages.office.acts import critical_act_label
from frontend.pages.office.doors import BALLOTING, HOME
from frontend.pages.office.entrance import Office, office_page, show
from participation.models import CriticalAct
from participation.queries.critical_acts import waiting_acts
from participation.queries.tasks import office_tasks
from participation.registries import OfficeTask

PAGES_OF_TASKS = {
    "moderation": ("office_queue", "inbox"),
    "projects_to_cost": ("office_costing", "euro"),
    "rounds_to_close": ("office_rounds", "lock"),
    "rounds_to_count": ("office_rounds", "scale"),
    "rounds_to_confirm": ("office_rounds", "townhall"),
}
# Where each act is confirmed, and in which state of its round that is still possible.
PAGES_OF_ACTS = {
    OPENING: ("office_opening", RoundActivity.OPEN),
    EARLY_CLOSING: ("office_closing", RoundActivity.CLOSE),
    RESCHEDULING: ("office_closing", RoundActivity.RESCHEDULE),
    CONFIRMATION: ("office_confirmation", RoundActivity.CONFIRM),
}


@require_safe
@office_page(HOME)
def home(request: HttpRequest, office: Office) -> HttpResponse:
    """List what waits, and which acts wait for their second person."""
    tasks = office_tasks(office.person, office.municipality, now=office.now)
    context = {
        "tasks": [_task(office, task) for task in tasks if task.kind in PAGES_OF_TASKS],
        "acts": _acts(office, waiting_acts(office.municipality, now=office.now)),
    }
    return show(request, office, "home.html", context)


def _task(office: Office, task: OfficeTask) -> dict[str, Any]:
    page, icon = PAGES_OF_TASKS[task.kind]
    late = ngettext("%(number)s davon überfällig", "%(number)s davon überfällig", task.overdue)
    return {
        "count": task.count,
        "label": _label(task),
        "text": late % {"number": task.overdue} if task.overdue else "",
        "url": office.url(page),
        "icon": icon,
        "kind": "danger" if task.overdue else "",
    }


def _label(task: OfficeTask) -> str:
    labels = {
        "moderation": ngettext("wartet auf Prüfung", "warten auf Prüfung", task.count),
        "projects_to_cost": ngettext(
            "Projekt braucht Kosten und Befund", "Projekte brauchen Kosten und Befund", task.count
        ),
        "rounds_to_close": ngettext(
            "Abstimmung ist abgelaufen und zu schließen", "Abstimmungen sind abgelaufen und zu schließen", task.count
        ),
        "rounds_to_count": ngettext("Abstimmung ist auszuzählen", "Abstimmungen sind auszuzählen", task.count),
        "rounds_to_confirm": ngettext(
            "Ergebnis wartet auf den Beschluss", "Ergebnisse warten auf den Beschluss", task.count
        ),
    }
    return labels[task.kind]


def _acts(office: Office, acts: Iterable[CriticalAct]) -> list[dict[str, Any]]:
    """Show the acts that wait to whoever sees where they are carried out."""
    if not office.opens(BALLOTING):
        return []
    known = [act for act in acts if act.act in PAGES_OF_ACTS]
    rounds = _rounds_of(known)
    return [_act(office, act, rounds[act.on_ref]) for act in known if _is_possible(act, rounds.get(act.on_ref))]


def _act(office: Office, act: CriticalAct, round_: Round) -> dict[str, Any]:
    page, _activity = PAGES_OF_ACTS[act.act]
    return {
        "label": critical_act_label(act.act),
        "round": round_,
        "proposed": act,
        "is_own": act.proposed_by_id == office.person.pk,
        "url": office.url(page, round=round_.pk),
    }


def _is_possible(act: CriticalAct, round_: Round | None) -> bool:
    """Say whether an act can still be confirmed: moving the end of what is closed waits for nobody."""
    _page, activity = PAGES_OF_ACTS[act.act]
    return round_ is not None and round_.state in ALLOWED_IN_ROUND[activity]


def _rounds_of(acts: list[CriticalAct]) -> dict[str, Round]:
    """Return the round of each act, by what it is on: a round itself, or one of its counts."""
    ids = [act.on_ref.partition(":")[2] for act in acts]
    rounds = {round_.ref: round_ for round_ in Round.objects.filter(pk__in=ids)}
    counts = Count.objects.filter(pk__in=ids).select_related("round").only("round")
    return rounds | {count.ref: count.round for count in counts}
