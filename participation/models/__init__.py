"""What participation stores."""

from participation.models.accounts import Account, Person, Residency, Role, RoleGrant, VerificationMethod
from participation.models.critical_acts import CriticalAct
from participation.models.journal import JournalEntry, JournalHead
from participation.models.moderation import (
    CaseKind,
    ModerationCase,
    ModerationDecision,
    Outcome,
    ReasonCode,
    Report,
)
from participation.models.municipalities import Body, BodyKind, District, Municipality
from participation.models.processes import Influence, Phase, Process
from participation.models.proposals import (
    Category,
    Channel,
    Comment,
    IntakeRecord,
    Picture,
    Proposal,
    ProposalVersion,
    Stance,
    Support,
)
from participation.models.requests import IdempotentAnswer, MailState, OutgoingMail
from participation.models.resolutions import Resolution

__all__ = [
    "Account",
    "Body",
    "BodyKind",
    "CaseKind",
    "Category",
    "Channel",
    "Comment",
    "CriticalAct",
    "District",
    "IdempotentAnswer",
    "Influence",
    "IntakeRecord",
    "JournalEntry",
    "JournalHead",
    "MailState",
    "ModerationCase",
    "ModerationDecision",
    "Municipality",
    "Outcome",
    "OutgoingMail",
    "Person",
    "Phase",
    "Picture",
    "Process",
    "Proposal",
    "ProposalVersion",
    "ReasonCode",
    "Report",
    "Residency",
    "Resolution",
    "Role",
    "RoleGrant",
    "Stance",
    "Support",
    "VerificationMethod",
]
