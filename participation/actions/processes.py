"""Participation processes: made, described, published."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from participation.actions.journal import record
from participation.errors import AlreadyExistsError, IncompleteError, WrongStateError
from participation.events import ProcessPublished, announce
from participation.labels import label_of
from participation.locks import lock, lock_exclusive
from participation.models import Body, Category, Influence, Municipality, Person, Process
from participation.permissions import OFFICE_ROLES, require_role
from participation.queries.processes import missing_for_publication
from participation.texts import clean_email, clean_line, clean_text, invalid

SLUG_LENGTH = 60
MAX_CATEGORIES = 40
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

_line = partial(clean_line, required=False)
_text = partial(clean_text, limit=5000, required=False)
_CLEANERS: Mapping[str, Callable[..., str]] = {
    "title": partial(clean_line, limit=160),
    "summary": partial(_line, limit=400),
    "task": _text,
    "fixed": _text,
    "open": _text,
    "use_of_result": _text,
    "office": partial(_line, limit=160),
    "contact_name": partial(_line, limit=120),
    "contact_email": partial(clean_email, required=False),
    "contact_phone": partial(_line, limit=60),
}


@transaction.atomic
def create_process(*, clerk: Person, municipality: Municipality, title: str, now: datetime) -> Process:
    """Begin a process, not yet public; its address is made from the title.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator here.
        InvalidInputError: the title is empty or longer than 160 characters.

    """
    require_role(clerk, *OFFICE_ROLES, within=municipality, now=now)
    # Two processes of the same title must not draw the same address.
    lock_exclusive(f"process-slugs:{municipality.pk}")
    title = clean_line(title, field="title", limit=160)
    slug = _free_slug(title, municipality)
    process = Process.objects.create(municipality=municipality, title=title, slug=slug, created_at=now)
    record(municipality=municipality, actor=clerk, act="process.created", on=process, now=now)
    return process


def _free_slug(title: str, municipality: Municipality) -> str:
    """Return the title as an address; the second of the same name gets a number."""
    stem = slugify(title.lower().translate(_SPELLED))[:SLUG_LENGTH].strip("-") or "verfahren"
    taken = set(Process.objects.filter(municipality=municipality, slug__startswith=stem).values_list("slug", flat=True))
    candidates = (f"{stem}-{number}" if number > 1 else stem for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


@transaction.atomic
def edit_process(*, clerk: Person, process: Process, changes: Mapping[str, object], now: datetime) -> Process:
    """Change what is said about a process; a published one stays complete.

    Args:
        changes: fields of `Process` by name; `deciding_body` is a body or None, `influence` a value of `Influence`.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator of the process.
        InvalidInputError: an unknown field, or one that holds something else than it must.
        IncompleteError: a published process would lose something required.

    """
    require_role(clerk, *OFFICE_ROLES, within=process, now=now)
    process = lock(Process, process.pk)
    cleaned = {field: _clean(process, field, value) for field, value in changes.items()}
    changed = sorted(field for field, value in cleaned.items() if getattr(process, field) != value)
    for field in changed:
        setattr(process, field, cleaned[field])
    if process.published_at is not None:
        _require_complete(process)
    if changed:
        process.save(update_fields=changed)
        record(
            municipality=process.municipality,
            actor=clerk,
            act="process.edited",
            on=process,
            now=now,
            data={"fields": changed},
        )
    return process


def _clean(process: Process, field: str, value: object) -> object:
    if field in _CLEANERS:
        return _CLEANERS[field](value, field=field)
    if field == "influence":
        if value not in ("", *Influence.values):
            raise invalid(field=field, reason=_("Bitte wählen Sie einen Wert aus der Liste."))
        return value
    if field == "deciding_body":
        if value is None or (isinstance(value, Body) and value.municipality_id == process.municipality_id):
            return value
        raise invalid(field=field, reason=_("Bitte wählen Sie ein Gremium Ihrer Kommune."))
    raise invalid(field=field, reason=_("Dieses Feld gibt es nicht."))


def _require_complete(process: Process) -> None:
    missing = missing_for_publication(process)
    if missing:
        labels = ", ".join(f"„{label_of(field)}“" for field in missing)
        raise IncompleteError(missing=missing, missing_labels=labels)


@transaction.atomic
def publish_process(*, clerk: Person, process: Process, now: datetime) -> Process:
    """Make a process public.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator of the process.
        WrongStateError: it is public already.
        IncompleteError: something that everybody must be able to see is missing; `missing` lists the fields.

    """
    require_role(clerk, *OFFICE_ROLES, within=process, now=now)
    process = lock(Process, process.pk)
    if process.published_at is not None:
        raise WrongStateError
    _require_complete(process)
    process.published_at = now
    process.save(update_fields=["published_at"])
    record(municipality=process.municipality, actor=clerk, act="process.published", on=process, now=now)
    announce(ProcessPublished(process_id=process.pk))
    return process


@transaction.atomic
def add_category(*, clerk: Person, process: Process, name: str, now: datetime) -> Category:
    """Add a theme at the end of the list.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator of the process.
        InvalidInputError: the name is empty or longer than 80 characters, or the list is full.
        AlreadyExistsError: the process has a category of this name.

    """
    require_role(clerk, *OFFICE_ROLES, within=process, now=now)
    lock(Process, process.pk)
    name = clean_line(name, field="name", limit=80)
    existing = process.categories.all()
    if existing.filter(name=name).exists():
        raise AlreadyExistsError(field="name")
    if existing.count() >= MAX_CATEGORIES:
        raise invalid(field="name", reason=_("Höchstens %(limit)s Themen sind möglich.") % {"limit": MAX_CATEGORIES})
    last = existing.aggregate(last=Max("position"))["last"] or 0
    category = Category.objects.create(process=process, name=name, position=last + 1)
    record(municipality=process.municipality, actor=clerk, act="category.added", on=category, now=now)
    return category
