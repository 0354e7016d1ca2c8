"""Rounds as one may see them, and what is missing before one opens."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from budgets.errors import CountRefusedError
from budgets.lifecycle import RoundState
from budgets.models import BallotType, Feasibility, Project, Round
from budgets.queries.parameters import check_parameters
from participation.lifecycle import PhaseKind, ProposalState
from participation.models import Municipality, Person
from participation.permissions import grants_in_force

# What a booth can offer so far; the other types come with imported elections.
CASTABLE = frozenset({BallotType.APPROVAL, BallotType.KNAPSACK})


def visible_rounds(
    viewer: Person | None, municipality: Municipality | None = None, *, now: datetime
) -> QuerySet[Round]:
    """Return the rounds that `viewer` may see, newest first; of all municipalities without one.

    Public from opening on, in published processes; staff of a municipality see its rounds from the beginning.
    """
    public = ~Q(state=RoundState.PREPARATION) & Q(process__published_at__isnull=False)
    rounds = Round.objects.select_related("process__municipality", "deciding_body")
    if municipality is not None:
        rounds = rounds.filter(process__municipality=municipality)
    if viewer is None:
        return rounds.filter(public)
    staffed = grants_in_force(viewer, now=now).filter(municipality=OuterRef("process__municipality"))
    return rounds.filter(public | Exists(staffed))


def missing_for_opening(round_: Round, *, now: datetime) -> list[str]:
    """List what a round lacks before it can open, as keys of `labels.OPENING_LABELS`; empty when nothing."""
    checks = {
        "process_published": round_.process.published_at is not None,
        "ballot_phase": _has_ballot_phase(round_),
        "closes_at": _closes_later(round_, now),
        "ballot_type": round_.ballot_type in CASTABLE,
        "envelopes": round_.envelopes.exists(),
        "projects": not _envelopes_without_project(round_),
        "projects_decided": not round_.projects.filter(feasibility=Feasibility.PENDING).exists(),
        "projects_withdrawn": not _withdrawn_projects(round_).exists(),
        "method": _has_method(round_),
    }
    return [key for key, present in checks.items() if not present]


def _has_ballot_phase(round_: Round) -> bool:
    return round_.process.phases.filter(kind=PhaseKind.BALLOT).exclude(analogue_way="").exists()


def _closes_later(round_: Round, now: datetime) -> bool:
    return round_.closes_at is not None and round_.closes_at > max(now, round_.opens_at or now)


def _envelopes_without_project(round_: Round) -> bool:
    feasible = Project.objects.filter(envelope=OuterRef("pk"), feasibility=Feasibility.FEASIBLE)
    return round_.envelopes.filter(~Exists(feasible)).exists()


def _withdrawn_projects(round_: Round) -> QuerySet[Project]:
    gone = Q(proposal__isnull=False) & ~Q(proposal__state=ProposalState.PUBLISHED)
    return round_.projects.filter(gone, feasibility=Feasibility.FEASIBLE)


def _has_method(round_: Round) -> bool:
    try:
        check_parameters(method=round_.method, parameters=round_.parameters, ballot_type=round_.ballot_type)
    except CountRefusedError:
        return False
    return True


def rounds_to_close(municipality: Municipality | None = None, *, now: datetime) -> QuerySet[Round]:
    """Return the open rounds whose time is over, of one municipality or of all."""
    due = Round.objects.filter(state=RoundState.OPEN, closes_at__lte=now).select_related("process__municipality")
    return due if municipality is None else due.filter(process__municipality=municipality)
