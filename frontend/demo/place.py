"""The town itself: districts, bodies, staff, and who is who."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localtime

from frontend.demo.accounts import HOST, PASSWORD, accounts
from frontend.demo.names import address_of
from frontend.demo.texts import read
from participation.actions.municipalities import add_body, add_district, create_municipality, describe_municipality
from participation.actions.people import create_account, grant_role, verify_residency
from participation.models import Body, District, Municipality, Person, Role

FOUNDED = timedelta(days=560)
GRANTED_FOR = timedelta(days=3 * 365)


@dataclass(frozen=True, kw_only=True)
class Resident:
    """A verified person, and what steers their ballots."""

    person: Person
    district: str
    interest: str


@dataclass(kw_only=True)
class Town:
    """What the stories share: the place, its people, the chance, and today."""

    municipality: Municipality
    now: datetime
    rng: Random
    say: Callable[[str], None]
    districts: dict[str, District] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    staff: dict[str, Person] = field(default_factory=dict)  # by the part of the address before the @
    voices: dict[str, Person] = field(default_factory=dict)  # by public name
    residents: list[Resident] = field(default_factory=list)

    def at(self, days: float, *, hours: float = 0) -> datetime:
        """Return the moment so many days and hours from now; negative ones lie in the past."""
        return self.now + timedelta(days=days, hours=hours)

    def voice(self, name: str) -> Person:
        """Return the person of this public name, who gets an account when first heard."""
        if name not in self.voices:
            self.voices[name] = create_account(email=address_of(name, HOST), password=None, display_name=name)
        return self.voices[name]

    @property
    def clerk(self) -> Person:
        """Whoever is in charge of the processes."""
        return self.staff["sachbearbeitung"]

    @property
    def moderator(self) -> Person:
        """Whoever decides about content."""
        return self.staff["moderation"]


def found_town(*, now: datetime, rng: Random, say: Callable[[str], None]) -> Town:
    """Create the municipality with its districts and bodies, and the accounts that are printed."""
    founded = now - FOUNDED
    municipality = _municipality(now=founded)
    town = Town(municipality=municipality, now=localtime(now), rng=rng, say=say)
    for district in read("town")["district"]:
        boundary = {"type": "Polygon", "coordinates": [district["boundary"]]}
        name, population = district["name"], district["population"]
        town.districts[district["slug"]] = add_district(
            municipality=municipality, name=name, population=population, boundary=boundary, now=founded
        )
    for body in read("town")["body"]:
        town.bodies[body["name"]] = add_body(municipality=municipality, **body, now=founded)
    _open_accounts(town, now=founded)
    return town


def _municipality(*, now: datetime) -> Municipality:
    about = read("town")["municipality"]
    municipality = create_municipality(
        slug=about["slug"],
        name=about["name"],
        contact_name=about["contact_name"],
        contact_email=about["contact_email"],
        now=now,
    )
    said = {field: about[field].strip() for field in ("contact_phone", "address", "introduction")}
    return describe_municipality(municipality=municipality, **said, now=now)


def _open_accounts(town: Town, *, now: datetime) -> None:
    listed = accounts()
    for account in listed:
        person = create_account(email=account.email, password=PASSWORD, display_name=account.name)
        town.voices[account.name] = town.staff[account.email.split("@")[0]] = person
    administrator = town.staff["administration"]
    for account in sorted(listed, key=lambda account: account.role != Role.MUNICIPALITY_ADMINISTRATOR):
        person = town.staff[account.email.split("@")[0]]
        if account.role:
            grantor = None if person == administrator else administrator
            role = Role(account.role)
            ends_at = now + GRANTED_FOR
            grant_role(grantor=grantor, person=person, role=role, within=town.municipality, now=now, ends_at=ends_at)
    for account in listed:
        if account.born_on is not None:
            person = town.voices[account.name]
            district = town.districts[account.district]
            verify_residency(clerk=town.clerk, person=person, district=district, born_on=account.born_on, now=now)
