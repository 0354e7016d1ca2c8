"""How long something has waited, in words."""

from datetime import datetime, timedelta

from django.utils.translation import ngettext

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SOON = timedelta(hours=12)


def waited(span: timedelta) -> str:
    """Say a span in its largest unit, as it follows “wartet seit”: „3 Tagen“, „1 Stunde“, „5 Minuten“."""
    if span >= DAY:
        return ngettext("%(number)s Tag", "%(number)s Tagen", span // DAY) % {"number": span // DAY}
    if span >= HOUR:
        return ngettext("%(number)s Stunde", "%(number)s Stunden", span // HOUR) % {"number": span // HOUR}
    minutes = max(span // timedelta(minutes=1), 1)
    return ngettext("%(number)s Minute", "%(number)s Minuten", minutes) % {"number": minutes}


def urgency(due_at: datetime, now: datetime) -> str:
    """Say where something stands against its target: `late`, `due` within the next hours, or `in_time`."""
    if due_at < now:
        return "late"
    return "due" if due_at - now <= SOON else "in_time"
