from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from participation.lifecycle import ProposalState
from participation.models import Municipality, Person, Process, Role
from tests.factories import (
    a_body,
    a_category,
    a_clerk,
    a_district,
    a_moderator,
    a_municipality,
    a_person,
    a_phase,
    a_process,
    a_proposal,
    a_resident,
    staff,
)
from tests.participation.api.calls import a_client, call, problem_of

pytestmark = pytest.mark.django_db
UNKNOWN = "0" * 16


@pytest.fixture
def town() -> Municipality:
    return a_municipality()


def a_boss(town: Municipality) -> Person:
    return staff(Role.MUNICIPALITY_ADMINISTRATOR, within=town)


def email_of(person: Person) -> str:
    assert person.account is not None
    return person.account.email


def test_municipalities_districts_and_bodies_are_public(town: Municipality) -> None:
    district, body = a_district(town), a_body(town)
    elsewhere = a_municipality()
    a_district(elsewhere)
    a_body(elsewhere)
    client = a_client()
    assert town.pk in {found["id"] for found in call(client, "GET", "municipalities").json()["results"]}
    assert call(client, "GET", f"municipalities/{town.pk}").json()["slug"] == town.slug
    for noun, thing in (("districts", district), ("bodies", body)):
        listed = call(client, "GET", f"{noun}?municipality={town.pk}").json()["results"]
        assert [found["id"] for found in listed] == [thing.pk]
        assert problem_of(call(client, "GET", f"{noun}?municipality={UNKNOWN}")) == (404, "not_found")
        everywhere = call(client, "GET", noun).json()["results"]
        assert {thing.pk} < {found["id"] for found in everywhere}


def test_a_process_is_begun_described_scheduled_and_published(town: Municipality) -> None:
    client = a_client(a_clerk(town))
    process = call(client, "POST", "processes", {"municipality": town.pk, "title": "Budget 2027"}).json()["id"]
    assert call(a_client(), "GET", f"processes/{process}").status_code == 404
    refused = call(client, "POST", f"processes/{process}/publication")
    assert problem_of(refused) == (422, "incomplete")
    assert "task" in refused.json()["missing"]
    described = {
        "task": "Wofür?", "fixed": "Betrag", "open": "Projekte", "influence": "co_decide", "use_of_result": "Beschluss",
        "deciding_body": a_body(town).pk, "office": "Büro", "contact_name": "Kim", "contact_email": "kim@example.org",
    }  # fmt: skip
    assert call(client, "PATCH", f"processes/{process}", described).json()["office"] == "Büro"
    phase = {"process": process, "kind": "intake", "analogue_way": "Rathaus"}
    added = call(client, "POST", "phases", phase).json()
    assert (added["position"], added["status"]) == (1, "unscheduled")
    assert call(client, "POST", f"phases/{added['id']}/opening").json()["status"] == "open"
    assert call(client, "POST", "categories", {"process": process, "name": "Grün"}).status_code == 201
    assert call(client, "POST", f"processes/{process}/publication").status_code == 201
    assert call(a_client(), "GET", f"processes?municipality={town.pk}").json()["results"][0]["id"] == process
    assert call(a_client(), "GET", f"phases?process={process}").json()["results"][0]["status"] == "open"
    assert call(a_client(), "GET", f"categories?process={process}").json()["results"][0]["name"] == "Grün"
    assert call(client, "POST", f"phases/{added['id']}/closing").json()["status"] == "over"


def test_a_phase_changes_only_in_what_is_said(town: Municipality) -> None:
    phase = a_phase(a_process(town))
    client = a_client(a_clerk(town))
    changed = call(client, "PATCH", f"phases/{phase.pk}", {"title": "Ihre Vorschläge"}).json()
    assert (changed["title"], changed["analogue_way"]) == ("Ihre Vorschläge", phase.analogue_way)
    for wrong in (
        {"opens_at": "tomorrow"},
        {"opens_at": "0001-01-01T00:00:00Z"},
        {"closes_at": "9999-12-31T23:59:59-12:00"},
    ):
        assert problem_of(call(client, "PATCH", f"phases/{phase.pk}", wrong)) == (422, "invalid_input")


def test_the_body_of_another_municipality_is_refused_by_field(town: Municipality) -> None:
    process = a_process(town)
    said = {"deciding_body": a_body(a_municipality()).pk}
    refused = call(a_client(a_clerk(town)), "PATCH", f"processes/{process.pk}", said)
    assert problem_of(refused) == (422, "invalid_input")
    assert refused.json()["field"] == "deciding_body"


