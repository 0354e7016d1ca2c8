from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from participation.actions.intake import IntakeEvidence, take_in_proposal
from participation.errors import DomainError, InvalidInputError, NotPermittedError, WrongPhaseError
from participation.lifecycle import PhaseKind, ProposalState
from participation.models import Channel, JournalEntry, Process, Proposal, Role
from tests.factories import (
    A_DAY,
    NOW,
    a_draft,
    a_moderator,
    a_municipality,
    a_person,
    a_phase,
    a_process,
    an_open_process,
    staff,
)

pytestmark = pytest.mark.django_db
EVIDENCE = IntakeEvidence(
    received_on=date(2026, 5, 2), form_number="P-17", place="Bürgeramt", submitter_name="Frau Muster",
    submitter_contact="Tel. 0123",
)  # fmt: skip


def take_in(process: Process, **more: Any) -> Proposal:
    asked = {
        "clerk": more.get("clerk") or staff(Role.HELPER, within=process.municipality),
        "draft": a_draft(),
        "channel": Channel.PAPER,
        "evidence": EVIDENCE,
        "now": NOW,
    } | more
    return take_in_proposal(process=process, **asked)


def test_what_came_on_paper_goes_straight_to_the_queue_with_its_evidence() -> None:
    helper = staff(Role.HELPER, within=(process := an_open_process()).municipality)
    proposal = take_in(process, clerk=helper)
    assert (proposal.state, proposal.channel, proposal.author) == (ProposalState.SUBMITTED, Channel.PAPER, None)
    assert proposal.moderation_cases.count() == proposal.versions.count() == 1
    record = proposal.intake_record
    assert (record.form_number, record.received_on, record.taken_by) == ("P-17", date(2026, 5, 2), helper)


def test_the_journal_keeps_channel_and_form_and_no_name() -> None:
    proposal = take_in(an_open_process())
    entry = JournalEntry.objects.filter(municipality=proposal.process.municipality).latest("seq")
    assert (entry.act, entry.data) == ("proposal.taken_in", {"channel": "paper", "form_number": "P-17"})


def test_web_and_desk_share_one_list_of_numbers() -> None:
    process = an_open_process()
    assert [take_in(process).number, take_in(process).number] == [1, 2]


@pytest.mark.parametrize("role", [Role.HELPER, Role.CLERK, Role.MUNICIPALITY_ADMINISTRATOR])
def test_helpers_clerks_and_administrators_take_in(role: Role) -> None:
    process = an_open_process()
    take_in(process, clerk=staff(role, within=process.municipality))


def test_others_do_not() -> None:
    process = an_open_process()
    for person in (a_person(), a_moderator(process.municipality), staff(Role.CLERK, within=a_municipality())):
        with pytest.raises(NotPermittedError):
            take_in(process, clerk=person)


def test_what_was_handed_over_in_time_may_be_typed_in_after_the_phase() -> None:
    process = an_open_process()
    evidence = replace(EVIDENCE, received_on=date(2026, 5, 14))
    take_in(process, evidence=evidence, now=NOW + 20 * A_DAY)


@pytest.mark.parametrize("received_on", [date(2026, 4, 23), date(2026, 5, 15), date(2026, 5, 24), date(1, 1, 1)])
def test_what_was_handed_over_too_early_or_too_late_is_refused(received_on: date) -> None:
    process = an_open_process()
    with pytest.raises(InvalidInputError) as refused:
        take_in(process, evidence=replace(EVIDENCE, received_on=received_on), now=NOW + 18 * A_DAY)
    assert refused.value.field == "received_on"


def test_nothing_was_handed_over_tomorrow() -> None:
    with pytest.raises(InvalidInputError) as refused:
        take_in(an_open_process(), evidence=replace(EVIDENCE, received_on=date(2026, 5, 5)))
    assert "Zukunft" in str(refused.value)


def test_a_process_that_never_took_proposals_takes_none() -> None:
    process = a_process()
    a_phase(process, PhaseKind.REVIEW)
    with pytest.raises(WrongPhaseError):
        take_in(process)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("channel", {"channel": Channel.WEB}),
        ("channel", {"channel": "pigeon"}),
        ("form_number", {"evidence": replace(EVIDENCE, form_number="x" * 41)}),
        ("submitter_name", {"evidence": replace(EVIDENCE, submitter_name="x" * 121)}),
        ("submitter_contact", {"evidence": replace(EVIDENCE, submitter_contact="x" * 251)}),
        ("place", {"evidence": replace(EVIDENCE, place="x" * 161)}),
        ("title", {"draft": a_draft(title="")}),
    ],
)
def test_a_field_that_cannot_be_used_is_refused_and_nothing_is_written(field: str, said: dict[str, Any]) -> None:
    process = an_open_process()
    with pytest.raises(DomainError) as refused:
        take_in(process, **said)
    assert refused.value.field == field
    assert not Proposal.objects.exists()
