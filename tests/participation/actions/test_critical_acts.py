import pytest

from participation.actions.critical_acts import OPEN_FOR, confirm_act, drop_act, propose_act
from participation.errors import AlreadyExistsError, NothingProposedError, SamePersonError
from participation.models import JournalEntry, Municipality, Person
from tests.factories import A_DAY, NOW, a_municipality, a_person

pytestmark = pytest.mark.django_db
ACT = "round.opening"


@pytest.fixture
def town() -> Municipality:
    return a_municipality()


@pytest.fixture
def first() -> Person:
    return a_person("Erste")


@pytest.fixture
def second() -> Person:
    return a_person("Zweite")


def propose(town: Municipality, proposer: Person) -> None:
    propose_act(act=ACT, on=town, municipality=town, proposer=proposer, now=NOW, params={"why": "fertig"})


def test_one_proposes_and_another_confirms(town: Municipality, first: Person, second: Person) -> None:
    propose(town, first)
    act = confirm_act(act=ACT, on=town, confirmer=second, now=NOW)
    assert (act.proposed_by, act.confirmed_by, act.params) == (first, second, {"why": "fertig"})
    entries = JournalEntry.objects.filter(municipality=town, act__startswith=ACT)
    assert [(entry.act, entry.actor_ref) for entry in entries] == [
        (f"{ACT}.proposed", first.ref),
        (f"{ACT}.confirmed", second.ref),
    ]


def test_nobody_confirms_their_own_act(town: Municipality, first: Person) -> None:
    propose(town, first)
    with pytest.raises(SamePersonError):
        confirm_act(act=ACT, on=town, confirmer=first, now=NOW)


def test_what_was_not_proposed_is_not_confirmed(town: Municipality, second: Person) -> None:
    with pytest.raises(NothingProposedError):
        confirm_act(act=ACT, on=town, confirmer=second, now=NOW)


def test_an_act_is_proposed_once_and_confirmed_once(town: Municipality, first: Person, second: Person) -> None:
    propose(town, first)
    with pytest.raises(AlreadyExistsError):
        propose(town, second)
    confirm_act(act=ACT, on=town, confirmer=second, now=NOW)
    with pytest.raises(NothingProposedError):
        confirm_act(act=ACT, on=town, confirmer=second, now=NOW)


def test_a_proposal_expires_and_makes_room_for_another(town: Municipality, first: Person, second: Person) -> None:
    propose(town, first)
    with pytest.raises(NothingProposedError):
        confirm_act(act=ACT, on=town, confirmer=second, now=NOW + OPEN_FOR)
    propose_act(act=ACT, on=town, municipality=town, proposer=second, now=NOW + OPEN_FOR)
    confirm_act(act=ACT, on=town, confirmer=first, now=NOW + OPEN_FOR + A_DAY)


def test_a_proposal_is_dropped_and_then_there_is_none(town: Municipality, first: Person, second: Person) -> None:
    propose(town, first)
    drop_act(act=ACT, on=town, dropper=second, now=NOW)
    with pytest.raises(NothingProposedError):
        confirm_act(act=ACT, on=town, confirmer=second, now=NOW)
    with pytest.raises(NothingProposedError):
        drop_act(act=ACT, on=town, dropper=second, now=NOW)


def test_the_same_act_on_another_thing_is_another_act(town: Municipality, first: Person, second: Person) -> None:
    propose(town, first)
    with pytest.raises(NothingProposedError):
        confirm_act(act=ACT, on=a_municipality(), confirmer=second, now=NOW)
