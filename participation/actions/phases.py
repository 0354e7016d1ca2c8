"""The phases of a process: planned, scheduled, opened and closed by hand."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

from participation.actions.journal import record
from participation.errors import IncompleteError, WrongStateError
from participation.events import PhaseChanged, announce
from participation.labels import label_of
from participation.lifecycle import INPUT_PHASES, PhaseKind, PhaseStatus
from participation.locks import gate_of, lock, lock_exclusive
from participation.models import Person, Phase, Process
from participation.permissions import OFFICE_ROLES, require_role
from participation.texts import clean_line, clean_text, invalid

FIRST_YEAR, LAST_YEAR = 2000, 2200


@dataclass(frozen=True, kw_only=True)
class PhaseDetails:
    """What is said about a phase: open from `opens_at` up to, not including, `closes_at`; without an end, None."""

    title: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    analogue_way: str = ""


@transaction.atomic
def add_phase(*, clerk: Person, process: Process, kind: PhaseKind, now: datetime, details: PhaseDetails) -> Phase:
    """Add a phase at the end of the timeline.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator of the process.
        InvalidInputError: an unknown kind, a text too long, or an end without or before its beginning.
        IncompleteError: a scheduled phase that takes something in names no analogue way.

    """
    require_role(clerk, *OFFICE_ROLES, within=process, now=now)
    _hold_phases(process)
    if kind not in set(PhaseKind):
        raise invalid(field="kind", reason=_("Bitte wählen Sie einen Wert aus der Liste."))
    last = Phase.objects.filter(process=process).aggregate(last=Max("position"))["last"] or 0
    phase = Phase(process=process, kind=str(kind), position=last + 1)
    _describe(phase, details)
    phase.save(force_insert=True)
    return _recorded(phase, act="phase.added", clerk=clerk, now=now)


@transaction.atomic
def edit_phase(*, clerk: Person, phase: Phase, details: PhaseDetails, now: datetime) -> Phase:
    """Change name, times and analogue way of a phase; refuses like `add_phase`."""
    require_role(clerk, *OFFICE_ROLES, within=phase.process, now=now)
    phase = _held(phase)
    _describe(phase, details)
    phase.save(update_fields=["title", "opens_at", "closes_at", "analogue_way"])
    return _recorded(phase, act="phase.edited", clerk=clerk, now=now)


@transaction.atomic
def open_phase(*, clerk: Person, phase: Phase, now: datetime) -> Phase:
    """Open a phase by hand, before its time or without one.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator of the process.
        WrongStateError: the phase is open or over; whoever wants it back changes its times.
        IncompleteError: a phase that takes something in names no analogue way.

    """
    require_role(clerk, *OFFICE_ROLES, within=phase.process, now=now)
    phase = _held(phase)
    if phase.status_at(now) not in {PhaseStatus.UNSCHEDULED, PhaseStatus.UPCOMING}:
        raise WrongStateError
    if phase.closes_at is not None and phase.closes_at <= now:
        phase.closes_at = None
    phase.opens_at = now
    _require_analogue_way(phase)
    phase.save(update_fields=["opens_at", "closes_at"])
    return _recorded(phase, act="phase.opened", clerk=clerk, now=now)


@transaction.atomic
def close_phase(*, clerk: Person, phase: Phase, now: datetime) -> Phase:
    """Close an open phase by hand; what was handed in before stays.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator of the process.
        WrongStateError: the phase is not open.

    """
    require_role(clerk, *OFFICE_ROLES, within=phase.process, now=now)
    phase = _held(phase)
    if phase.status_at(now) != PhaseStatus.OPEN:
        raise WrongStateError
    phase.closes_at = now
    phase.save(update_fields=["closes_at"])
    return _recorded(phase, act="phase.closed", clerk=clerk, now=now)


def _hold_phases(process: Process) -> None:
    """Wait until everything on its way in has passed, and let nothing else in until the transaction ends."""
    lock_exclusive(gate_of(process.pk))


def _held(phase: Phase) -> Phase:
    _hold_phases(phase.process)
    return lock(Phase, phase.pk)


def _describe(phase: Phase, details: PhaseDetails) -> None:
    phase.title = clean_line(details.title, field="title", limit=120, required=False)
    phase.analogue_way = clean_text(details.analogue_way, field="analogue_way", limit=1000, required=False)
    phase.opens_at = _moment(details.opens_at, field="opens_at")
    phase.closes_at = _moment(details.closes_at, field="closes_at")
    if phase.closes_at is not None and phase.opens_at is None:
        raise invalid(field="opens_at", reason=_("Zu einem Ende gehört ein Beginn."))
    if phase.opens_at is not None and phase.closes_at is not None and phase.closes_at < phase.opens_at:
        raise invalid(field="closes_at", reason=_("Das Ende liegt vor dem Beginn."))
    _require_analogue_way(phase)


def _moment(moment: datetime | None, *, field: str) -> datetime | None:
    if moment is not None and is_naive(moment):
        raise invalid(field=field, reason=_("Zu dieser Zeit fehlt die Zeitzone."))
    if moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise invalid(field=field, reason=_("Bitte prüfen Sie das Jahr."))
    return moment


def _require_analogue_way(phase: Phase) -> None:
    if phase.kind in INPUT_PHASES and phase.opens_at is not None and not phase.analogue_way:
        raise IncompleteError(
            field="analogue_way", missing=["analogue_way"], missing_labels=f"„{label_of('analogue_way')}“"
        )


def _recorded(phase: Phase, *, act: str, clerk: Person, now: datetime) -> Phase:
    times = {"opens_at": phase.opens_at, "closes_at": phase.closes_at}
    data = {name: moment.isoformat() if moment else None for name, moment in times.items()}
    record(municipality=phase.process.municipality, actor=clerk, act=act, on=phase, now=now, data=data)
    announce(PhaseChanged(phase_id=phase.pk))
    return phase
