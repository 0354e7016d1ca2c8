"""`manage.py run_demo`: what `make run` calls."""

import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from frontend.demo.accounts import PASSWORD, SLUG, accounts
from frontend.demo.serving import Demo, NotReadyError, free_port, static_files_are_current
from frontend.demo.town import BALLOTS, RESIDENTS, build_town, town_exists

WELCOME = """
  Allmende läuft:    {url}/{slug}/
  Allmende is served there; switch to English at the top of each page.

  Anmelden / sign in: {url}/konto/login/
  Passwort für alle / password for all: {password}

{accounts}

  Neue E-Mails liegen in / new mail is kept in: {mail}
  Beenden mit Strg+C, die Daten bleiben. / Stop with Ctrl+C, the data stay.
"""


class Command(BaseCommand):
    """Fill the demo town once, and serve it with its task worker until it is stopped."""

    help = "Set up the demo town and serve it, e.g.: DEMO=1 python manage.py run_demo --port 8000"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="the port to serve on (default: 8000)")
        parser.add_argument("--residents", type=int, default=RESIDENTS, help="how many people a new town has")
        parser.add_argument("--ballots", type=int, default=BALLOTS, help="how many of them voted in the finished round")
        parser.add_argument("--no-serve", action="store_true", help="set everything up and end")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        if not settings.DEMO:
            message = (
                "Nur mit DEMO=1: Die Demostadt hat bekannte Passwörter. / Needs DEMO=1: its passwords are known to all."
            )
            raise CommandError(message)
        self._set_up(residents=options["residents"], ballots=options["ballots"])
        if not options["no_serve"]:
            self._serve(self._port(options["port"]))

    def _set_up(self, *, residents: int, ballots: int) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        if not static_files_are_current():
            call_command("collectstatic", interactive=False, verbosity=0)
        if town_exists():
            self.stdout.write("Die Demostadt gibt es schon, ihre Daten bleiben. / The demo town is kept as it is.")
            return
        self.stdout.write("Die Demostadt entsteht, etwa eine Minute. / Building the demo town, about a minute.")
        build_town(now=timezone.now(), say=self._progress, residents=residents, ballots=ballots)

    def _progress(self, text: str) -> None:
        if sys.stdout.isatty():
            self.stdout.write(f"\r  {text:<74}", ending="")
        else:
            self.stdout.write(f"  {text}")
        self.stdout.flush()

    def _port(self, wanted: int) -> int:
        port = free_port(wanted)
        if port is None:
            message = (
                f"Ab Port {wanted} ist alles belegt; nennen Sie einen anderen: --port 9000. "
                f"/ All ports from {wanted} on are taken; name another one."
            )
            raise CommandError(message)
        if port != wanted:
            self.stdout.write(
                f"Port {wanted} ist belegt, wir nehmen {port}. / Port {wanted} is taken, using {port} instead."
            )
        return port

    def _serve(self, port: int) -> None:
        demo = Demo(port=port)
        demo.start()
        try:
            demo.wait_until_ready()
        except NotReadyError:
            message = "Der Server kam nicht hoch; siehe oben. / The server did not come up; see above."
            raise CommandError(message) from None
        self.stdout.write(
            WELCOME.format(
                url=demo.url, slug=SLUG, password=PASSWORD, accounts=_table_of_accounts(), mail=settings.MAIL_DIR
            )
        )
        self.stdout.flush()
        demo.run()


def _table_of_accounts() -> str:
    return "\n".join(f"    {account.email:<38} {account.says} / {account.says_en}" for account in accounts())
