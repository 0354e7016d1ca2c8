"""Factories that read aloud: `a_proposal(by=anna)`. They go through the actions wherever there is one."""

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

from participation.actions.comments import write_comment
from participation.actions.moderation import decide_case
from participation.actions.municipalities import add_body, add_district, create_municipality
from participation.actions.people import create_account, grant_role, verify_residency
from participation.actions.phases import PhaseDetails, add_phase
from participation.actions.processes import add_category, create_process, edit_process, publish_process
from participation.actions.proposals import ProposalDraft, draft_proposal, submit_proposal
from participation.lifecycle import PhaseKind, ProposalState
from participation.models import (
    Body,
    BodyKind,
    Category,
    Comment,
    District,
    Influence,
    ModerationCase,
    Municipality,
    Outcome,
    Person,
    Phase,
    Process,
    Proposal,
    ReasonCode,
    Residency,
    Role,
    Stance,
)

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
_numbers = itertools.count(1)


def a_municipality(name: str = "Musterstadt") -> Municipality:
    slug = f"{name.lower()}-{next(_numbers)}"
    return create_municipality(
        slug=slug, name=name, contact_name="Kim Beispiel", contact_email="rathaus@example.org", now=NOW - 90 * A_DAY
    )


def a_district(municipality: Municipality, name: str = "") -> District:
    return add_district(municipality=municipality, name=name or f"Ortsteil {next(_numbers)}", now=NOW - 90 * A_DAY)


def a_person(name: str = "Anna Probe") -> Person:
    return create_account(email=f"person{next(_numbers)}@example.org", password="kein-geheimnis", display_name=name)


def with_second_factor(person: Person) -> Person:
    """Give an account what staff need to act."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 -- needs the apps

    Authenticator.objects.get_or_create(
        user=person.account, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "made-up"}}
    )
    return person


def staff(
    *roles: Role, within: Municipality | Process, name: str = "Sam Amt", now: datetime = NOW, second_factor: bool = True
) -> Person:
    """Somebody with these roles since 60 days, for a year."""
    person = a_person(name)
    for role in roles:
        grant_role(
            grantor=None, person=person, role=role, within=within, now=now - 60 * A_DAY, ends_at=now + 365 * A_DAY
        )
    return with_second_factor(person) if second_factor else person


def a_clerk(within: Municipality | Process) -> Person:
    return staff(Role.CLERK, within=within)


def a_moderator(within: Municipality | Process) -> Person:
    return staff(Role.MODERATOR, within=within)


def a_resident(
    municipality: Municipality, *, district: District | None = None, born_on: date = date(1980, 5, 17)
) -> Person:
    person = a_person()
    a_residency(person, municipality, district=district, born_on=born_on)
    return person


def a_residency(
    person: Person,
    municipality: Municipality,
    *,
    district: District | None = None,
    born_on: date = date(1980, 5, 17),
) -> Residency:
    return verify_residency(
        clerk=a_clerk(municipality),
        person=person,
        district=district or a_district(municipality),
        born_on=born_on,
        now=NOW - 30 * A_DAY,
    )


def a_process(
    municipality: Municipality | None = None, *, title: str = "Unser Bürgerbudget", published: bool = True
) -> Process:
    """A complete process; published 30 days ago unless told otherwise."""
    municipality = municipality or a_municipality()
    clerk = a_clerk(municipality)
    process = create_process(clerk=clerk, municipality=municipality, title=title, now=NOW - 40 * A_DAY)
    process = edit_process(clerk=clerk, process=process, changes=complete_changes(municipality), now=NOW - 40 * A_DAY)
    return publish_process(clerk=clerk, process=process, now=NOW - 30 * A_DAY) if published else process


def a_body(municipality: Municipality, name: str = "") -> Body:
    return add_body(
        municipality=municipality,
        kind=BodyKind.MUNICIPAL_COUNCIL,
        name=name or f"Gemeinderat {next(_numbers)}",
        now=NOW - 90 * A_DAY,
    )


def complete_changes(municipality: Municipality) -> dict[str, Any]:
    """What a process needs to be published."""
    return {
        "task": "Wofür soll die Stadt 100.000 € ausgeben?",
        "fixed": "Der Betrag steht fest.",
        "open": "Die Projekte sind offen.",
        "influence": Influence.CO_DECIDE,
        "use_of_result": "Der Rat beschließt über das Ergebnis.",
        "deciding_body": a_body(municipality),
        "office": "Büro für Beteiligung",
        "contact_name": "Kim Beispiel",
        "contact_email": "beteiligung@example.org",
    }


def a_phase(
    process: Process,
    kind: PhaseKind = PhaseKind.INTAKE,
    *,
    opens_at: datetime | None = NOW - 10 * A_DAY,
    closes_at: datetime | None = NOW + 10 * A_DAY,
) -> Phase:
    """A phase that is open at `NOW` unless told otherwise."""
    details = PhaseDetails(opens_at=opens_at, closes_at=closes_at, analogue_way="Rathaus, Zimmer 3, Mo–Fr 8–12 Uhr")
    return add_phase(
        clerk=a_clerk(process.municipality), process=process, kind=kind, now=NOW - 30 * A_DAY, details=details
    )


def an_open_process(municipality: Municipality | None = None) -> Process:
    """A published process that takes proposals at `NOW`."""
    process = a_process(municipality)
    a_phase(process)
    return process


def a_category(process: Process, name: str = "") -> Category:
    return add_category(
        clerk=a_clerk(process.municipality), process=process, name=name or f"Thema {next(_numbers)}", now=NOW
    )


def a_draft(title: str = "Mehr Bänke im Stadtpark", text: str = "Ältere Menschen brauchen Platz.", **more: Any) -> Any:
    return ProposalDraft(title=title, text=text, **more)


def a_proposal(
    process: Process | None = None,
    *,
    by: Person | None = None,
    state: ProposalState = ProposalState.PUBLISHED,
    draft: ProposalDraft | None = None,
    now: datetime = NOW,
) -> Proposal:
    """A proposal from the web, brought into its state by the people who do that."""
    process = process or an_open_process()
    author = by or a_person()
    proposal = draft_proposal(author=author, process=process, draft=draft or a_draft(), now=now)
    if state == ProposalState.DRAFT:
        return proposal
    proposal = submit_proposal(author=author, proposal=proposal, now=now)
    outcomes = {
        ProposalState.PUBLISHED: (Outcome.PUBLISH, ReasonCode.COMPLETE),
        ProposalState.RETURNED: (Outcome.RETURN, ReasonCode.UNCLEAR),
        ProposalState.REJECTED: (Outcome.REJECT, ReasonCode.OFF_TASK),
    }
    if state in outcomes:
        decide(proposal.moderation_cases.get(), *outcomes[state], now=now)
    proposal.refresh_from_db()
    return proposal


def decide(case: ModerationCase, outcome: Outcome, reason: ReasonCode, *, now: datetime = NOW) -> None:
    """Let a moderator decide a case."""
    decide_case(
        moderator=a_moderator(case.municipality),
        case=case,
        outcome=outcome,
        reason=reason,
        explanation="So haben wir entschieden.",
        now=now,
    )


def a_comment(proposal: Proposal, *, by: Person | None = None, text: str = "Gute Sache!") -> Comment:
    return write_comment(author=by or a_person(), proposal=proposal, stance=Stance.PRO, text=text, now=NOW)
