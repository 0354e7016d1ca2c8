import pytest

from participation.lifecycle import PhaseKind
from participation.models import Municipality, Phase
from tests.factories import NOW, a_clerk, a_phase, a_process
from tests.frontend.office.conftest import SitsDown, text_of

INTAKE = {
    "kind": "intake",
    "title": "",
    "opens_at": "2026-06-01T08:00",
    "closes_at": "2026-07-01T18:00",
    "analogue_way": "Bürgerbüro, Mo–Fr 8–12 Uhr",
}


def test_a_phase_is_added_in_the_towns_time(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town)
    sits_down(a_clerk(town)).sends("office_phase_new", INTAKE, process=process.slug)
    phase = Phase.objects.get()
    assert phase.opens_at is not None
    assert phase.opens_at.isoformat() == "2026-06-01T06:00:00+00:00"


@pytest.mark.parametrize(
    ("field", "typed", "place"),
    [
        ("analogue_way", "", "id_analogue_way_error"),
        ("closes_at", "2026-05-01T08:00", "id_closes_at_error"),
        ("opens_at", "morgen", "id_opens_at_error"),
        ("opens_at", "", "id_opens_at_error"),
        ("kind", "party", "id_kind_error"),
    ],
)
def test_what_cannot_be_planned_is_refused_in_place(
    field: str, typed: str, place: str, town: Municipality, sits_down: SitsDown
) -> None:
    answer = sits_down(a_clerk(town)).sends("office_phase_new", INTAKE | {field: typed}, process=a_process(town).slug)
    assert answer.status_code == 422
    assert place in text_of(answer)
    assert not Phase.objects.exists()


def test_a_phase_is_edited_and_keeps_its_kind(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town)
    phase = a_phase(process)
    changed = INTAKE | {"kind": "ballot", "title": "Vorschläge sammeln"}
    sits_down(a_clerk(town)).sends("office_phase", changed, process=process.slug, phase=phase.pk)
    phase.refresh_from_db()
    assert (phase.kind, phase.title) == (PhaseKind.INTAKE, "Vorschläge sammeln")


def test_what_a_form_shows_is_what_it_stores(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town)
    phase = a_phase(process, opens_at=NOW)
    page = text_of(sits_down(a_clerk(town)).opens("office_phase", process=process.slug, phase=phase.pk))
    assert 'value="2026-05-04T12:00"' in page


def test_a_phase_is_opened_and_closed_by_hand(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town)
    phase = a_phase(process, PhaseKind.REVIEW, opens_at=None, closes_at=None)
    clerk = sits_down(a_clerk(town))
    clerk.sends("office_phase_open", process=process.slug, phase=phase.pk)
    phase.refresh_from_db()
    assert (phase.opens_at, phase.closes_at) == (NOW, None)
    clerk.sends("office_phase_close", process=process.slug, phase=phase.pk)
    phase.refresh_from_db()
    assert phase.closes_at == NOW


def test_opening_what_is_over_is_refused_on_the_page(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town)
    phase = a_phase(process, closes_at=NOW)
    answer = sits_down(a_clerk(town)).sends("office_phase_open", process=process.slug, phase=phase.pk)
    assert answer.status_code == 409
    assert "Das ist im jetzigen Stand nicht möglich." in text_of(answer)


def test_an_input_phase_without_an_analogue_way_is_not_opened(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town)
    phase = Phase.objects.create(process=process, position=1, kind=PhaseKind.INTAKE)
    answer = sits_down(a_clerk(town)).sends("office_phase_open", process=process.slug, phase=phase.pk)
    assert answer.status_code == 422
    assert "Weg ohne Internet" in text_of(answer)


def test_a_phase_of_another_process_looks_like_none(town: Municipality, sits_down: SitsDown) -> None:
    process, other = a_process(town), a_process(town)
    phase = a_phase(other)
    clerk = sits_down(a_clerk(town))
    assert clerk.opens("office_phase", process=process.slug, phase=phase.pk).status_code == 404