def test_a_moderator_reads_the_queue_and_decides(town: Municipality) -> None:
    process = a_process(town)
    a_phase(process)
    proposal = a_proposal(process, state=ProposalState.SUBMITTED)
    client = a_client(a_moderator(town))
    (case,) = call(client, "GET", f"moderation-cases?municipality={town.pk}").json()["results"]
    assert (case["proposal"], case["overdue"]) == (proposal.pk, case["due_at"] < timezone.now().isoformat())
    read = call(client, "GET", f"moderation-cases/{case['id']}").json()
    assert (read["content"]["title"], read["decision"]) == (proposal.title, None)
    decided = call(
        client, "POST", f"moderation-cases/{case['id']}/decision", {"outcome": "publish", "reason": "complete"}
    )
    assert decided.status_code == 201
    assert call(client, "GET", f"moderation-cases?municipality={town.pk}").json()["results"] == []
    (closed,) = call(client, "GET", f"moderation-cases?municipality={town.pk}&open=false").json()["results"]
    assert call(client, "GET", f"moderation-cases/{closed['id']}").json()["decision"]["outcome"] == "publish"


def test_a_case_is_not_there_for_those_who_do_not_moderate_it(town: Municipality) -> None:
    process = a_process(town)
    a_phase(process)
    case = a_proposal(process, state=ProposalState.SUBMITTED).moderation_cases.get()
    for person in (a_person(), a_clerk(town), a_moderator(a_municipality()), a_moderator(a_process(town))):
        client = a_client(person)
        unknown = call(client, "GET", f"moderation-cases/{UNKNOWN}")
        assert problem_of(unknown) == (404, "not_found")
        assert call(client, "GET", f"moderation-cases/{case.pk}").content == unknown.content


def test_whoever_moderates_nothing_is_refused_the_queue(town: Municipality) -> None:
    process = a_process(town)
    a_phase(process)
    case = a_proposal(process, state=ProposalState.SUBMITTED).moderation_cases.get()
    path = f"moderation-cases?municipality={town.pk}"
    for other in (a_person(), a_clerk(town), a_moderator(a_municipality())):
        assert problem_of(call(a_client(other), "GET", path)) == (403, "not_permitted")
    assert problem_of(call(a_client(), "GET", path)) == (401, "sign_in_required")
    assert call(a_client(a_moderator(a_process(town))), "GET", path).json()["results"] == []
    (seen,) = call(a_client(a_moderator(process)), "GET", path).json()["results"]
    assert seen["id"] == case.pk


def test_without_a_municipality_a_list_holds_what_one_may_see_of_all(town: Municipality) -> None:
    elsewhere = a_municipality()
    processes = {a_process(place).pk for place in (town, elsewhere)}
    phases = {a_phase(process).pk for process in Process.objects.filter(pk__in=processes)}
    themes = {a_category(process).pk for process in Process.objects.filter(pk__in=processes)}
    a_process(town, published=False)
    for noun, there in (("processes", processes), ("phases", phases), ("categories", themes)):
        answer = call(a_client(), "GET", noun).json()["results"]
        assert {found["id"] for found in answer} == there
        answer = call(a_client(), "GET", f"{noun}?municipality={town.pk}").json()["results"]
        assert len(answer) == 1
    boss = a_client(a_boss(town))
    for noun in ("journal", "role-grants"):
        assert {found["municipality"] for found in call(boss, "GET", noun).json()["results"]} == {town.pk}
    for noun in ("journal", "moderation-cases"):
        assert problem_of(call(a_client(a_resident(town)), "GET", noun)) == (403, "not_permitted")


def test_a_clerk_verifies_a_residency_and_sees_no_date_of_birth_again(town: Municipality) -> None:
    anna, district = a_person(), a_district(town)
    said = {"email": email_of(anna), "district": district.pk, "born_on": "1980-05-17"}
    made = call(a_client(a_clerk(town)), "POST", "residencies", said)
    assert (made.status_code, made.json()["person"]["id"]) == (201, anna.pk)
    assert "1980" not in made.content.decode()
    own = call(a_client(anna), "GET", f"residencies?municipality={town.pk}").json()["results"]
    assert [found["district"] for found in own] == [district.pk]


