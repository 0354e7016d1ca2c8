import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.errors import AlreadyVotedError, NotVerifiedError, PhaseClosedError
from budgets.models import Round
from budgets.queries.ballots import booth_of
from budgets.queries.rounds import rounds_to_close, visible_rounds
from participation.errors import SignInRequiredError
from participation.models import Person, Role
from tests.factories import NOW, a_district, a_municipality, a_person, a_process, staff
from tests.factories_budgets import (
    AFTER_CLOSING,
    CLOSES_AT,
    a_ballot,
    a_complete_round,
    a_project,
    a_round,
    a_voter,
    an_envelope,
    an_open_round,
    cast,
    opened,
)

pytestmark = pytest.mark.django_db


def sees(viewer: Person | None, round_: Round) -> bool:
    return visible_rounds(viewer, now=NOW).filter(pk=round_.pk).exists()


def test_a_round_in_preparation_is_for_staff_of_its_town_alone() -> None:
    round_ = a_complete_round()
    town = round_.process.municipality
    assert not sees(None, round_)
    assert not sees(a_person(), round_)
    assert not sees(a_voter(round_), round_)
    assert not sees(staff(*Role, within=a_municipality()), round_)
    assert not sees(staff(Role.CLERK, within=town, second_factor=False), round_)
    assert all(sees(staff(role, within=town), round_) for role in Role)


def test_an_open_round_is_public() -> None:
    assert sees(None, an_open_round())


def test_an_open_round_of_an_unpublished_process_is_not() -> None:
    round_ = an_open_round()
    type(round_.process).objects.update(published_at=None)
    assert not sees(None, round_)


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_takes_one_query_however_long(number: int) -> None:
    town = a_municipality()
    for _ in range(number):
        round_ = a_round(a_process(town))
        a_project(an_envelope(round_))
        opened(round_)
    viewer = a_person()
    with CaptureQueriesContext(connection) as captured:
        shown = [(round_.title, round_.process.municipality.name) for round_ in visible_rounds(viewer, town, now=NOW)]
    assert (len(shown), len(captured)) == (number, 1)


def test_a_round_is_due_when_its_time_is_over() -> None:
    round_ = an_open_round()
    town = round_.process.municipality
    assert not rounds_to_close(town, now=NOW).exists()
    assert rounds_to_close(town, now=CLOSES_AT).get() == round_
    assert not rounds_to_close(a_municipality(), now=AFTER_CLOSING).exists()


def test_the_booth_says_before_the_click_why_one_may_not_vote() -> None:
    round_ = an_open_round()
    voter, stranger = a_voter(round_), a_person()
    assert booth_of(voter, round_, now=NOW).may_vote
    cast(voter, round_, a_ballot(round_))
    told = [booth_of(person, round_, now=NOW).why_not for person in (None, stranger, voter)]
    assert [type(refusal) for refusal in told] == [SignInRequiredError, NotVerifiedError, AlreadyVotedError]
    assert isinstance(booth_of(voter, round_, now=CLOSES_AT).why_not, PhaseClosedError)
    assert booth_of(voter, round_, now=NOW).already_cast
    assert not booth_of(stranger, round_, now=NOW).already_cast


def test_the_booth_of_a_replaceable_round_stays_open() -> None:
    round_ = an_open_round(replaceable=True)
    voter = a_voter(round_)
    cast(voter, round_, a_ballot(round_))
    booth = booth_of(voter, round_, now=NOW)
    assert (booth.already_cast, booth.may_vote) == (True, True)


def test_one_votes_in_the_envelopes_of_ones_district_and_those_above_it() -> None:
    town = a_municipality()
    village, other = a_district(town, "Dorf"), a_district(town, "Anderswo")
    hamlet = a_district(town, "Weiler")
    type(hamlet).objects.filter(pk=hamlet.pk).update(parent=village)
    round_ = a_round(a_process(town))
    for name, district in (("Alle", None), ("Dorf", village), ("Anderswo", other)):
        a_project(an_envelope(round_, name=name, district=district))
    round_ = opened(round_)
    booth = booth_of(a_voter(round_, district=hamlet), round_, now=NOW)
    assert [envelope.name for envelope in booth.envelopes] == ["Alle", "Dorf"]
    assert len(booth_of(None, round_, now=NOW).envelopes) == 3
