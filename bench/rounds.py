"""What the benches of ballots share: a database of their own, a town with an open round, voters who are signed in."""

import os
import secrets
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    from budgets.models import Round
    from participation.models import Municipality, Person, Process

ROOT = Path(__file__).resolve().parents[1]


def use_fresh_database(name: str, *, server: str) -> None:
    """Point the settings to an empty database: a new one on a PostgreSQL `server`, or a new SQLite file without one."""
    folder = tempfile.mkdtemp(prefix=f"{name}-")
    Path(folder, "static").mkdir()  # whitenoise asks for it
    os.environ["DATABASE_URL"] = _created(name, server) if server else f"sqlite:///{folder}/{name}.sqlite3"
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": secrets.token_hex(32),
        "DATA_DIR": folder,
        "HTTPS": "0",
        "STAFF_SECOND_FACTOR": "0",
        "LOG_LEVEL": "ERROR",
    }
    sys.path.insert(0, str(ROOT))
    import django  # noqa: PLC0415 -- after the settings are named
    from django.core.management import call_command  # noqa: PLC0415 -- the same

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


def _created(name: str, server: str) -> str:
    import psycopg  # noqa: PLC0415 -- only with a server

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def a_town_with_voters(voters: int) -> tuple["Round", list["Person"]]:
    """Open a round of two envelopes with eight projects each, for `voters` residents."""
    from django.utils import timezone  # noqa: PLC0415 -- after the settings

    from budgets.actions.opening import confirm_opening, propose_opening  # noqa: PLC0415
    from participation.actions.municipalities import add_district, create_municipality  # noqa: PLC0415
    from participation.actions.people import create_account, verify_residency  # noqa: PLC0415

    now = timezone.now()
    town = create_municipality(
        slug="messdorf", name="Messdorf", contact_name="Rathaus", contact_email="rathaus@example.org", now=now
    )
    district = add_district(municipality=town, name="Mitte", now=now)
    first, second = _staff(town, "eins"), _staff(town, "zwei")
    now = timezone.now()  # grants hold from a moment ago
    people = [
        create_account(email=f"voter{number}@example.org", password=None, display_name=f"Person {number}")
        for number in range(voters)
    ]
    for person in people:
        verify_residency(clerk=first, person=person, district=district, born_on=date(1980, 1, 1), now=now)
    round_ = _round(town, first)
    now = timezone.now()
    propose_opening(officer=first, round_=round_, now=now)
    return confirm_opening(officer=second, round_=round_, now=now), people


def _staff(town: "Municipality", name: str) -> "Person":
    from django.utils import timezone  # noqa: PLC0415 -- after the settings

    from participation.actions.people import create_account, grant_role  # noqa: PLC0415
    from participation.models import Role  # noqa: PLC0415

    now = timezone.now()
    person = create_account(email=f"{name}@example.org", password=None, display_name=f"Amt {name}")
    for role in (Role.CLERK, Role.RETURNING_OFFICER, Role.FINANCE_OFFICER, Role.MODERATOR):
        grant_role(grantor=None, person=person, role=role, within=town, now=now, ends_at=now + timedelta(days=1))
    return person


def _round(town: "Municipality", clerk: "Person") -> "Round":
    from django.utils import timezone  # noqa: PLC0415 -- after the settings

    from budgets.actions.rounds import EnvelopeDetails, add_envelope, configure_round, create_round  # noqa: PLC0415
    from budgets.models import Feasibility, Project  # noqa: PLC0415

    now = timezone.now()
    process = _process(town, clerk)
    round_ = create_round(clerk=clerk, process=process, title="Budget", now=now)
    changes = {"closes_at": now + timedelta(hours=2)}
    round_ = configure_round(clerk=clerk, round_=round_, changes=changes, now=now)
    for place in (1, 2):
        details = EnvelopeDetails(name=f"Teil {place}", amount_cents=100_000_00)
        envelope = add_envelope(clerk=clerk, round_=round_, details=details, now=now)
        for number in range(8):
            Project.objects.create(
                round=round_,
                envelope=envelope,
                code=f"{place}{number}",
                title=f"Projekt {place}{number}",
                cost_cents=10_000_00 + number,
                feasibility=Feasibility.FEASIBLE,
            )
    return round_


def _process(town: "Municipality", clerk: "Person") -> "Process":
    from django.utils import timezone  # noqa: PLC0415 -- after the settings

    from participation.actions.municipalities import add_body  # noqa: PLC0415
    from participation.actions.phases import PhaseDetails, add_phase  # noqa: PLC0415
    from participation.actions.processes import create_process, edit_process, publish_process  # noqa: PLC0415
    from participation.lifecycle import PhaseKind  # noqa: PLC0415
    from participation.models import BodyKind, Influence  # noqa: PLC0415

    now = timezone.now()
    process = create_process(clerk=clerk, municipality=town, title="Messen", now=now)
    texts = dict.fromkeys(("task", "fixed", "open", "use_of_result", "office", "contact_name"), "Messen")
    body = add_body(municipality=town, kind=BodyKind.MUNICIPAL_COUNCIL, name="Rat", now=now)
    facts = {"influence": Influence.DECIDE, "deciding_body": body, "contact_email": "rathaus@example.org"}
    process = edit_process(clerk=clerk, process=process, changes={**texts, **facts}, now=now)
    details = PhaseDetails(opens_at=now, closes_at=now + timedelta(hours=2), analogue_way="Rathaus")
    add_phase(clerk=clerk, process=process, kind=PhaseKind.BALLOT, now=now, details=details)
    return publish_process(clerk=clerk, process=process, now=now)


def signed_in(person: "Person") -> str:
    """Sign somebody in; return the session's key."""
    from django.conf import settings  # noqa: PLC0415 -- after the settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    from participation.models import Account  # noqa: PLC0415

    account = Account.objects.get(person=person)
    session = SessionStore()
    session[SESSION_KEY] = account.pk
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return str(session.session_key)
