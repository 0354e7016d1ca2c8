import pytest

from participation.models import JournalEntry, Municipality, Person, Role
from tests.factories import a_process, staff
from tests.frontend.office.conftest import SitsDown, text_of


def an_auditor(town: Municipality) -> Person:
    return staff(Role.AUDITOR, within=town)


def test_the_journal_says_who_did_what_and_that_its_chain_holds(town: Municipality, sits_down: SitsDown) -> None:
    a_process(town)
    page = text_of(sits_down(an_auditor(town)).opens("office_journal"))
    assert "Verfahren veröffentlicht" in page
    assert "Sam Amt" in page
    assert "lückenlos" in page


def test_a_changed_entry_is_seen(town: Municipality, sits_down: SitsDown) -> None:
    a_process(town)
    JournalEntry.objects.filter(municipality=town, act="process.published").update(act="process.hidden")
    page = text_of(sits_down(an_auditor(town)).opens("office_journal"))
    assert "Die Kette ist beschädigt" in page
    assert "wurde verändert" in page


def test_a_removed_entry_is_seen(town: Municipality, sits_down: SitsDown) -> None:
    a_process(town)
    JournalEntry.objects.filter(municipality=town, act="process.edited").delete()
    assert "fehlt" in text_of(sits_down(an_auditor(town)).opens("office_journal"))


def test_the_journal_of_another_town_stays_there(town: Municipality, sits_down: SitsDown) -> None:
    process = a_process(title="Fremd")
    page = text_of(sits_down(an_auditor(town)).opens("office_journal"))
    assert process.pk not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_queries_for_one_and_three(
    rows: int, town: Municipality, sits_down: SitsDown, django_assert_num_queries: object
) -> None:
    for _ in range(rows):
        a_process(town)
    auditor = sits_down(an_auditor(town))
    with django_assert_num_queries(9):  # type: ignore[operator] # a fixture of pytest-django
        auditor.opens("office_journal")
