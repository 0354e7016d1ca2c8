import pytest

from participation.actions.processes import add_category, create_process, edit_process, publish_process
from participation.errors import (
    AlreadyExistsError,
    IncompleteError,
    InvalidInputError,
    NotPermittedError,
    SecondFactorRequiredError,
    WrongStateError,
)
from participation.models import JournalEntry, Role
from participation.models.processes import REQUIRED_FOR_PUBLICATION
from participation.queries.processes import missing_for_publication
from tests.factories import (
    NOW,
    a_body,
    a_category,
    a_clerk,
    a_moderator,
    a_municipality,
    a_process,
    complete_changes,
    staff,
)

pytestmark = pytest.mark.django_db


def test_the_address_of_a_process_is_made_from_its_title() -> None:
    town = a_municipality()
    process = create_process(clerk=a_clerk(town), municipality=town, title=" Grüne  Straßen für alle! ", now=NOW)
    assert (process.title, process.slug) == ("Grüne Straßen für alle!", "gruene-strassen-fuer-alle")
    assert process.published_at is None


def test_a_second_process_of_the_same_title_has_its_own_address() -> None:
    town = a_municipality()
    slugs = [create_process(clerk=a_clerk(town), municipality=town, title="Budget", now=NOW).slug for _ in range(3)]
    assert slugs == ["budget", "budget-2", "budget-3"]


def test_a_title_without_letters_still_has_an_address() -> None:
    town = a_municipality()
    assert create_process(clerk=a_clerk(town), municipality=town, title="???", now=NOW).slug == "verfahren"


@pytest.mark.parametrize("title", ["", "  ", "x" * 161, "a\x00b"])
def test_a_title_that_cannot_be_used_is_refused(title: str) -> None:
    town = a_municipality()
    with pytest.raises(InvalidInputError) as refused:
        create_process(clerk=a_clerk(town), municipality=town, title=title, now=NOW)
    assert refused.value.field == "title"


def test_only_the_office_begins_a_process() -> None:
    town = a_municipality()
    with pytest.raises(NotPermittedError):
        create_process(clerk=a_moderator(town), municipality=town, title="Budget", now=NOW)


def test_staff_without_a_second_factor_are_told_so() -> None:
    town = a_municipality()
    clerk = staff(Role.CLERK, within=town, second_factor=False)
    with pytest.raises(SecondFactorRequiredError):
        create_process(clerk=clerk, municipality=town, title="Budget", now=NOW)


def test_a_process_is_described_field_by_field_and_the_journal_names_the_fields() -> None:
    process = a_process(published=False)
    clerk = a_clerk(process.municipality)
    process = edit_process(clerk=clerk, process=process, changes={"summary": "Kurz", "task": "Wofür?"}, now=NOW)
    assert (process.summary, process.task) == ("Kurz", "Wofür?")
    entry = JournalEntry.objects.filter(municipality=process.municipality).latest("seq")
    assert (entry.act, entry.data, entry.actor_ref) == ("process.edited", {"fields": ["summary", "task"]}, clerk.ref)


def test_a_change_that_changes_nothing_leaves_no_trace() -> None:
    process = a_process()
    before = JournalEntry.objects.count()
    clerk = a_clerk(process.municipality)
    entries_of_the_clerk = JournalEntry.objects.count() - before
    edit_process(clerk=clerk, process=process, changes={"title": process.title}, now=NOW)
    assert JournalEntry.objects.count() == before + entries_of_the_clerk


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("summary", "x" * 401),
        ("task", "x" * 5001),
        ("task", None),
        ("influence", "everything"),
        ("contact_email", "nobody"),
        ("deciding_body", "an id"),
        ("published_at", NOW),
        ("municipality", "another"),
        ("nothing", ""),
    ],
)
def test_a_field_that_cannot_be_used_is_refused_by_name(field: str, value: object) -> None:
    process = a_process()
    with pytest.raises(InvalidInputError) as refused:
        edit_process(clerk=a_clerk(process.municipality), process=process, changes={field: value}, now=NOW)
    assert refused.value.field == field


def test_the_body_of_another_municipality_does_not_decide() -> None:
    process = a_process()
    changes = {"deciding_body": a_body(a_municipality())}
    with pytest.raises(InvalidInputError):
        edit_process(clerk=a_clerk(process.municipality), process=process, changes=changes, now=NOW)


def test_a_published_process_stays_complete() -> None:
    process = a_process()
    with pytest.raises(IncompleteError) as refused:
        edit_process(clerk=a_clerk(process.municipality), process=process, changes={"fixed": ""}, now=NOW)
    assert refused.value.params["missing"] == ["fixed"]
    process.refresh_from_db()
    assert process.fixed


def test_a_complete_process_is_published_and_cannot_be_again() -> None:
    process = a_process(published=False)
    clerk = a_clerk(process.municipality)
    assert publish_process(clerk=clerk, process=process, now=NOW).published_at == NOW
    with pytest.raises(WrongStateError):
        publish_process(clerk=clerk, process=process, now=NOW)


@pytest.mark.parametrize("field", REQUIRED_FOR_PUBLICATION)
def test_without_one_of_the_required_facts_a_process_is_not_published(field: str) -> None:
    town = a_municipality()
    clerk = a_clerk(town)
    process = create_process(clerk=clerk, municipality=town, title="Budget", now=NOW)
    changes = {name: value for name, value in complete_changes(town).items() if name != field}
    process = edit_process(clerk=clerk, process=process, changes=changes, now=NOW)
    with pytest.raises(IncompleteError) as refused:
        publish_process(clerk=clerk, process=process, now=NOW)
    assert refused.value.params["missing"] == [field] == missing_for_publication(process)
    assert "„" in str(refused.value)


def test_a_new_process_lacks_all_of_them() -> None:
    town = a_municipality()
    process = create_process(clerk=a_clerk(town), municipality=town, title="Budget", now=NOW)
    assert missing_for_publication(process) == list(REQUIRED_FOR_PUBLICATION)


def test_categories_line_up_and_none_comes_twice() -> None:
    process = a_process()
    assert [a_category(process, name).position for name in ("Verkehr", "Grün")] == [1, 2]
    with pytest.raises(AlreadyExistsError):
        a_category(process, " Grün ")


def test_the_list_of_categories_is_not_endless() -> None:
    process = a_process()
    clerk = a_clerk(process.municipality)
    for number in range(40):
        add_category(clerk=clerk, process=process, name=f"Thema {number}", now=NOW)
    with pytest.raises(InvalidInputError):
        add_category(clerk=clerk, process=process, name="Noch eins", now=NOW)


def test_a_clerk_of_one_process_has_no_say_in_another() -> None:
    process = a_process()
    other = a_process(process.municipality)
    clerk = a_clerk(process)
    edit_process(clerk=clerk, process=process, changes={"summary": "Kurz"}, now=NOW)
    with pytest.raises(NotPermittedError):
        edit_process(clerk=clerk, process=other, changes={"summary": "Kurz"}, now=NOW)
