import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.actions.journal import record
from participation.models import JournalEntry, JournalHead, Municipality
from participation.models.journal import entry_hash
from participation.queries.journal import journal_faults
from tests.factories import NOW, a_clerk, a_municipality, a_proposal

pytestmark = pytest.mark.django_db


def faults(municipality: Municipality) -> list[tuple[int, str]]:
    return [(fault.seq, fault.fault) for fault in journal_faults(municipality)]


@pytest.fixture
def town() -> Municipality:
    """A municipality with a journal of six entries."""
    municipality = a_municipality()
    clerk = a_clerk(municipality)
    for number in range(4):
        record(
            municipality=municipality, actor=clerk, act="test.done", on=municipality, now=NOW, data={"number": number}
        )
    assert JournalHead.objects.get(municipality=municipality).seq == 6
    return municipality


def test_a_journal_that_nobody_touched_verifies(town: Municipality) -> None:
    assert faults(town) == []


def test_the_journal_of_real_acts_verifies() -> None:
    proposal = a_proposal()
    assert faults(proposal.process.municipality) == []


@pytest.mark.parametrize(
    "change",
    [
        {"act": "test.undone"},
        {"actor_ref": "person:0000000000000000"},
        {"on_ref": "proposal:0000000000000000"},
        {"at": NOW.replace(year=2025)},
        {"data": {"number": 9}},
    ],
)
def test_a_changed_entry_is_found(town: Municipality, change: dict[str, object]) -> None:
    JournalEntry.objects.filter(municipality=town, seq=4).update(**change)
    assert faults(town) == [(4, "changed")]


def test_an_entry_changed_together_with_its_hash_breaks_the_link_to_the_next(town: Municipality) -> None:
    entry = JournalEntry.objects.get(municipality=town, seq=4)
    entry.act = "test.undone"
    entry.hash = entry_hash(entry)
    entry.save()
    assert faults(town) == [(5, "reordered")]


def test_a_removed_entry_leaves_a_gap(town: Municipality) -> None:
    JournalEntry.objects.filter(municipality=town, seq=4).delete()
    assert faults(town) == [(4, "gap")]


def test_a_removed_end_is_found(town: Municipality) -> None:
    JournalEntry.objects.filter(municipality=town, seq=6).delete()
    assert faults(town) == [(6, "cut")]


def test_a_journal_without_its_head_is_found(town: Municipality) -> None:
    JournalHead.objects.filter(municipality=town).delete()
    assert faults(town) == [(7, "cut")]


def test_entries_that_changed_places_are_found(town: Municipality) -> None:
    entries = JournalEntry.objects.filter(municipality=town)
    entries.filter(seq=3).update(seq=99)
    entries.filter(seq=4).update(seq=3)
    entries.filter(seq=99).update(seq=4)
    assert {seq for seq, _ in faults(town)} == {3, 4, 5}


def test_each_municipality_has_its_own_chain(town: Municipality) -> None:
    other = a_municipality()
    JournalEntry.objects.filter(municipality=town, seq=4).delete()
    assert faults(other) == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcä"), inner, max_size=3),
)


@given(data=st.dictionaries(st.text("abcä"), json_values, max_size=3))
def test_the_hash_does_not_depend_on_the_order_in_which_data_are_written(data: dict[str, object]) -> None:
    def entry(content: dict[str, object]) -> JournalEntry:
        return JournalEntry(id="0" * 16, municipality_id="1" * 16, seq=1, at=NOW, act="test", data=content)

    assert entry_hash(entry(data)) == entry_hash(entry(dict(reversed(data.items()))))
