"""What no clerk types gets a refusal, never a broken page."""

from collections.abc import Iterator

import pytest

from budgets.models import Round
from participation.lifecycle import PhaseKind, ProposalState
from participation.models import Municipality, Role
from tests.factories import a_person, a_phase, a_process, a_proposal, staff
from tests.factories_budgets import AFTER_CLOSING, a_closed_round, a_complete_round, a_count, opened
from tests.frontend.office.conftest import Clock, Desk, SitsDown

FIELDS = (
    "channel", "form_number", "received_on", "taken_in_place", "title", "text", "category", "district", "place",
    "estimated_cost_cents", "submitter_name", "submitter_contact", "token", "email", "born_on", "seen", "role",
    "process", "ends_at", "outcome", "reason", "explanation", "summary", "task", "fixed", "open", "influence",
    "use_of_result", "deciding_body", "office", "contact_name", "contact_email", "contact_phone", "kind",
    "opens_at", "closes_at", "analogue_way", "name", "amount_cents", "max_choices", "envelope", "proposals",
    "feasibility", "cost_cents", "age_min", "age_max", "ballot_type", "method", "utility", "completion",
    "min_score", "body", "decided_on", "paper_reference", "paper_url", "reasons", "departure_0", "early-reason",
    "later-reason", "later-closes_at",
)  # fmt: skip
HOSTILE = {
    "nul": "\x00",
    "long": "x" * 30_000,
    "negative": "-1",
    "huge": "9" * 400,
    "script": "<script>alert(1)</script>",
    "path": "../../etc",
    "format": "%s%n%(x)s",
    "signs": "\u202e\u0000\ufeff\U0001f600",
}


Doors = tuple[Desk, list[tuple[str, dict[str, str]]]]


@pytest.fixture
def doors(town: Municipality, clock: Clock, sits_down: SitsDown) -> Doors:
    """Somebody with every role, and every form of the office."""
    process = a_process(town)
    phase = a_phase(process)
    a_phase(process, PhaseKind.BALLOT)
    case = a_proposal(process, state=ProposalState.SUBMITTED).moderation_cases.get()
    prepared, running = a_complete_round(process=process), opened(a_complete_round(process=process))
    clock.now = AFTER_CLOSING
    counted = a_closed_round([0], process=process)
    a_count(counted)
    desk = sits_down(staff(*Role, within=town))
    return desk, list(_forms(process.slug, phase.pk, case.pk, (prepared, running, counted)))


def _forms(
    process: str, phase: str, case: str, rounds: tuple[Round, Round, Round]
) -> Iterator[tuple[str, dict[str, str]]]:
    prepared, running, counted = (round_.pk for round_ in rounds)
    envelope, project = rounds[0].envelopes.all()[0].pk, rounds[0].projects.all()[0].pk
    yield from ((page, {}) for page in ("office_desk", "office_people", "office_role_new", "office_process_new"))
    yield "office_round_new", {}
    yield "office_person", {"person": a_person().pk}
    yield "office_case", {"case": case}
    yield from (
        (page, {"process": process}) for page in ("office_process_edit", "office_categories", "office_phase_new")
    )
    yield "office_phase", {"process": process, "phase": phase}
    yield from (
        (page, {"round": prepared}) for page in ("office_round_settings", "office_envelope_new", "office_projects")
    )
    yield "office_envelope", {"round": prepared, "envelope": envelope}
    yield "office_cost", {"project": project}
    yield from ((page, {"round": running}) for page in ("office_early_closing", "office_rescheduling"))
    yield "office_confirmation", {"round": counted}


def test_a_form_full_of_it_is_refused_in_place(doors: Doors) -> None:
    desk, forms = doors
    taken = {}
    for name, hostile in HOSTILE.items():
        sent = {**dict.fromkeys(FIELDS, hostile), "step": "propose"}
        for page, parts in forms:
            answer = desk.sends(page, sent, **parts)
            if answer.status_code not in (302, 409, 422) or b"<script>alert" in answer.content:
                taken[name, page] = answer.status_code
    assert taken == {}


def test_an_address_full_of_it_shows_the_list(doors: Doors) -> None:
    desk, _forms = doors
    names = ("page", "kind", "process", "taken", "channel", "received_on", "taken_in_place", "verify")
    pages = ("office_home", "office_queue", "office_desk", "office_roles", "office_rounds", "office_journal")
    shown = {}
    for name, hostile in HOSTILE.items():
        for page in pages:
            answer = desk.opens(page, dict.fromkeys(names, hostile))
            if answer.status_code != 200 or b"<script>alert" in answer.content:
                shown[name, page] = answer.status_code
    assert shown == {}
