"""People: their public face, what is verified about them, what they may do."""

from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from participation.actions.journal import record
from participation.errors import AlreadyExistsError, InvalidInputError
from participation.locks import lock
from participation.models import (
    Account,
    District,
    Municipality,
    Person,
    Process,
    Residency,
    Role,
    RoleGrant,
    VerificationMethod,
)
from participation.models.ids import new_id
from participation.permissions import require, require_role
from participation.texts import clean_line, invalid

SHORTEST_NAME = 2
VERIFIED_FOR = timedelta(days=3 * 365)
LONGEST_GRANT = timedelta(days=10 * 366)


@transaction.atomic
def create_person(*, account: Account, display_name: str) -> Person:
    """Give an account its public face; without a name, a pseudonym like „Gast 4k7m“."""
    return Person.objects.create(account=account, display_name=display_name or f"Gast {new_id()[:4]}")


@transaction.atomic
def rename_person(*, person: Person, display_name: str) -> None:
    """Change one's own public name.

    Raises:
        InvalidInputError: the name has less than 2 or more than 80 characters, or some that cannot be stored.

    """
    name = clean_line(display_name, field="display_name", limit=80)
    if len(name) < SHORTEST_NAME:
        raise invalid(field="display_name", reason=_("Der Name ist zu kurz."))
    person = lock(Person, person.pk)
    person.display_name = name
    person.save(update_fields=["display_name"])


@transaction.atomic
def verify_residency(*, clerk: Person, person: Person, district: District, born_on: date, now: datetime) -> Residency:
    """Record at the desk that somebody lives in a district; replaces an earlier record.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator here, or it is about themselves.
        InvalidInputError: the date of birth lies in the future or more than 120 years back.

    """
    municipality = district.municipality
    require_role(clerk, Role.CLERK, Role.MUNICIPALITY_ADMINISTRATOR, within=municipality, now=now)
    require(allowed=clerk != person, person=clerk)
    today = localdate(now)
    if not today - timedelta(days=120 * 366) < born_on <= today:
        raise InvalidInputError(field="born_on", label=_("Geburtsdatum"), reason=_("Bitte prüfen Sie das Datum."))
    lock(Person, person.pk)
    Residency.objects.filter(person=person, municipality=municipality, ended_at=None).update(ended_at=now)
    residency = Residency.objects.create(
        person=person,
        municipality=municipality,
        district=district,
        born_on=born_on,
        method=VerificationMethod.DESK,
        verified_by=clerk,
        verified_at=now,
        valid_until=now + VERIFIED_FOR,
    )
    record(municipality=municipality, actor=clerk, act="residency.verified", on=residency, now=now)
    return residency


@transaction.atomic
def grant_role(
    *,
    grantor: Person | None,
    person: Person,
    role: Role,
    within: Municipality | Process,
    now: datetime,
    ends_at: datetime,
) -> RoleGrant:
    """Grant a role from now on; `grantor` None is the operator at the command line.

    Raises:
        NotPermittedError: `grantor` does not administer the municipality.
        InvalidInputError: the end is past or more than ten years ahead, or somebody grants to themselves.

    """
    municipality = within.municipality if isinstance(within, Process) else within
    if grantor is not None:
        require_role(grantor, Role.MUNICIPALITY_ADMINISTRATOR, within=municipality, now=now)
    if not now < ends_at <= now + LONGEST_GRANT:
        raise InvalidInputError(
            field="ends_at",
            label=_("Ende"),
            reason=_("Bitte wählen Sie ein Ende in der Zukunft, höchstens zehn Jahre von heute."),
        )
    if grantor == person:
        raise InvalidInputError(field="person", label=_("Person"), reason=_("Niemand vergibt Rechte an sich selbst."))
    grant = RoleGrant.objects.create(
        person=person,
        municipality=municipality,
        process=within if isinstance(within, Process) else None,
        role=role,
        grantor=grantor,
        starts_at=now,
        ends_at=ends_at,
    )
    record(municipality=municipality, actor=grantor, act="role.granted", on=grant, now=now, data={"role": role})
    return grant


@transaction.atomic
def end_role(*, grantor: Person, grant: RoleGrant, now: datetime) -> None:
    """End a grant at once.

    Raises:
        NotPermittedError: `grantor` does not administer the municipality.

    """
    require_role(grantor, Role.MUNICIPALITY_ADMINISTRATOR, within=grant.municipality, now=now)
    grant = lock(RoleGrant, grant.pk)
    if grant.ends_at > now:
        grant.ends_at = max(now, grant.starts_at)
        grant.save(update_fields=["ends_at"])
        record(municipality=grant.municipality, actor=grantor, act="role.ended", on=grant, now=now)


@transaction.atomic
def create_account(*, email: str, password: str | None, display_name: str) -> Person:
    """Create an account with its person, for the command line and the demo town; whoever calls vouches for the address.

    Raises:
        AlreadyExistsError: the address has an account.

    """
    try:
        with transaction.atomic():
            account = Account.objects.create_account(email=email, password=password)
    except IntegrityError:
        raise AlreadyExistsError(field="email") from None
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return create_person(account=account, display_name=display_name)
