"""Who may do what with a budget round, and when."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.errors import FrozenError, NotVerifiedError, OutsideAgeRangeError, PhaseClosedError
from budgets.lifecycle import ALLOWED_IN_ROUND, RoundActivity, RoundState, is_of_age, takes_ballots
from budgets.models import Round
from participation.errors import WrongStateError
from participation.models import Person, Residency, Role
from participation.permissions import require_role, residency_of


def require_clerk(person: Person, round_: Round, *, now: datetime) -> None:
    """Refuse unless the person prepares rounds: clerk or administrator of the municipality.

    Raises:
        NotPermittedError, SecondFactorRequiredError: see `participation.permissions.require_role`.

    """
    require_role(person, Role.CLERK, Role.MUNICIPALITY_ADMINISTRATOR, within=round_.process, now=now)


def require_costing(person: Person, round_: Round, *, now: datetime) -> None:
    """Refuse unless the person puts a cost to projects: finance officer or clerk."""
    require_role(person, Role.FINANCE_OFFICER, Role.CLERK, within=round_.process, now=now)


def require_returning_officer(person: Person, round_: Round, *, now: datetime) -> None:
    """Refuse unless the person is a returning officer."""
    require_role(person, Role.RETURNING_OFFICER, within=round_.process, now=now)


def require_configurable(round_: Round) -> None:
    """Refuse every change once the round has opened.

    Raises:
        FrozenError: it has.

    """
    if round_.state not in ALLOWED_IN_ROUND[RoundActivity.CONFIGURE]:
        raise FrozenError


def require_state(round_: Round, activity: RoundActivity) -> None:
    """Refuse what is not done in this state.

    Raises:
        WrongStateError: it is not.

    """
    if round_.state not in ALLOWED_IN_ROUND[activity]:
        raise WrongStateError


def is_taking_ballots(round_: Round, *, now: datetime) -> bool:
    """Say whether ballots are taken at `now`."""
    return takes_ballots(state=RoundState(round_.state), opens_at=round_.opens_at, closes_at=round_.closes_at, now=now)


def require_taking_ballots(round_: Round, *, now: datetime) -> None:
    """Refuse a ballot outside the time; state and closing time must have been read under the lock of the round.

    Raises:
        PhaseClosedError: not opened yet, closed, or the time is over.

    """
    if not is_taking_ballots(round_, now=now):
        raise PhaseClosedError


def day_of_opening(round_: Round, *, now: datetime) -> date:
    """Return the local day on which ages are taken: that of opening, or today's for a round without one."""
    return timezone.localdate(round_.opens_at or now)


def eligible_residency(person: Person, round_: Round, *, now: datetime) -> Residency:
    """Return what makes somebody eligible.

    Raises:
        NotVerifiedError: no verified residency in this municipality holds at `now`.
        OutsideAgeRangeError: too young or too old on the day of opening.

    """
    residency = residency_of(person, round_.process.municipality, now=now)
    if residency is None:
        raise NotVerifiedError
    on = day_of_opening(round_, now=now)
    if not is_of_age(born_on=residency.born_on, age_min=round_.age_min, age_max=round_.age_max, on=on):
        raise OutsideAgeRangeError(range=age_range(round_), age_min=round_.age_min, age_max=round_.age_max)
    return residency


def age_range(round_: Round) -> str:
    """Say the age range in words; empty when there is none."""
    least, most = round_.age_min, round_.age_max
    if least is not None and most is not None:
        return _("von %(least)s bis %(most)s Jahren") % {"least": least, "most": most}
    if least is not None:
        return _("ab %(years)s Jahren") % {"years": least}
    return "" if most is None else _("bis zu %(years)s Jahren") % {"years": most}
