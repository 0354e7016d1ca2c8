"""Who may: predicates that read as sentences, asked inside the actions so that every door is equally safe."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from participation.errors import NotPermittedError, SecondFactorRequiredError, SignInRequiredError
from participation.models import Municipality, Person, Process, Proposal, Residency, Role, RoleGrant

SECOND_FACTORS = ("totp", "webauthn")
# Who makes processes and looks after them, who takes in what came on paper, who decides about content,
# who reads journal and grants.
OFFICE_ROLES = (Role.CLERK, Role.MUNICIPALITY_ADMINISTRATOR)
DESK_ROLES = (Role.HELPER, *OFFICE_ROLES)
MODERATION_ROLES = (Role.MODERATOR, Role.MUNICIPALITY_ADMINISTRATOR)
JOURNAL_ROLES = (Role.MUNICIPALITY_ADMINISTRATOR, Role.AUDITOR)


def require(*, allowed: bool, person: Person | None) -> None:
    """Refuse unless `allowed`.

    Raises:
        SignInRequiredError: nobody is signed in; signing in might help.
        NotPermittedError: this person may not.

    """
    if allowed:
        return
    if person is None:
        raise SignInRequiredError
    raise NotPermittedError


def grants_in_force(person: Person, *, now: datetime) -> QuerySet[RoleGrant]:
    """Return somebody's grants at `now`, anywhere; none without a second factor where staff need one."""
    grants = RoleGrant.objects.filter(person=person, starts_at__lte=now, ends_at__gt=now)
    if settings.STAFF_SECOND_FACTOR:
        grants = grants.filter(person__account__authenticator__type__in=SECOND_FACTORS).distinct()
    return grants


def active_grants(person: Person, municipality: Municipality, *, now: datetime) -> QuerySet[RoleGrant]:
    """Return somebody's grants in one municipality at `now`."""
    return grants_in_force(person, now=now).filter(municipality=municipality)


def has_role(person: Person | None, *roles: Role, within: Municipality | Process, now: datetime) -> bool:
    """Say whether somebody holds one of `roles`, for all of the municipality or for this process."""
    if person is None:
        return False
    municipality = within.municipality if isinstance(within, Process) else within
    reach = Q(process=None) | Q(process=within) if isinstance(within, Process) else Q(process=None)
    return active_grants(person, municipality, now=now).filter(reach, role__in=roles).exists()


def require_role(person: Person | None, *roles: Role, within: Municipality | Process, now: datetime) -> None:
    """Refuse unless somebody holds one of `roles`.

    Raises:
        SignInRequiredError: nobody is signed in.
        SecondFactorRequiredError: the role is held, but the account lacks the second factor.
        NotPermittedError: the role is not held.

    """
    if has_role(person, *roles, within=within, now=now):
        return
    municipality = within.municipality if isinstance(within, Process) else within
    if person is not None and lacks_second_factor(person, municipality, now=now):
        raise SecondFactorRequiredError
    require(allowed=False, person=person)


def require_role_somewhere(
    person: Person | None, *roles: Role, municipality: Municipality | None, now: datetime
) -> None:
    """Refuse unless somebody holds one of `roles`, be it for one process only, in a municipality; None is in any.

    Raises:
        SignInRequiredError, SecondFactorRequiredError, NotPermittedError: as `require_role`.

    """
    if person is not None:
        grants = grants_in_force(person, now=now).filter(role__in=roles)
        if (grants if municipality is None else grants.filter(municipality=municipality)).exists():
            return
        if lacks_second_factor(person, municipality, now=now):
            raise SecondFactorRequiredError
    require(allowed=False, person=person)


def lacks_second_factor(person: Person, municipality: Municipality | None, *, now: datetime) -> bool:
    """Say whether a grant here (None: anywhere) is in force that only the missing second factor keeps from working."""
    if not settings.STAFF_SECOND_FACTOR:
        return False
    held = RoleGrant.objects.filter(person=person, starts_at__lte=now, ends_at__gt=now)
    if municipality is not None:
        held = held.filter(municipality=municipality)
    secured = held.filter(person__account__authenticator__type__in=SECOND_FACTORS)
    return held.exists() and not secured.exists()


def is_author_of(person: Person | None, proposal: Proposal) -> bool:
    """Say whether `person` submitted the proposal."""
    return person is not None and proposal.author_id == person.pk


def residency_of(person: Person | None, municipality: Municipality, *, now: datetime) -> Residency | None:
    """Return what was verified about somebody here and still holds at `now`, or None."""
    if person is None:
        return None
    return (
        Residency.objects.filter(person=person, municipality=municipality, ended_at=None, valid_until__gt=now)
        .select_related("district")
        .first()
    )
