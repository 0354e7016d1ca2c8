"""Backing a proposal."""

from datetime import datetime

from django.db import transaction

from participation.actions.proposals import require_state
from participation.errors import SignInRequiredError
from participation.events import SupportChanged, announce
from participation.lifecycle import Activity
from participation.limits import check_limit
from participation.locks import gate_of, lock, lock_shared
from participation.models import Person, Proposal, Support
from participation.queries.phases import require_phase


@transaction.atomic
def support_proposal(*, supporter: Person | None, proposal: Proposal, now: datetime) -> None:
    """Back a proposal; doing it again changes nothing.

    Raises:
        SignInRequiredError: nobody is signed in.
        TooManyRequestsError: `supporter` changed too many supports.
        WrongPhaseError: proposals cannot be backed at `now`.
        WrongStateError: the proposal is not published.

    """
    supporter, proposal = _admit(supporter, proposal, now=now)
    _support, created = Support.objects.get_or_create(proposal=proposal, person=supporter, defaults={"given_at": now})
    if created:
        announce(SupportChanged(proposal_id=proposal.pk))


@transaction.atomic
def withdraw_support(*, supporter: Person | None, proposal: Proposal, now: datetime) -> None:
    """No longer back a proposal; doing it again changes nothing. Refuses like `support_proposal`."""
    supporter, proposal = _admit(supporter, proposal, now=now)
    deleted, _rows = Support.objects.filter(proposal=proposal, person=supporter).delete()
    if deleted:
        announce(SupportChanged(proposal_id=proposal.pk))


def _admit(supporter: Person | None, proposal: Proposal, *, now: datetime) -> tuple[Person, Proposal]:
    if supporter is None:
        raise SignInRequiredError
    check_limit("supports", f"person:{supporter.pk}", now)
    lock_shared(gate_of(proposal.process_id))
    # Locked so that a proposal on its way back collects no support.
    proposal = lock(Proposal, proposal.pk)
    require_phase(proposal.process, Activity.SUPPORT, now)
    require_state(proposal=proposal, activity=Activity.SUPPORT)
    return supporter, proposal
