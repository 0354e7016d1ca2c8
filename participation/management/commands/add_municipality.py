"""Set up a municipality with its first administrator."""

from argparse import ArgumentParser
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from participation.actions.municipalities import create_municipality
from participation.actions.people import create_account, grant_role
from participation.errors import DomainError, NotFoundError
from participation.models import Municipality, Person, Role
from participation.queries.people import person_by_email
from participation.texts import clean_email

FIRST_TERM = timedelta(days=2 * 365)


class Command(BaseCommand):
    """All or nothing: a refusal leaves no municipality without an administrator."""

    help = (
        "Sets up a municipality. The administrator signs in with a code sent by e-mail. Example: "
        "manage.py add_municipality lindenau 'Lindenau' --contact-name 'Kim Beispiel' "
        "--contact-email rathaus@example.org --admin kim@example.org"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take address, name, contact and the first administrator."""
        parser.add_argument("slug", help="its part of the address: small letters, digits, hyphens")
        parser.add_argument("name")
        parser.add_argument("--contact-name", required=True)
        parser.add_argument("--contact-email", required=True)
        parser.add_argument("--admin", required=True, metavar="EMAIL", help="who grants the other roles")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Set it up.

        Raises:
            CommandError: something is refused; nothing was written.

        """
        now = timezone.now()
        try:
            with transaction.atomic():
                municipality = create_municipality(
                    slug=options["slug"],
                    name=options["name"],
                    contact_name=options["contact_name"],
                    contact_email=options["contact_email"],
                    now=now,
                )
                _appoint(options["admin"], municipality, now=now)
        except DomainError as refusal:
            message = f"{refusal.code}: {refusal}"
            raise CommandError(message) from None
        self.stdout.write(f"{municipality.name}: /{municipality.slug}/, administrator {options['admin']}")


def _appoint(address: str, municipality: Municipality, *, now: datetime) -> None:
    grant_role(
        grantor=None,
        person=_person(clean_email(address, field="contact_email")),
        role=Role.MUNICIPALITY_ADMINISTRATOR,
        within=municipality,
        now=now,
        ends_at=now + FIRST_TERM,
    )


def _person(address: str) -> Person:
    try:
        return person_by_email(address)
    except NotFoundError:
        return create_account(email=address, password=None, display_name="")
