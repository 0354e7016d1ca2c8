"""Projects: proposals adopted into a round, costed, and found feasible or not."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from budgets.models import Envelope, Feasibility, Project, Round
from budgets.permissions import require_clerk, require_configurable, require_costing
from budgets.values import clean_cents, clean_choice
from participation.actions.journal import record
from participation.errors import AlreadyExistsError, WrongStateError
from participation.lifecycle import ALLOWED_IN_STATE, Activity
from participation.locks import lock
from participation.models import Person, Proposal
from participation.texts import clean_text, invalid

DECIDED = (Feasibility.FEASIBLE, Feasibility.INFEASIBLE)


@transaction.atomic
def adopt_proposal(*, clerk: Person, envelope: Envelope, proposal: Proposal, now: datetime) -> Project:
    """Take a published proposal into a round; its number in the process becomes the code on the ballot.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator of the process.
        FrozenError: the round has opened.
        InvalidInputError: the proposal belongs to another process.
        WrongStateError: the proposal is not published.
        AlreadyExistsError: it was adopted into this round before.

    """
    require_clerk(clerk, envelope.round, now=now)
    round_ = lock(Round, envelope.round_id)
    # Locked so that withdrawing it cannot slip in between.
    proposal = lock(Proposal, proposal.pk)
    require_configurable(round_)
    if proposal.process_id != round_.process_id:
        raise invalid(field="proposal", reason=_("Der Vorschlag gehört zu einem anderen Verfahren."))
    if proposal.state not in ALLOWED_IN_STATE[Activity.ADOPT]:
        raise WrongStateError(field="proposal")
    if round_.projects.filter(proposal=proposal).exists():
        raise AlreadyExistsError(field="proposal")
    project = Project.objects.create(
        round=round_,
        envelope=envelope,
        proposal=proposal,
        code=str(proposal.number),
        title=proposal.title,
        summary=proposal.text,
    )
    _record(clerk, "project.adopted", project, round_=round_, now=now, code=project.code)
    return project


@transaction.atomic
def cost_project(
    *,
    officer: Person,
    project: Project,
    cost_cents: int | None,
    feasibility: str,
    reason: str,
    now: datetime,
) -> Project:
    """State what a project costs and whether it can be done; may be corrected until the round opens.

    Args:
        cost_cents: required for a feasible project; 0 means it costs nothing.
        reason: public; required for an infeasible project.

    Raises:
        NotPermittedError: `officer` is neither finance officer nor clerk.
        FrozenError: the round has opened.
        InvalidInputError: no or a negative cost, no decision, or no reason.

    """
    require_costing(officer, project.round, now=now)
    round_ = lock(Round, project.round_id)
    require_configurable(round_)
    project = lock(Project, project.pk)
    project.feasibility = clean_choice(feasibility, field="feasibility", allowed=DECIDED)
    is_feasible = project.feasibility == Feasibility.FEASIBLE
    project.cost_cents = _cost(cost_cents, required=is_feasible)
    project.feasibility_reason = clean_text(reason, field="reason", limit=2000, required=not is_feasible)
    project.costed_by, project.costed_at = officer, now
    project.save()
    data = {"cost_cents": project.cost_cents, "feasibility": project.feasibility}
    _record(officer, "project.costed", project, round_=round_, now=now, **data)
    return project


def _cost(cost_cents: int | None, *, required: bool) -> int | None:
    if cost_cents is None and not required:
        return None
    return clean_cents(cost_cents, field="cost_cents")


@transaction.atomic
def drop_project(*, clerk: Person, project: Project, now: datetime) -> None:
    """Take a project out of a round that has not opened; the proposal stays.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator of the process.
        FrozenError: the round has opened.

    """
    require_clerk(clerk, project.round, now=now)
    round_ = lock(Round, project.round_id)
    require_configurable(round_)
    _record(clerk, "project.dropped", project, round_=round_, now=now, code=project.code)
    project.delete()


def _record(actor: Person, act: str, project: Project, *, round_: Round, now: datetime, **data: object) -> None:
    record(municipality=round_.process.municipality, actor=actor, act=act, on=project, now=now, data=data)