def test_nobody_learns_from_the_desk_who_has_an_account(town: Municipality) -> None:
    client, district = a_client(a_resident(town)), a_district(town)
    answers = {
        call(client, "POST", "residencies", {"email": email, "district": district.pk, "born_on": "1980-05-17"}).content
        for email in (email_of(a_person()), "nobody@example.org")
    }
    assert len(answers) == 1


def test_an_administrator_grants_and_ends_roles(town: Municipality) -> None:
    client, anna = a_client(a_boss(town)), a_person()
    ends_at = (timezone.now() + timedelta(days=30)).isoformat()
    said = {"municipality": town.pk, "email": email_of(anna), "role": "clerk", "ends_at": ends_at}
    grant = call(client, "POST", "role-grants", said).json()
    assert (grant["role"], grant["process"]) == ("clerk", None)
    assert call(client, "DELETE", f"role-grants/{grant['id']}").status_code == 204
    for wrong in ({"ends_at": "9999-12-31T23:59:59-12:00"}, {"role": "king"}, {"process": UNKNOWN}):
        assert problem_of(call(client, "POST", "role-grants", said | wrong)) == (422, "invalid_input")
    assert problem_of(call(a_client(a_clerk(town)), "POST", "role-grants", said)) == (403, "not_permitted")


def test_everybody_reads_their_own_grants_and_administrators_all(town: Municipality) -> None:
    clerk, boss = a_clerk(town), a_boss(town)
    path = f"role-grants?municipality={town.pk}"
    own = call(a_client(clerk), "GET", path).json()["results"]
    assert [grant["person"]["id"] for grant in own] == [clerk.pk]
    assert len(call(a_client(boss), "GET", path).json()["results"]) == 2
    assert problem_of(call(a_client(), "GET", path)) == (401, "sign_in_required")


@pytest.mark.parametrize("role", [Role.MUNICIPALITY_ADMINISTRATOR, Role.AUDITOR])
def test_administrators_and_auditors_read_the_journal(town: Municipality, role: Role) -> None:
    entries = call(a_client(staff(role, within=town)), "GET", f"journal?municipality={town.pk}").json()["results"]
    assert [entry["seq"] for entry in entries] == [2, 1]
    for other in (a_clerk(town), staff(role, within=a_municipality())):
        assert problem_of(call(a_client(other), "GET", f"journal?municipality={town.pk}")) == (403, "not_permitted")


def test_a_session_token_as_bearer_signs_in(town: Municipality) -> None:
    boss = a_boss(town)
    token = a_client(boss).session.session_key or ""
    path = f"journal?municipality={town.pk}"
    assert call(a_client(), "GET", path, Authorization=f"Bearer {token}").status_code == 200
    for wrong in ("Bearer", "Bearer x", "Bearer a b", f"Bearer {'x' * 5000}", "Bearer \u00ff"):
        assert problem_of(call(a_client(), "GET", path, Authorization=wrong)) == (401, "sign_in_required")


def test_a_cookie_without_its_csrf_token_changes_nothing(town: Municipality) -> None:
    from django.test import Client  # noqa: PLC0415 -- only here

    client = Client(enforce_csrf_checks=True)
    clerk = a_clerk(town)
    assert clerk.account is not None
    client.force_login(clerk.account)
    said = {"municipality": town.pk, "title": "Budget"}
    assert problem_of(call(client, "POST", "processes", said)) == (403, "not_permitted")


@pytest.mark.parametrize(
    ("method", "path"), [("DELETE", "proposals"), ("PUT", "journal"), ("POST", "municipalities"), ("TRACE", "phases")]
)
def test_a_method_that_a_door_does_not_know_is_refused(method: str, path: str) -> None:
    answer: Any = a_client().generic(method, f"/api/v1/{path}")
    assert problem_of(answer) == (405, "method_not_allowed")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_queue(
    town: Municipality, rows: int, django_assert_num_queries: Any
) -> None:
    process = a_process(town)
    a_phase(process)
    for _ in range(rows):
        a_proposal(process, state=ProposalState.SUBMITTED)
    client = a_client(a_boss(town))
    with django_assert_num_queries(5):  # session, account, municipality, role, cases
        call(client, "GET", f"moderation-cases?municipality={town.pk}")
    with django_assert_num_queries(5):  # session, account, municipality, role, journal
        call(client, "GET", f"journal?municipality={town.pk}")
    with django_assert_num_queries(4):  # session, account, municipality, grants
        call(client, "GET", f"role-grants?municipality={town.pk}")
