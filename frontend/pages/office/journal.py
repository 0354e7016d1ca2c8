"""The journal, and whether its chain holds."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from frontend.pages.office.acts import act_label, thing_label
from frontend.pages.office.doors import JOURNAL
from frontend.pages.office.entrance import Office, office_page, show
from participation.models import JournalEntry, Person
from participation.queries.journal import journal_faults, visible_journal

PER_PAGE = 50
# Up to here the whole chain is walked on every visit; beyond, when somebody asks for it.
WALKED_AT_ONCE = 2000


@require_safe
@office_page(JOURNAL)
def journal(request: HttpRequest, office: Office) -> HttpResponse:
    """List what was done, newest first; `?verify=1` walks even a long chain."""
    entries = visible_journal(office.person, now=office.now).filter(municipality=office.municipality)
    paginator = Paginator(entries, PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    walked = "verify" in request.GET or paginator.count <= WALKED_AT_ONCE
    context = {
        "page": page,
        "rows": _rows(list(page)),
        "walked": walked,
        "faults": journal_faults(office.municipality) if walked else [],
        "number": paginator.count,
    }
    return show(request, office, "journal.html", context)


def _rows(entries: list[JournalEntry]) -> list[dict[str, Any]]:
    names = _names({entry.actor_ref for entry in entries})
    return [_row(entry, names.get(entry.actor_ref, "")) for entry in entries]


def _row(entry: JournalEntry, actor: str) -> dict[str, Any]:
    kind, _colon, thing = entry.on_ref.partition(":")
    return {"entry": entry, "label": act_label(entry.act), "actor": actor, "kind": thing_label(kind), "thing": thing}


def _names(refs: set[str]) -> dict[str, str]:
    ids = [ref.removeprefix("person:") for ref in refs if ref.startswith("person:")]
    return {person.ref: person.display_name for person in Person.objects.filter(pk__in=ids)}
