"""The one thing to do next in a process."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from budgets.lifecycle import RESULT_STATES, RoundState
from budgets.models import Round
from budgets.permissions import is_taking_ballots
from frontend.pages.addresses import address
from participation.lifecycle import PhaseKind, PhaseStatus
from participation.models import Municipality, Process
from participation.queries.processes import PhaseView


@dataclass(frozen=True, kw_only=True)
class Step:
    """Where to go, and what it is called."""

    url: str
    label: str


def next_step(
    town: Municipality, process: Process, phases: Sequence[PhaseView], rounds: Iterable[Round], *, now: datetime
) -> Step:
    """Vote where one can, else propose, else read the result, else look around."""
    own_rounds = list(rounds)
    for round_ in own_rounds:
        if is_taking_ballots(round_, now=now):
            return Step(url=address(town, "round", round=round_.pk), label=_("Jetzt abstimmen"))
    if any(view.status == PhaseStatus.OPEN and view.phase.kind == PhaseKind.INTAKE for view in phases):
        return Step(url=address(town, "proposal_new", process=process.slug), label=_("Vorschlag einreichen"))
    for round_ in own_rounds:
        if round_.state in RESULT_STATES:
            return Step(url=address(town, "result", round=round_.pk), label=_("Ergebnis ansehen"))
    return Step(url=address(town, "process", process=process.slug), label=_("Verfahren ansehen"))


def is_over(phases: Sequence[PhaseView], rounds: Iterable[Round]) -> bool:
    """Say whether nothing more is to come; a process without phases (an imported election) is over with its round."""
    if phases:
        return all(view.status == PhaseStatus.OVER for view in phases)
    return any(round_.state not in (RoundState.PREPARATION, RoundState.OPEN) for round_ in rounds)
