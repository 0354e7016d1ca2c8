"""Check the chain of the journal."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from participation.errors import NotFoundError
from participation.models import Municipality
from participation.queries.journal import journal_faults
from participation.queries.municipalities import municipality_by_slug, visible_municipalities

BROKEN = 2


class Command(BaseCommand):
    """Exit code 0: every chain holds; 2: one is broken; 1: there is no such municipality."""

    help = (
        "Checks that no entry of the journal was changed, removed, added or reordered. "
        "Example: manage.py verify_journal lindenau --json"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one municipality, or none for all."""
        parser.add_argument("slug", nargs="?", help="the municipality; all of them when left out")
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Check and say what was found.

        Raises:
            CommandError: there is no such municipality.

        """
        findings = {town.slug: [asdict(fault) for fault in journal_faults(town)] for town in _towns(options["slug"])}
        if options["json"]:
            self.stdout.write(json.dumps(findings))
        else:
            self._tell(findings)
        if any(findings.values()):
            sys.exit(BROKEN)

    def _tell(self, findings: dict[str, list[dict[str, Any]]]) -> None:
        for slug, faults in findings.items():
            if not faults:
                self.stdout.write(f"{slug}: the chain holds")
            for fault in faults:
                self.stdout.write(f"{slug}: {fault['fault']} at entry {fault['seq']}")


def _towns(slug: str | None) -> list[Municipality]:
    if slug is None:
        return list(visible_municipalities())
    try:
        return [municipality_by_slug(slug)]
    except NotFoundError:
        message = f"There is no municipality {slug}."
        raise CommandError(message) from None
