"""What budgets store."""

from budgets.models.ballots import FinalBallot, Mark, MarkChannel, OpenBallot, RollEntry, SpentKey
from budgets.models.counts import Count, CountConfirmation, ProjectDecision
from budgets.models.rounds import BallotType, Envelope, Feasibility, Project, Rescheduling, RollKind, Round

__all__ = [
    "BallotType",
    "Count",
    "CountConfirmation",
    "Envelope",
    "Feasibility",
    "FinalBallot",
    "Mark",
    "MarkChannel",
    "OpenBallot",
    "Project",
    "ProjectDecision",
    "Rescheduling",
    "RollEntry",
    "RollKind",
    "Round",
    "SpentKey",
]
