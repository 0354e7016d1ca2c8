"""The way in: towns, the home page, the list of processes, one process."""

import pytest
from django.test import Client

from participation.lifecycle import PhaseKind
from participation.models import Municipality
from tests.factories import A_DAY, NOW, a_clerk, a_municipality, a_phase, a_process, a_proposal, an_open_process
from tests.factories_budgets import a_closed_round, a_confirmation, a_count, an_open_round
from tests.frontend.office.conftest import Clock, SitsDown, text_of
from tests.frontend.pages.conftest import CountsQueries


def test_the_root_leads_into_the_only_town(town: Municipality) -> None:
    response = Client().get("/")
    assert response.status_code == 302
    assert response["Location"] == f"/{town.slug}/"


def test_the_root_offers_several_towns(town: Municipality) -> None:
    other = a_municipality("Nachbarort")
    page = Client().get("/").content.decode()
    assert f'href="/{town.slug}/"' in page
    assert f'href="/{other.slug}/"' in page


@pytest.mark.django_db
def test_an_unknown_town_is_not_found() -> None:
    assert Client().get("/nirgendwo/").status_code == 404


def test_home_offers_one_clear_action_for_what_runs(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    page = text_of(sits_down(None).opens("home"))
    assert process.title in page
    assert "noch 10 Tage" in page
    assert f'class="hero__button" href="/{town.slug}/verfahren/{process.slug}/vorschlaege/neu/"' in page


def test_home_leads_to_the_ballot_while_it_is_open(town: Municipality, sits_down: SitsDown, clock: Clock) -> None:
    process = a_process(town)
    round_ = an_open_round(process=process)
    clock.now = NOW + A_DAY
    assert f'class="hero__button" href="/{town.slug}/budget/{round_.pk}/"' in text_of(sits_down(None).opens("home"))


def test_home_says_what_came_out(town: Municipality, sits_down: SitsDown, clock: Clock) -> None:
    round_ = a_closed_round([0], [0, 1], process=a_process(town))
    desk = sits_down(None)
    assert "gemeinsam entschieden" not in text_of(desk.opens("home"))
    count = a_count(round_)
    assert "2 von 2 Projekten sind gefördert. 2 Stimmzettel" in text_of(desk.opens("home"))
    a_confirmation(count, {count.round.projects.all()[0].code: "Wird anders gebaut."})
    home = text_of(desk.opens("home"))
    assert "1 von 2 Projekten wird umgesetzt." in home
    assert "20.000\u00a0€ von 100.000\u00a0€ vergeben" in home


def test_a_draft_process_exists_for_staff_alone(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town, published=False)
    assert process.title not in text_of(sits_down(None).opens("processes"))
    assert sits_down(None).opens("process", process=process.slug).status_code == 404
    assert "Entwurf – noch nicht veröffentlicht" in text_of(
        sits_down(a_clerk(town)).opens("process", process=process.slug)
    )


def test_a_process_says_what_people_need_to_know(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town)
    a_phase(process, PhaseKind.INFORMATION, opens_at=NOW - 20 * A_DAY, closes_at=NOW - 10 * A_DAY)
    a_phase(process)
    a_phase(process, PhaseKind.BALLOT, opens_at=NOW + 20 * A_DAY, closes_at=NOW + 30 * A_DAY)
    a_proposal(process)
    page = text_of(sits_down(None).opens("process", process=process.slug))
    said = (
        process.task,
        process.fixed,
        process.open,
        "Mitentscheidung",
        process.use_of_result,
        process.deciding_body.name if process.deciding_body else "",
        process.office,
        process.contact_name,
        process.contact_email,
        "abgeschlossen",
        "läuft jetzt",
        "kommt noch",
        "Rathaus, Zimmer 3",
        "Mehr Bänke im Stadtpark",
    )
    assert [text for text in said if text not in page] == []


def test_another_towns_process_is_not_found_here(town: Municipality, sits_down: SitsDown) -> None:
    foreign = a_process(a_municipality("Nachbarort"))
    unknown = sits_down(None).opens("process", process="gibt-es-nicht")
    assert sits_down(None).opens("process", process=foreign.slug).content == unknown.content


@pytest.mark.parametrize("processes", [1, 3])
def test_home_costs_the_same_queries_for_any_number_of_processes(
    processes: int, town: Municipality, sits_down: SitsDown, queries_of: CountsQueries
) -> None:
    for _ in range(processes):
        an_open_process(town)
    assert queries_of(lambda: sits_down(None).opens("home")) == 5


def test_the_office_is_offered_to_staff_alone(town: Municipality, sits_down: SitsDown) -> None:
    assert "Arbeitsbereich" in text_of(sits_down(a_clerk(town)).opens("home"))
    assert "Arbeitsbereich" not in text_of(sits_down(a_clerk(a_municipality("Nachbarort"))).opens("home"))


def test_the_language_changes_by_a_switch(town: Municipality, sits_down: SitsDown) -> None:
    desk = sits_down(None)
    assert 'lang="de"' in text_of(desk.opens("home"))
    desk.client.post("/sprache/setlang/", {"language": "en", "next": desk.url("home")})
    assert '<html lang="en">' in text_of(desk.opens("home"))


def test_an_imported_election_without_phases_is_over(town: Municipality, sits_down: SitsDown) -> None:
    a_closed_round([0], process=a_process(town)).process.phases.all().delete()
    processes = sits_down(None).opens("processes")
    assert [card["label"] for card in processes.context["over"]] == ["abgeschlossen"]  # type: ignore[attr-defined] # the test client's own
