"""How long something still runs, in words."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HOUR = 3600
DAY = 24 * HOUR


def time_left(until: datetime | None, now: datetime) -> str:
    """Say how long is left: whole days, below two days whole hours; empty without an end or after it."""
    if until is None or until <= now:
        return ""
    seconds = int((until - now).total_seconds())
    if seconds >= 2 * DAY:
        return ngettext("noch %(days)s Tag", "noch %(days)s Tage", seconds // DAY) % {"days": seconds // DAY}
    if seconds >= HOUR:
        return ngettext("noch %(hours)s Stunde", "noch %(hours)s Stunden", seconds // HOUR) % {"hours": seconds // HOUR}
    return _("endet in weniger als einer Stunde")
