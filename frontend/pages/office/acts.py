"""What the acts of the journal are called."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, Any] = {
    "body.added": _("Gremium angelegt"),
    "category.added": _("Thema hinzugefügt"),
    "district.added": _("Ortsteil angelegt"),
    "envelope.added": _("Teilbudget hinzugefügt"),
    "envelope.edited": _("Teilbudget geändert"),
    "envelope.removed": _("Teilbudget entfernt"),
    "moderation.decided": _("Über einen Fall entschieden"),
    "municipality.created": _("Kommune angelegt"),
    "municipality.described": _("Angaben zur Kommune geändert"),
    "phase.added": _("Phase hinzugefügt"),
    "phase.closed": _("Phase beendet"),
    "phase.edited": _("Phase geändert"),
    "phase.opened": _("Phase geöffnet"),
    "process.created": _("Verfahren angelegt"),
    "process.edited": _("Verfahren geändert"),
    "process.published": _("Verfahren veröffentlicht"),
    "project.adopted": _("Vorschlag in die Runde übernommen"),
    "project.costed": _("Kosten und Befund eingetragen"),
    "project.dropped": _("Projekt aus der Runde genommen"),
    "proposal.taken_in": _("Vorschlag am Schalter erfasst"),
    "residency.verified": _("Wohnsitz bestätigt"),
    "role.ended": _("Rolle beendet"),
    "role.granted": _("Rolle vergeben"),
    "round.closed": _("Abstimmung geschlossen"),
    "round.configured": _("Einstellungen der Budgetrunde geändert"),
    "round.confirmed": _("Ergebnis bestätigt"),
    "round.counted": _("Ausgezählt"),
    "round.created": _("Budgetrunde angelegt"),
    "round.imported": _("Wahl eingelesen"),
    "round.opened": _("Abstimmung eröffnet"),
}
CRITICAL_ACTS: dict[str, Any] = {
    "count.confirmation": _("Beschluss zum Ergebnis"),
    "round.early_closing": _("Vorzeitiges Ende der Abstimmung"),
    "round.opening": _("Öffnung der Abstimmung"),
    "round.rescheduling": _("Späteres Ende der Abstimmung"),
}
STEPS: dict[str, Any] = {
    "proposed": _("vorgeschlagen"),
    "confirmed": _("von zweiter Person bestätigt"),
    "dropped": _("zurückgenommen"),
}


THINGS: dict[str, Any] = {
    "body": _("Gremium"),
    "category": _("Thema"),
    "comment": _("Beitrag"),
    "count": _("Auszählung"),
    "district": _("Ortsteil"),
    "envelope": _("Teilbudget"),
    "moderationcase": _("Fall"),
    "municipality": _("Kommune"),
    "person": _("Person"),
    "phase": _("Phase"),
    "process": _("Verfahren"),
    "project": _("Projekt"),
    "proposal": _("Vorschlag"),
    "residency": _("Wohnsitz"),
    "rolegrant": _("Rolle"),
    "round": _("Budgetrunde"),
}


def act_label(act: str) -> str:
    """Name an entry of the journal; an act without a name here keeps its code."""
    critical, _dot, step = act.rpartition(".")
    if critical in CRITICAL_ACTS and step in STEPS:
        return _now("%(act)s: %(step)s") % {"act": CRITICAL_ACTS[critical], "step": STEPS[step]}
    return str(ACTS.get(act, act))


def thing_label(kind: str) -> str:
    """Name the kind of thing that an entry is about."""
    return str(THINGS.get(kind, kind))


def critical_act_label(act: str) -> str:
    """Name an act that takes two people."""
    return str(CRITICAL_ACTS.get(act, act))
