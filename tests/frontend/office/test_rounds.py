import pytest

from budgets.models import BallotType, Envelope, Project, Round
from participation.models import Municipality, Role
from tests.factories import a_clerk, a_district, a_municipality, a_process, a_proposal, an_open_process, staff
from tests.factories_budgets import a_complete_round, a_project, a_round, an_envelope, opened
from tests.frontend.office.conftest import SitsDown, text_of

ENVELOPE = {"name": "Kernstadt", "amount_cents": "50.000", "district": "", "max_choices": "3"}


def settings_of(round_: Round, **changes: str) -> dict[str, str]:
    sent = {
        "title": round_.title,
        "deciding_body": round_.deciding_body_id,
        "opens_at": "",
        "closes_at": "2026-06-30T18:00",
        "age_min": "14",
        "age_max": "",
        "ballot_type": "knapsack",
        "blank_allowed": "on",
        "method": "equal-shares/1",
        "utility": "cost",
        "completion": "add1u",
        "min_score": "0",
    }
    return sent | changes


def test_a_round_is_begun_in_a_process(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(town)
    clerk = sits_down(a_clerk(town))
    clerk.sends("office_round_new", {"process": process.pk, "title": "Bürgerbudget 2027"})
    round_ = Round.objects.get()
    page = text_of(clerk.opens("office_round", round=round_.pk))
    assert "von 9 vollständig" in page
    assert "Noch kein Teilbudget." in page


def test_a_process_of_another_town_cannot_be_chosen(town: Municipality, sits_down: SitsDown) -> None:
    foreign = a_process(a_municipality("Anderstadt"))
    answer = sits_down(a_clerk(town)).sends("office_round_new", {"process": foreign.pk, "title": "Budget"})
    assert answer.status_code == 422


def test_a_round_is_configured(town: Municipality, sits_down: SitsDown) -> None:
    round_ = a_round(a_process(town))
    sits_down(a_clerk(town)).sends("office_round_settings", settings_of(round_), round=round_.pk)
    round_.refresh_from_db()
    assert (round_.ballot_type, round_.age_min, round_.replaceable) == (BallotType.KNAPSACK, 14, False)
    assert round_.parameters == {"utility": "cost", "completion": "add1u"}


def test_a_method_takes_only_its_own_options(town: Municipality, sits_down: SitsDown) -> None:
    round_ = a_round(a_process(town))
    sits_down(a_clerk(town)).sends("office_round_settings", settings_of(round_, method="greedy/1"), round=round_.pk)
    round_.refresh_from_db()
    assert (round_.method, round_.parameters) == ("greedy/1", {})


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("closes_at", "bald"),
        ("age_min", "-1"),
        ("age_max", "3"),
        ("ballot_type", "points"),
        ("method", "dice/1"),
        ("min_score", ""),
        ("deciding_body", ""),
        ("title", ""),
    ],
)
def test_settings_that_do_not_fit_are_refused_in_place(
    field: str, typed: str, town: Municipality, sits_down: SitsDown
) -> None:
    round_ = a_round(a_process(town))
    sent = settings_of(round_, **{field: typed})
    answer = sits_down(a_clerk(town)).sends("office_round_settings", sent, round=round_.pk)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text_of(answer)


def test_envelopes_are_added_edited_and_removed(town: Municipality, sits_down: SitsDown) -> None:
    round_, district = a_round(a_process(town)), a_district(town, "Mitte")
    clerk = sits_down(a_clerk(town))
    clerk.sends("office_envelope_new", ENVELOPE, round=round_.pk)
    envelope = Envelope.objects.get()
    assert (envelope.amount_cents, envelope.max_choices) == (50_000_00, 3)
    changed = ENVELOPE | {"district": district.pk, "amount_cents": "1,50"}
    clerk.sends("office_envelope", changed, round=round_.pk, envelope=envelope.pk)
    envelope.refresh_from_db()
    assert (envelope.amount_cents, envelope.district) == (150, district)
    clerk.sends("office_envelope_remove", round=round_.pk, envelope=envelope.pk)
    assert not Envelope.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed"), [("amount_cents", "0"), ("amount_cents", "-5"), ("amount_cents", "viel"), ("name", "")]
)
def test_an_envelope_that_does_not_fit_is_refused_in_place(
    field: str, typed: str, town: Municipality, sits_down: SitsDown
) -> None:
    round_ = a_round(a_process(town))
    answer = sits_down(a_clerk(town)).sends("office_envelope_new", ENVELOPE | {field: typed}, round=round_.pk)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text_of(answer)


