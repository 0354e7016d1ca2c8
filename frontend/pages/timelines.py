"""The phases of a process as a timeline: done, now, next, and what one can do."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from budgets.models import Round
from budgets.permissions import is_taking_ballots
from frontend.pages.addresses import address
from frontend.pages.times import time_left
from participation.lifecycle import PhaseKind, PhaseStatus
from participation.models import Municipality, Process
from participation.queries.processes import PhaseView

STATES = {PhaseStatus.OVER: "done", PhaseStatus.OPEN: "now"}


def states_of(phases: Iterable[PhaseView]) -> list[dict[str, str]]:
    """Name and state of each phase, for the steps of a card."""
    return [{"name": str(view.phase), "state": STATES.get(view.status, "next")} for view in phases]


def timeline(
    town: Municipality, process: Process, phases: Sequence[PhaseView], rounds: Sequence[Round], now: datetime
) -> list[dict[str, object]]:
    """The entries of `parts/phase_timeline.html`."""
    return [
        {
            "name": str(view.phase),
            "state": STATES.get(view.status, "next"),
            "opens": view.phase.opens_at,
            "closes": view.phase.closes_at,
            "text": phase_text(view),
            "time_left": time_left(view.phase.closes_at, now) if view.status == PhaseStatus.OPEN else "",
            **_step(town, process, view, rounds, now),
        }
        for view in phases
    ]


def phase_text(view: PhaseView) -> str:
    """What people can do in a phase, or what happens in it; nothing for what is over."""
    if view.status == PhaseStatus.OVER:
        return ""
    texts = {
        PhaseKind.INFORMATION: _("Sie erfahren, worum es geht und was entschieden wird."),
        PhaseKind.INTAKE: _("Sie reichen Vorschläge ein, unterstützen andere und diskutieren mit."),
        PhaseKind.REVIEW: _(
            "Die Verwaltung prüft, was umsetzbar ist und was es kostet. Sie können weiter mitdiskutieren."
        ),
        PhaseKind.DELIBERATION: _("Die Vorschläge werden gemeinsam beraten. Sie können mitdiskutieren."),
        PhaseKind.BALLOT: _("Sie stimmen ab, welche Projekte umgesetzt werden."),
        PhaseKind.DECISION: _("Das zuständige Gremium entscheidet über das Ergebnis."),
        PhaseKind.DELIVERY: _("Was beschlossen wurde, wird umgesetzt."),
        PhaseKind.EVALUATION: _("Wir werten aus, was gut lief und was besser werden muss."),
    }
    return texts[PhaseKind(view.phase.kind)]


def _step(
    town: Municipality, process: Process, view: PhaseView, rounds: Sequence[Round], now: datetime
) -> dict[str, str]:
    if view.status != PhaseStatus.OPEN:
        return {}
    kind = view.phase.kind
    if kind == PhaseKind.INTAKE:
        url = address(town, "proposal_new", process=process.slug)
        return {"url": url, "url_label": _("Vorschlag einreichen")}
    if kind in (PhaseKind.REVIEW, PhaseKind.DELIBERATION):
        return {"url": address(town, "proposals", process=process.slug), "url_label": _("Vorschläge ansehen")}
    casting = next((round_ for round_ in rounds if is_taking_ballots(round_, now=now)), None)
    if kind == PhaseKind.BALLOT and casting:
        return {"url": address(town, "round", round=casting.pk), "url_label": _("Jetzt abstimmen")}
    return {}
