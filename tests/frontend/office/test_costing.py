import pytest

from budgets.models import Feasibility, Project
from participation.models import Municipality, Person, Role
from tests.factories import a_municipality, a_process, staff
from tests.factories_budgets import a_complete_round, a_project, a_round, an_adopted_project, an_envelope, opened
from tests.frontend.office.conftest import SitsDown, text_of


def a_finance_officer(town: Municipality) -> Person:
    return staff(Role.FINANCE_OFFICER, within=town)


def an_uncosted_project(town: Municipality, title: str = "Bänke") -> Project:
    return an_adopted_project(an_envelope(a_round(a_process(town))), title)


def test_projects_without_a_finding_stand_first(town: Municipality, sits_down: SitsDown) -> None:
    envelope = an_envelope(a_round(a_process(town)))
    a_project(envelope, title="Schon geprüft")
    an_adopted_project(envelope, "Noch offen")
    page = text_of(sits_down(a_finance_officer(town)).opens("office_costing"))
    assert "1 Projekt ist noch zu prüfen." in page
    assert page.index("Noch offen") < page.index("Schon geprüft")


@pytest.mark.parametrize(
    ("typed", "cents"), [("12.500,00", 12_500_00), ("1.234,56", 1234_56), ("1234", 1234_00), ("1234.56", 1234_56)]
)
def test_a_cost_is_stated_in_euros(typed: str, cents: int, town: Municipality, sits_down: SitsDown) -> None:
    project = an_uncosted_project(town)
    sent = {"feasibility": "feasible", "cost_cents": typed, "reason": ""}
    answer = sits_down(a_finance_officer(town)).sends("office_cost", sent, project=project.pk)
    project.refresh_from_db()
    assert answer.status_code == 302
    assert (project.feasibility, project.cost_cents) == (Feasibility.FEASIBLE, cents)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"feasibility": "feasible", "cost_cents": ""}, "cost_cents"),
        ({"feasibility": "feasible", "cost_cents": "-1"}, "cost_cents"),
        ({"feasibility": "feasible", "cost_cents": "12,345"}, "cost_cents"),
        ({"feasibility": "infeasible", "reason": ""}, "reason"),
        ({"feasibility": "", "cost_cents": "5"}, "feasibility"),
        ({"feasibility": "pending", "cost_cents": "5"}, "feasibility"),
    ],
)
def test_a_finding_that_does_not_fit_is_refused_in_place(
    sent: dict[str, str], field: str, town: Municipality, sits_down: SitsDown
) -> None:
    project = an_uncosted_project(town)
    answer = sits_down(a_finance_officer(town)).sends("office_cost", sent, project=project.pk)
    project.refresh_from_db()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text_of(answer)
    assert project.feasibility == Feasibility.PENDING


def test_an_infeasible_project_needs_no_cost(town: Municipality, sits_down: SitsDown) -> None:
    project = an_uncosted_project(town)
    sent = {"feasibility": "infeasible", "cost_cents": "", "reason": "Dort liegt eine Gasleitung."}
    sits_down(a_finance_officer(town)).sends("office_cost", sent, project=project.pk)
    project.refresh_from_db()
    assert (project.feasibility, project.cost_cents) == (Feasibility.INFEASIBLE, None)


def test_a_stated_cost_is_shown_as_it_can_be_typed_back(town: Municipality, sits_down: SitsDown) -> None:
    project = a_project(an_envelope(a_round(a_process(town))), 12_500_50)
    page = text_of(sits_down(a_finance_officer(town)).opens("office_cost", project=project.pk))
    assert 'value="12.500,50"' in page


def test_an_auditor_reads_the_finding_without_a_form(town: Municipality, sits_down: SitsDown) -> None:
    project = an_uncosted_project(town)
    page = text_of(sits_down(staff(Role.AUDITOR, within=town)).opens("office_cost", project=project.pk))
    assert 'name="cost_cents"' not in page


def test_open_and_foreign_projects_are_not_there(town: Municipality, sits_down: SitsDown) -> None:
    frozen = opened(a_complete_round(process=a_process(town))).projects.all()[0]
    foreign = an_uncosted_project(a_municipality("Anderstadt"))
    desk = sits_down(a_finance_officer(town))
    assert [desk.opens("office_cost", project=pk).status_code for pk in (frozen.pk, foreign.pk)] == [404, 404]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_queries_for_one_and_three(
    rows: int, town: Municipality, sits_down: SitsDown, django_assert_num_queries: object
) -> None:
    envelope = an_envelope(a_round(a_process(town)))
    for _ in range(rows):
        an_adopted_project(envelope)
    desk = sits_down(a_finance_officer(town))
    with django_assert_num_queries(7):  # type: ignore[operator] # a fixture of pytest-django
        desk.opens("office_costing")