def test_an_envelope_with_projects_stays(town: Municipality, sits_down: SitsDown) -> None:
    envelope = an_envelope(a_round(a_process(town)))
    a_project(envelope)
    answer = sits_down(a_clerk(town)).sends("office_envelope_remove", round=envelope.round_id, envelope=envelope.pk)
    assert answer.status_code == 409
    assert Envelope.objects.exists()


def test_published_proposals_are_adopted_and_dropped_again(town: Municipality, sits_down: SitsDown) -> None:
    envelope = an_envelope(a_round(a_process(town)))
    process = envelope.round.process
    chosen = [a_proposal(process).pk for _ in range(2)]
    clerk = sits_down(a_clerk(town))
    clerk.sends("office_projects", {"envelope": envelope.pk, "proposals": chosen}, round=envelope.round_id)
    assert set(Project.objects.values_list("proposal", flat=True)) == set(chosen)
    clerk.sends("office_project_drop", round=envelope.round_id, project=Project.objects.all()[0].pk)
    assert Project.objects.count() == 1


def test_only_published_proposals_that_are_not_adopted_are_offered(town: Municipality, sits_down: SitsDown) -> None:
    envelope = an_envelope(a_round(a_process(town)))
    adopted = a_project(envelope)
    foreign = a_proposal(an_open_process(town))
    clerk = sits_down(a_clerk(town))
    for proposal in (adopted.proposal_id, foreign.pk):
        sent = {"envelope": envelope.pk, "proposals": [proposal]}
        assert clerk.sends("office_projects", sent, round=envelope.round_id).status_code == 422
    assert Project.objects.count() == 1


def test_after_opening_nothing_changes_any_more(town: Municipality, sits_down: SitsDown) -> None:
    round_ = opened(a_complete_round(process=a_process(town)))
    clerk = sits_down(a_clerk(town))
    project, envelope = round_.projects.all()[0], round_.envelopes.all()[0]
    answers = [
        clerk.sends("office_round_settings", settings_of(round_), round=round_.pk),
        clerk.sends("office_envelope_new", ENVELOPE, round=round_.pk),
        clerk.sends("office_envelope", ENVELOPE, round=round_.pk, envelope=envelope.pk),
        clerk.sends("office_envelope_remove", round=round_.pk, envelope=envelope.pk),
        clerk.sends("office_project_drop", round=round_.pk, project=project.pk),
    ]
    assert [answer.status_code for answer in answers] == [409] * 5
    assert all("stehen jetzt fest" in text_of(answer) for answer in answers)
    assert "Einstellungen bearbeiten" not in text_of(clerk.opens("office_round", round=round_.pk))


def test_a_round_of_another_town_looks_like_none(town: Municipality, sits_down: SitsDown) -> None:
    foreign = a_round(a_process(a_municipality("Anderstadt")))
    clerk = sits_down(a_clerk(town))
    answers = [clerk.opens("office_round", round=pk) for pk in (foreign.pk, "zzzzzzzzzzzzzzzz")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_queries_for_one_and_three(
    rows: int, town: Municipality, sits_down: SitsDown, django_assert_num_queries: object
) -> None:
    for _ in range(rows):
        a_round(a_process(town))
    clerk = sits_down(a_clerk(town))
    with django_assert_num_queries(6):  # type: ignore[operator] # a fixture of pytest-django
        clerk.opens("office_rounds")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_round_costs_the_same_queries_for_one_and_three_projects(
    rows: int, town: Municipality, sits_down: SitsDown, django_assert_num_queries: object
) -> None:
    round_ = a_complete_round(process=a_process(town), costs=[10_00] * rows)
    clerk = sits_down(staff(Role.CLERK, within=town))
    with django_assert_num_queries(12):  # type: ignore[operator] # a fixture of pytest-django
        clerk.opens("office_round", round=round_.pk)


@pytest.mark.parametrize(("role", "linked"), [(Role.CLERK, True), (Role.RETURNING_OFFICER, False)])
def test_the_page_of_a_round_links_the_process_for_those_who_may_open_it(
    town: Municipality, sits_down: SitsDown, role: Role, *, linked: bool
) -> None:
    round_ = a_complete_round(process=a_process(town))
    page = sits_down(staff(role, within=town)).opens("office_round", round=round_.pk).content.decode()
    assert (f"/verwaltung/verfahren/{round_.process.slug}/" in page) is linked
