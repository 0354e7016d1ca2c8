"""Acts that take two people, as pages offer them: propose, confirm by somebody else, take back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from frontend.pages.office.entrance import Office
from participation.errors import DomainError, NotFoundError, SecondFactorRequiredError, SignInRequiredError
from participation.models import CriticalAct
from participation.models.base import Entity
from participation.queries.critical_acts import proposed_act

TOLD_ELSEWHERE = (NotFoundError, SecondFactorRequiredError, SignInRequiredError)


@dataclass(frozen=True, kw_only=True)
class TwoPeople:
    """Where one critical act stands for the one who looks: what `office/parts/two_people.html` shows.

    Attributes:
        action: address to which the buttons send.
        is_own: the one who looks has proposed it and so cannot confirm.

    """

    action: str
    proposed: CriticalAct | None
    is_own: bool
    may_work: bool


def two_people(office: Office, *, act: str, on: Entity, action: str, may_work: bool) -> TwoPeople:
    """Look up where an act stands."""
    proposed = proposed_act(act=act, on=on, now=office.now)
    is_own = proposed is not None and proposed.proposed_by_id == office.person.pk
    return TwoPeople(action=action, proposed=proposed, is_own=is_own, may_work=may_work)


def take_step(request: HttpRequest, steps: Mapping[str, Callable[[], object]]) -> DomainError | None:
    """Carry out the step that the pressed button names; return the refusal, which the page then says.

    Raises:
        BadRequest: no button of ours sends this.

    """
    step = steps.get(request.POST.get("step", ""))
    if step is None:
        raise BadRequest
    try:
        step()
    except TOLD_ELSEWHERE:
        raise
    except DomainError as error:
        return error
    return None
