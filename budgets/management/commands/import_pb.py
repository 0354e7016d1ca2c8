"""`manage.py import_pb FILE`: make a finished round of a Pabulib file."""

import json
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from budgets.actions.importing import import_pabulib
from budgets.models import Round
from participation.errors import DomainError
from participation.models import Municipality

_REFUSED = 2


class Command(BaseCommand):
    """Take in one election; all of it or nothing."""

    help = "Make a finished round of a Pabulib file, with the method of its META rule."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE.pb")
        parser.add_argument(
            "--municipality", metavar="SLUG", help="whose round it becomes; needed where there are several"
        )
        parser.add_argument("--dry-run", action="store_true", help="read and check everything, keep nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- the framework's signature
        municipality = _municipality(options["municipality"])
        try:
            content = Path(options["file"]).read_bytes()
        except (OSError, ValueError):
            message = f"This file cannot be read: {options['file']}"
            raise CommandError(message, returncode=_REFUSED) from None
        try:
            told = _import(content, municipality, dry_run=options["dry_run"])
        except DomainError as refusal:
            self._refuse(refusal)
        self.stdout.write(json.dumps(told) if options["json"] else "\n".join(f"{k}\t{v}" for k, v in told.items()))

    def _refuse(self, refusal: DomainError) -> NoReturn:
        problem = {
            **refusal.params,
            "type": f"/api/v1/problems/{refusal.code}",
            "title": refusal.code,
            "detail": str(refusal),
            "field": refusal.field,
        }
        self.stderr.write(json.dumps(problem, ensure_ascii=False), style_func=str)
        raise SystemExit(_REFUSED)


def _municipality(slug: str | None) -> Municipality:
    known = list(Municipality.objects.order_by("slug"))
    chosen = [municipality for municipality in known if slug in (None, municipality.slug)]
    if len(chosen) != 1:
        slugs = ", ".join(municipality.slug for municipality in known) or "none yet; see manage.py add_municipality"
        message = f"Name one with --municipality: {slugs}"
        raise CommandError(message, returncode=_REFUSED)
    return chosen[0]


@transaction.atomic
def _import(content: bytes, municipality: Municipality, *, dry_run: bool) -> dict[str, Any]:
    round_ = import_pabulib(text=content, municipality=municipality, importer=None, now=timezone.now())
    told = _told(round_)
    transaction.set_rollback(dry_run)
    return told


def _told(round_: Round) -> dict[str, Any]:
    return {
        "round": round_.pk,
        "title": round_.title,
        "municipality": round_.process.municipality.slug,
        "process": round_.process.slug,
        "projects": round_.projects.count(),
        "ballots": round_.final_ballots.count(),
        "method": round_.method,
        "parameters": round_.parameters,
        "configuration_hash": round_.configuration_hash,
    }
