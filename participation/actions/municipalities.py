"""Municipalities, their districts and bodies: set up by the operator at the command line."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from shapely.errors import ShapelyError
from shapely.geometry import shape

from participation.actions.journal import record
from participation.errors import AlreadyExistsError
from participation.locks import lock, lock_exclusive
from participation.models import Body, BodyKind, District, Municipality
from participation.texts import clean_email, clean_line, clean_text, invalid

# First parts of addresses that are not a municipality's.
RESERVED_SLUGS = frozenset(
    {
        "admin", "api", "barrierefreiheit", "budget", "datenschutz", "favicon-ico", "healthz", "hilfe", "impressum",
        "konto", "media", "metrics", "mein", "open-data", "readyz", "robots-txt", "sprache", "static", "verfahren",
        "verwaltung", "well-known", "ws",
    }
)  # fmt: skip
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@transaction.atomic
def create_municipality(*, slug: str, name: str, contact_name: str, contact_email: str, now: datetime) -> Municipality:
    """Set up a municipality.

    Raises:
        InvalidInputError: the slug is reserved or no slug (small letters, digits, hyphens), or a field is empty.
        AlreadyExistsError: there is one at this address.

    """
    lock_exclusive("municipalities")
    slug = _free_slug(slug)
    municipality = Municipality.objects.create(
        slug=slug,
        name=clean_line(name, field="name", limit=120),
        contact_name=clean_line(contact_name, field="contact_name", limit=120),
        contact_email=clean_email(contact_email, field="contact_email"),
    )
    record(municipality=municipality, actor=None, act="municipality.created", on=municipality, now=now)
    return municipality


def _free_slug(slug: str) -> str:
    slug = clean_line(slug, field="slug", limit=60)
    if slug != slugify(slug) or slug in RESERVED_SLUGS:
        raise invalid(
            field="slug",
            reason=_("Erlaubt sind kleine Buchstaben, Ziffern und Bindestriche; einige Namen sind vergeben."),
        )
    if Municipality.objects.filter(slug=slug).exists():
        raise AlreadyExistsError(field="slug")
    return slug


@transaction.atomic
def add_district(
    *,
    municipality: Municipality,
    name: str,
    now: datetime,
    parent: District | None = None,
    population: int | None = None,
    boundary: Mapping[str, object] | None = None,
) -> District:
    """Add a district.

    Args:
        boundary: a GeoJSON Polygon or MultiPolygon in WGS 84, longitude first.

    Raises:
        InvalidInputError: no name, a parent of another municipality, a negative population, or no valid area.
        AlreadyExistsError: the municipality has a district of this name.

    """
    name = clean_line(name, field="name", limit=120)
    slug = slugify(name.lower().translate(_SPELLED))[:60] or "ortsteil"
    lock_exclusive(f"districts:{municipality.pk}")
    if District.objects.filter(municipality=municipality, slug=slug).exists():
        raise AlreadyExistsError(field="name")
    if parent is not None and parent.municipality_id != municipality.pk:
        raise invalid(field="parent", reason=_("Dieser Ortsteil gehört nicht zur Kommune."))
    if population is not None and not 0 <= population <= 10**9:
        raise invalid(field="population", reason=_("Bitte geben Sie eine Zahl ab 0 ein."))
    _require_area(boundary)
    district = District.objects.create(
        municipality=municipality, parent=parent, slug=slug, name=name, population=population, boundary=boundary
    )
    record(municipality=municipality, actor=None, act="district.added", on=district, now=now)
    return district


def _require_area(boundary: Mapping[str, object] | None) -> None:
    if boundary is None:
        return
    try:
        is_area = boundary.get("type") in ("Polygon", "MultiPolygon") and shape(dict(boundary)).is_valid
    except (ShapelyError, AttributeError, KeyError, IndexError, TypeError, ValueError):
        is_area = False
    if not is_area:
        raise invalid(field="boundary", reason=_("Das ist keine gültige Fläche (GeoJSON Polygon oder MultiPolygon)."))


@transaction.atomic
def add_body(*, municipality: Municipality, kind: BodyKind, name: str, now: datetime, contact_email: str = "") -> Body:
    """Add a body that decides or deliberates.

    Raises:
        InvalidInputError: an unknown kind, no name, or no e-mail address.
        AlreadyExistsError: the municipality has a body of this name.

    """
    if kind not in set(BodyKind):
        raise invalid(field="kind", reason=_("Bitte wählen Sie einen Wert aus der Liste."))
    name = clean_line(name, field="name", limit=160)
    lock_exclusive(f"bodies:{municipality.pk}")
    if Body.objects.filter(municipality=municipality, name=name).exists():
        raise AlreadyExistsError(field="name")
    contact_email = clean_email(contact_email, field="contact_email", required=False)
    body = Body.objects.create(municipality=municipality, kind=kind, name=name, contact_email=contact_email)
    record(municipality=municipality, actor=None, act="body.added", on=body, now=now)
    return body


@transaction.atomic
def describe_municipality(
    *, municipality: Municipality, now: datetime, contact_phone: str = "", address: str = "", introduction: str = ""
) -> Municipality:
    """Say how a municipality is reached and what it says on its home page; empty takes it away.

    Raises:
        InvalidInputError: a text is too long: 60, 250 and 2,000 characters.

    """
    municipality = lock(Municipality, municipality.pk)
    municipality.contact_phone = clean_line(contact_phone, field="contact_phone", limit=60, required=False)
    municipality.address = clean_line(address, field="address", limit=250, required=False)
    municipality.introduction = clean_text(introduction, field="introduction", limit=2000, required=False)
    municipality.save(update_fields=["contact_phone", "address", "introduction"])
    record(municipality=municipality, actor=None, act="municipality.described", on=municipality, now=now)
    return municipality
