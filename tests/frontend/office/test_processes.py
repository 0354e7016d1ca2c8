import pytest

from participation.actions.municipalities import add_body
from participation.models import BodyKind, Municipality, Process, Role
from tests.factories import NOW, a_clerk, a_municipality, a_process, staff
from tests.frontend.office.conftest import SitsDown, text_of

TEXTS = {
    "title": "Bürgerbudget 2027",
    "task": "Wofür geben wir das Geld aus?",
    "fixed": "Der Betrag.",
    "open": "Die Projekte.",
    "influence": "co_decide",
    "use_of_result": "Der Rat beschließt.",
    "office": "Büro für Beteiligung",
    "contact_name": "Kim Beispiel",
    "contact_email": "kim@example.org",
}


def a_council(town: Municipality) -> str:
    return add_body(municipality=town, kind=BodyKind.MUNICIPAL_COUNCIL, name="Stadtrat", now=NOW).pk


def test_a_process_goes_from_its_title_to_publication(town: Municipality, sits_down: SitsDown) -> None:
    clerk = sits_down(a_clerk(town))
    clerk.sends("office_process_new", {"title": "Bürgerbudget 2027"})
    process = Process.objects.get()
    assert "0 von 9 vollständig" in text_of(clerk.opens("office_process", process=process.slug))
    clerk.sends("office_process_edit", TEXTS | {"deciding_body": a_council(town)}, process=process.slug)
    assert "9 von 9 vollständig" in text_of(clerk.opens("office_process", process=process.slug))
    clerk.sends("office_process_publish", process=process.slug)
    process.refresh_from_db()
    assert process.published_at == NOW


def test_what_lacks_is_listed_with_links_to_its_fields(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town, published=False)
    Process.objects.filter(pk=process.pk).update(task="", office="")
    clerk = sits_down(a_clerk(town))
    page = text_of(clerk.opens("office_process", process=process.slug))
    assert "7 von 9 vollständig" in page
    assert f'href="{clerk.url("office_process_edit", process=process.slug)}#id_office"' in page


def test_an_incomplete_process_is_not_published_and_the_page_says_why(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town, published=False)
    Process.objects.filter(pk=process.pk).update(task="")
    answer = sits_down(a_clerk(town)).sends("office_process_publish", process=process.slug)
    assert answer.status_code == 422
    assert "Es fehlt noch: „Aufgabe“." in text_of(answer)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title", "", "Dieses Feld ist zwingend erforderlich."),
        ("contact_email", "kim", "gültige E-Mail"),
        ("influence", "rule", "rule"),
        ("task", "x" * 5001, "5000"),
        ("deciding_body", "zzzzzzzzzzzzzzzz", "gültige Auswahl"),
    ],
)
def test_what_cannot_be_stated_is_refused_in_place(
    field: str, typed: str, sentence: str, town: Municipality, sits_down: SitsDown
) -> None:
    process = a_process(town, published=False)
    sent = TEXTS | {"deciding_body": a_council(town)} | {field: typed}
    answer = sits_down(a_clerk(town)).sends("office_process_edit", sent, process=process.slug)
    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_a_published_process_keeps_what_it_must_state(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town)
    sent = TEXTS | {"deciding_body": a_council(town), "office": ""}
    answer = sits_down(a_clerk(town)).sends("office_process_edit", sent, process=process.slug)
    assert answer.status_code == 422
    assert "Es fehlt noch" in text_of(answer)


def test_themes_are_added_once(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town)
    clerk = sits_down(a_clerk(town))
    assert clerk.sends("office_categories", {"name": "Grün"}, process=process.slug).status_code == 302
    again = clerk.sends("office_categories", {"name": "Grün"}, process=process.slug)
    assert "Das gibt es schon." in text_of(again)
    assert process.categories.count() == 1


def test_whoever_is_clerk_of_one_process_does_not_reach_another(town: Municipality, sits_down: SitsDown) -> None:
    own, other = a_process(town), a_process(town)
    clerk = sits_down(a_clerk(own))
    assert clerk.opens("office_process", process=own.slug).status_code == 200
    assert clerk.opens("office_process", process=other.slug).status_code == 403
    assert clerk.sends("office_process_edit", TEXTS, process=other.slug).status_code == 403


def test_a_process_of_another_town_looks_like_none(town: Municipality, sits_down: SitsDown) -> None:
    foreign = a_process(a_municipality("Anderstadt"), title="Fremd")
    clerk = sits_down(a_clerk(town))
    answers = [clerk.opens("office_process", process=slug) for slug in (foreign.slug, "gibt-es-nicht")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_an_auditor_reads_without_buttons(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town, published=False)
    page = text_of(sits_down(staff(Role.AUDITOR, within=town)).opens("office_process", process=process.slug))
    assert "Verfahren veröffentlichen" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_queries_for_one_and_three(
    rows: int, town: Municipality, sits_down: SitsDown, django_assert_num_queries: object
) -> None:
    for _ in range(rows):
        a_process(town)
    clerk = sits_down(a_clerk(town))
    with django_assert_num_queries(6):  # type: ignore[operator] # a fixture of pytest-django
        clerk.opens("office_processes")
