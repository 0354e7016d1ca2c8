"""People × actions, every cell stated: `y` may, `n` may not (403), `s` must sign in first (401)."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from participation.actions import comments, moderation, people, phases, pictures, processes, proposals, supports
from participation.actions.intake import IntakeEvidence, take_in_proposal
from participation.actions.reports import report_content
from participation.errors import NotPermittedError, SignInRequiredError
from participation.lifecycle import PhaseKind, ProposalState
from participation.models import Channel, Outcome, Person, ReasonCode, Role, Stance
from participation.permissions import has_role, is_author_of, lacks_second_factor, residency_of
from tests.factories import (
    NOW,
    a_district,
    a_draft,
    a_municipality,
    a_person,
    a_phase,
    a_process,
    a_proposal,
    a_resident,
    an_open_process,
    staff,
    with_second_factor,
)

pytestmark = pytest.mark.django_db

# In this order: a visitor, somebody signed in, the author, a resident, helper, moderator, clerk, finance officer,
# returning officer, auditor, administrator, a clerk of another process, an administrator of another municipality.
PEOPLE = (
    "visitor", "account", "author", "resident", "helper", "moderator", "clerk", "finance_officer", "returning_officer",
    "auditor", "municipality_administrator", "clerk of another process", "administrator elsewhere",
)  # fmt: skip
MAY = {
    "draft a proposal":   "s y y y y y y y y y y y y",
    "edit a draft":       "s n y n n n n n n n n n n",
    "submit a draft":     "s n y n n n n n n n n n n",
    "withdraw a draft":   "s n y n n n n n n n n n n",
    "add a picture":      "s n y n n n n n n n n n n",
    "support":            "s y y y y y y y y y y y y",
    "comment":            "s y y y y y y y y y y y y",
    "report":             "y y y y y y y y y y y y y",
    "take in":            "s n n n y n y n n n y n n",
    "decide a case":      "s n n n n y n n n n y n n",
    "create a process":   "s n n n n n y n n n y n n",
    "edit a process":     "s n n n n n y n n n y n n",
    "publish a process":  "s n n n n n y n n n y n n",
    "add a category":     "s n n n n n y n n n y n n",
    "add a phase":        "s n n n n n y n n n y n n",
    "edit a phase":       "s n n n n n y n n n y n n",
    "open a phase":       "s n n n n n y n n n y n n",
    "close a phase":      "s n n n n n y n n n y n n",
    "verify a residency": "s n n n n n y n n n y n n",
    "grant a role":       "y n n n n n n n n n y n n",
    "end a role":         "s n n n n n n n n n y n n",
}  # fmt: skip
# A visitor's column of "grant a role" is the operator at the command line, who has no person.


def a_town() -> SimpleNamespace:
    process = an_open_process()
    town = process.municipality
    author = with_second_factor(a_person())
    return SimpleNamespace(
        town=town,
        process=process,
        author=author,
        draft=a_proposal(process, by=author, state=ProposalState.DRAFT),
        published=a_proposal(process),
    )


def somebody(place: SimpleNamespace, who: str) -> Person | None:
    if who in set(Role):
        return staff(Role(who), within=place.town)
    made: dict[str, Callable[[], Person | None]] = {
        "visitor": lambda: None,
        "account": lambda: with_second_factor(a_person()),
        "author": lambda: place.author,
        "resident": lambda: with_second_factor(a_resident(place.town)),
        "clerk of another process": lambda: staff(Role.CLERK, within=a_process(place.town)),
        "administrator elsewhere": lambda: staff(Role.MUNICIPALITY_ADMINISTRATOR, within=a_municipality()),
    }
    return made[who]()


def an_evidence() -> IntakeEvidence:
    return IntakeEvidence(received_on=NOW.date())


def a_case(place: SimpleNamespace) -> Any:
    return a_proposal(place.process, state=ProposalState.SUBMITTED).moderation_cases.get()


def an_upcoming_phase(place: SimpleNamespace) -> Any:
    return a_phase(place.process, PhaseKind.REVIEW, opens_at=None, closes_at=None)


A_PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdac\xfc\xcf"
    b"\xc0P\x0f\0\x04\x85\x01\x80\x84\xa9\x8c!\0\0\0\0IEND\xaeB`\x82"
)
LATER = NOW + timedelta(days=9)
ACTS: dict[str, Callable[[SimpleNamespace, Any], object]] = {
    "draft a proposal": lambda at, who: proposals.draft_proposal(
        author=who, process=at.process, draft=a_draft(), now=NOW
    ),
    "edit a draft": lambda at, who: proposals.edit_proposal(author=who, proposal=at.draft, draft=a_draft(), now=NOW),
    "submit a draft": lambda at, who: proposals.submit_proposal(author=who, proposal=at.draft, now=NOW),
    "withdraw a draft": lambda at, who: proposals.withdraw_proposal(author=who, proposal=at.draft, reason="", now=NOW),
    "add a picture": lambda at, who: pictures.add_picture(
        author=who, proposal=at.draft, content=A_PIXEL, alt_text="Punkt", now=NOW
    ),
    "support": lambda at, who: supports.support_proposal(supporter=who, proposal=at.published, now=NOW),
    "comment": lambda at, who: comments.write_comment(
        author=who, proposal=at.published, stance=Stance.PRO, text="Gut", now=NOW
    ),
    "report": lambda at, who: report_content(
        reporter=who, subject=at.published, reason=ReasonCode.HATE, text="", now=NOW, device=at.town.pk
    ),
    "take in": lambda at, who: take_in_proposal(
        clerk=who, process=at.process, draft=a_draft(), channel=Channel.DESK, evidence=an_evidence(), now=NOW
    ),
    "decide a case": lambda at, who: moderation.decide_case(
        moderator=who, case=a_case(at), outcome=Outcome.PUBLISH, reason=ReasonCode.COMPLETE, explanation="", now=NOW
    ),
    "create a process": lambda at, who: processes.create_process(clerk=who, municipality=at.town, title="Neu", now=NOW),
    "edit a process": lambda at, who: processes.edit_process(
        clerk=who, process=at.process, changes={"summary": "Kurz"}, now=NOW
    ),
    "publish a process": lambda at, who: processes.publish_process(
        clerk=who, process=a_process(at.town, published=False), now=NOW
    ),
    "add a category": lambda at, who: processes.add_category(clerk=who, process=at.process, name="Grün", now=NOW),
    "add a phase": lambda at, who: phases.add_phase(
        clerk=who, process=at.process, kind=PhaseKind.REVIEW, now=NOW, details=phases.PhaseDetails()
    ),
    "edit a phase": lambda at, who: phases.edit_phase(
        clerk=who, phase=an_upcoming_phase(at), details=phases.PhaseDetails(), now=NOW
    ),
    "open a phase": lambda at, who: phases.open_phase(clerk=who, phase=an_upcoming_phase(at), now=NOW),
    "close a phase": lambda at, who: phases.close_phase(clerk=who, phase=at.process.phases.get(), now=NOW),
    "verify a residency": lambda at, who: people.verify_residency(
        clerk=who, person=a_person(), district=a_district(at.town), born_on=NOW.date(), now=NOW
    ),
    "grant a role": lambda at, who: people.grant_role(
        grantor=who, person=a_person(), role=Role.HELPER, within=at.town, now=NOW, ends_at=LATER
    ),
    "end a role": lambda at, who: people.end_role(
        grantor=who, grant=staff(Role.HELPER, within=at.town).role_grants.get(), now=NOW
    ),
}


def test_every_act_has_a_row_and_every_row_all_people() -> None:
    assert set(MAY) == set(ACTS)
    assert {len(row.split()) for row in MAY.values()} == {len(PEOPLE)}


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_do_what(who: str) -> None:
    place = a_town()
    person = somebody(place, who)
    found = {act: _outcome(place, act, person) for act in ACTS}
    assert found == {act: row.split()[PEOPLE.index(who)] for act, row in MAY.items()}


def _outcome(place: SimpleNamespace, act: str, person: Person | None) -> str:
    from django.db import transaction  # noqa: PLC0415 -- only here

    before = transaction.savepoint()
    try:
        ACTS[act](place, person)
    except SignInRequiredError:
        return "s"
    except NotPermittedError:
        return "n"
    else:
        return "y"
    finally:
        transaction.savepoint_rollback(before)


def test_without_a_second_factor_a_role_is_none_and_one_is_told_so(settings: Any) -> None:
    town = a_municipality()
    clerk = staff(Role.CLERK, within=town, second_factor=False)
    assert not has_role(clerk, Role.CLERK, within=town, now=NOW)
    assert lacks_second_factor(clerk, town, now=NOW)
    assert not lacks_second_factor(clerk, a_municipality(), now=NOW)
    settings.STAFF_SECOND_FACTOR = False
    assert has_role(clerk, Role.CLERK, within=town, now=NOW)
    assert not lacks_second_factor(clerk, town, now=NOW)


def test_a_visitor_is_nobody() -> None:
    process = a_process()
    assert not has_role(None, *Role, within=process, now=NOW)
    assert residency_of(None, process.municipality, now=NOW) is None


def test_a_proposal_without_an_author_is_nobodys() -> None:
    proposal = a_proposal()
    proposal.author = None
    assert not is_author_of(None, proposal)
    assert not is_author_of(a_person(), proposal)
