"""Add a body of a municipality: without one no process names who decides."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from participation.actions.municipalities import add_body
from participation.errors import DomainError
from participation.models import BodyKind
from participation.queries.municipalities import municipality_by_slug


class Command(BaseCommand):
    """Ends with 1 where something is refused."""

    help = "Adds a body that decides or deliberates. Example: manage.py add_body lindenau 'Stadtrat'"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take municipality, name, kind and contact."""
        parser.add_argument("slug", help="the municipality")
        parser.add_argument("name")
        parser.add_argument("--kind", choices=BodyKind.values, default=BodyKind.MUNICIPAL_COUNCIL.value)
        parser.add_argument("--contact-email", default="")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Add it.

        Raises:
            CommandError: something is refused; nothing was written.

        """
        try:
            body = add_body(
                municipality=municipality_by_slug(options["slug"]),
                kind=BodyKind(options["kind"]),
                name=options["name"],
                contact_email=options["contact_email"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            message = f"{refusal.code}: {refusal}"
            raise CommandError(message) from None
        self.stdout.write(f"{body.name}: {body.pk}")
