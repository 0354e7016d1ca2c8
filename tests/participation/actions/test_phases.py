from datetime import datetime

import pytest

from participation.actions.phases import PhaseDetails, add_phase, close_phase, edit_phase, open_phase
from participation.errors import IncompleteError, InvalidInputError, NotPermittedError, WrongPhaseError, WrongStateError
from participation.lifecycle import Activity, PhaseKind, PhaseStatus
from participation.models import JournalEntry
from participation.queries.phases import open_phase_for, require_phase
from tests.factories import A_DAY, NOW, a_clerk, a_moderator, a_phase, a_process

pytestmark = pytest.mark.django_db
WAY = "Rathaus, Zimmer 3"


def test_phases_line_up_in_the_order_in_which_they_are_added() -> None:
    process = a_process()
    kinds = (PhaseKind.INFORMATION, PhaseKind.INTAKE, PhaseKind.BALLOT)
    assert [a_phase(process, kind).position for kind in kinds] == [1, 2, 3]


def test_a_phase_may_wait_for_its_times() -> None:
    process = a_process()
    phase = add_phase(
        clerk=a_clerk(process.municipality), process=process, kind=PhaseKind.BALLOT, now=NOW, details=PhaseDetails()
    )
    assert phase.status_at(NOW) == PhaseStatus.UNSCHEDULED


@pytest.mark.parametrize("kind", [PhaseKind.INTAKE, PhaseKind.DELIBERATION, PhaseKind.BALLOT])
def test_a_scheduled_phase_that_takes_something_in_names_a_way_without_the_internet(kind: PhaseKind) -> None:
    process = a_process()
    clerk = a_clerk(process.municipality)
    with pytest.raises(IncompleteError) as refused:
        add_phase(clerk=clerk, process=process, kind=kind, now=NOW, details=PhaseDetails(opens_at=NOW))
    assert refused.value.params["missing"] == ["analogue_way"]


@pytest.mark.parametrize(
    ("field", "details"),
    [
        ("title", PhaseDetails(title="x" * 121)),
        ("analogue_way", PhaseDetails(analogue_way="x" * 1001)),
        ("opens_at", PhaseDetails(closes_at=NOW, analogue_way=WAY)),
        ("closes_at", PhaseDetails(opens_at=NOW, closes_at=NOW - A_DAY, analogue_way=WAY)),
        ("opens_at", PhaseDetails(opens_at=datetime(2026, 5, 1), analogue_way=WAY)),  # noqa: DTZ001 -- naive is the point
        ("opens_at", PhaseDetails(opens_at=NOW.replace(year=1), analogue_way=WAY)),
        ("closes_at", PhaseDetails(opens_at=NOW, closes_at=NOW.replace(year=9999), analogue_way=WAY)),
    ],
)
def test_a_detail_that_cannot_be_used_is_refused_by_name(field: str, details: PhaseDetails) -> None:
    process = a_process()
    with pytest.raises(InvalidInputError) as refused:
        add_phase(clerk=a_clerk(process.municipality), process=process, kind=PhaseKind.INTAKE, now=NOW, details=details)
    assert refused.value.field == field


def test_an_unknown_kind_is_refused() -> None:
    process = a_process()
    with pytest.raises(InvalidInputError):
        add_phase(
            clerk=a_clerk(process.municipality),
            process=process,
            kind="party",  # type: ignore[arg-type]  # what a form might send
            now=NOW,
            details=PhaseDetails(),
        )


def test_only_the_office_changes_phases() -> None:
    phase = a_phase(a_process())
    moderator = a_moderator(phase.process.municipality)
    with pytest.raises(NotPermittedError):
        edit_phase(clerk=moderator, phase=phase, details=PhaseDetails(), now=NOW)
    with pytest.raises(NotPermittedError):
        close_phase(clerk=moderator, phase=phase, now=NOW)
    with pytest.raises(NotPermittedError):
        open_phase(clerk=moderator, phase=phase, now=NOW)


def test_an_upcoming_phase_is_opened_by_hand() -> None:
    phase = a_phase(a_process(), opens_at=NOW + A_DAY, closes_at=NOW + 2 * A_DAY)
    phase = open_phase(clerk=a_clerk(phase.process.municipality), phase=phase, now=NOW)
    assert (phase.opens_at, phase.closes_at) == (NOW, NOW + 2 * A_DAY)


@pytest.mark.parametrize("closes_at", [NOW, NOW + A_DAY])
def test_an_open_phase_and_one_that_is_over_are_not_opened_again(closes_at: datetime) -> None:
    phase = a_phase(a_process(), closes_at=closes_at)
    with pytest.raises(WrongStateError):
        open_phase(clerk=a_clerk(phase.process.municipality), phase=phase, now=NOW)


def test_an_unscheduled_input_phase_is_not_opened_without_a_way_without_the_internet() -> None:
    process = a_process()
    clerk = a_clerk(process.municipality)
    phase = add_phase(clerk=clerk, process=process, kind=PhaseKind.INTAKE, now=NOW, details=PhaseDetails())
    with pytest.raises(IncompleteError):
        open_phase(clerk=clerk, phase=phase, now=NOW)


def test_an_open_phase_is_closed_by_hand_and_the_journal_keeps_the_times() -> None:
    phase = a_phase(a_process())
    clerk = a_clerk(phase.process.municipality)
    assert close_phase(clerk=clerk, phase=phase, now=NOW).status_at(NOW) == PhaseStatus.OVER
    entry = JournalEntry.objects.filter(municipality=phase.process.municipality).latest("seq")
    assert (entry.act, entry.data["closes_at"]) == ("phase.closed", NOW.isoformat())
    with pytest.raises(WrongStateError):
        close_phase(clerk=clerk, phase=phase, now=NOW)


def test_only_the_open_phase_of_a_published_process_lets_something_in() -> None:
    process = a_process()
    phase = a_phase(process, closes_at=NOW + A_DAY)
    assert open_phase_for(process, Activity.SUBMIT, now=NOW) == phase
    assert open_phase_for(process, Activity.CAST, now=NOW) is None
    assert open_phase_for(process, Activity.SUBMIT, now=NOW - 20 * A_DAY) is None
    with pytest.raises(WrongPhaseError):
        require_phase(process, Activity.SUBMIT, NOW + A_DAY)


def test_a_process_in_preparation_lets_nothing_in() -> None:
    process = a_process(published=False)
    a_phase(process)
    assert open_phase_for(process, Activity.SUBMIT, now=NOW) is None
