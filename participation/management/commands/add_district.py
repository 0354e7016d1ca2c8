"""Add a district of a municipality, with its population and its boundary."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from participation.actions.municipalities import add_district
from participation.errors import DomainError, NotFoundError
from participation.models import District, Municipality
from participation.queries.municipalities import municipality_by_slug, visible_districts


class Command(BaseCommand):
    """Ends with 1 where something is refused."""

    help = (
        "Adds a district. Example: "
        "manage.py add_district lindenau 'Altstadt' --population 2400 --boundary altstadt.geojson"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take municipality, name, the district around it, population and boundary."""
        parser.add_argument("slug", help="the municipality")
        parser.add_argument("name")
        parser.add_argument("--parent", metavar="SLUG", help="the district that it is a part of")
        parser.add_argument("--population", type=int)
        parser.add_argument("--boundary", metavar="FILE", help="a GeoJSON Polygon or MultiPolygon, longitude first")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Add it.

        Raises:
            CommandError: something is refused or the file cannot be read; nothing was written.

        """
        try:
            municipality = municipality_by_slug(options["slug"])
            district = add_district(
                municipality=municipality,
                name=options["name"],
                parent=_parent(municipality, options["parent"]),
                population=options["population"],
                boundary=_boundary(options["boundary"]),
                now=timezone.now(),
            )
        except DomainError as refusal:
            message = f"{refusal.code}: {refusal}"
            raise CommandError(message) from None
        self.stdout.write(f"{district.name}: {district.slug}")


def _parent(municipality: Municipality, slug: str | None) -> District | None:
    if slug is None:
        return None
    district = visible_districts(municipality).filter(slug=slug).first()
    if district is None:
        raise NotFoundError
    return district


def _boundary(file: str | None) -> Any:  # noqa: ANN401 -- JSON; the action checks what it says
    if file is None:
        return None
    try:
        return json.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        message = f"This file cannot be read: {file} ({type(error).__name__})"
        raise CommandError(message) from None
