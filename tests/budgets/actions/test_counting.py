import json

import pytest

from budgets.actions.ballots import BallotInput
from budgets.actions.counting import count_round
from budgets.counting import METHODS
from budgets.errors import CountRefusedError
from budgets.lifecycle import RoundState
from budgets.models import Count, FinalBallot, OpenBallot, Round
from budgets.queries.counts import current_count, result_of
from budgets.queries.exports import count_command
from participation.errors import NotFoundError, NotPermittedError, WrongStateError
from tests.factories import a_clerk, a_district, a_municipality, a_process
from tests.factories_budgets import (
    AFTER_CLOSING,
    CLOSES_AT,
    a_closed_round,
    a_confirmation,
    a_count,
    a_project,
    a_round,
    a_voter,
    an_envelope,
    an_open_round,
    cast,
    codes,
    officers,
    opened,
)

pytestmark = pytest.mark.django_db


def test_greedy_funds_what_most_chose_and_tells_why() -> None:
    round_ = a_closed_round([0], [0], [1], [], costs=[60_000_00, 50_000_00], method="greedy/1")
    count = a_count(round_)
    first, second = codes(round_)
    [result] = count.results
    assert (count.ballots, count.roll_size) == (4, 4)
    assert result["result"]["funded"] == [first]
    assert result["votes"] == {first: 2, second: 1}
    assert result["explanations"][second]["params"]["missing_cents"] == 10_000_00
    assert Round.objects.get(pk=round_.pk).state == RoundState.CALCULATED


def test_each_envelope_is_counted_over_the_ballots_of_those_who_vote_in_it() -> None:
    town = a_municipality()
    here, there = a_district(town), a_district(town)
    round_ = a_round(a_process(town), method="greedy/1")
    shared, local = an_envelope(round_), an_envelope(round_, district=here)
    projects = {envelope.pk: a_project(envelope) for envelope in (shared, local)}
    round_ = opened(round_)
    cast(
        a_voter(round_, district=here),
        round_,
        BallotInput(choices={local.pk: [projects[local.pk].code]}, idempotency_key="k"),
    )
    cast(a_voter(round_, district=there), round_, BallotInput(choices={}, idempotency_key="k"))
    round_.closes_at = CLOSES_AT
    from budgets.actions.closing import close_due_round  # noqa: PLC0415 -- beside its only use

    close_due_round(round_=round_, now=AFTER_CLOSING)
    by_envelope = {result["envelope"]: result["result"] for result in a_count(round_).results}
    assert {envelope: result["ballots"] for envelope, result in by_envelope.items()} == {shared.pk: 2, local.pk: 1}
    assert by_envelope[local.pk]["funded"] == [projects[local.pk].code]


def test_counting_again_gives_the_same_bytes() -> None:
    round_ = a_closed_round([0, 1], [1], [0], [], [1])
    first, second = a_count(round_), a_count(round_)
    assert (first.number, second.number) == (1, 2)
    assert json.dumps(first.results) == json.dumps(second.results)
    assert current_count(Round.objects.get(pk=round_.pk)) == second


def test_final_ballots_are_counted_where_there_are_any() -> None:
    round_ = a_closed_round([0], [0], [1], method="greedy/1")
    before = a_count(round_).results
    for ballot in OpenBallot.objects.order_by("leaf"):
        FinalBallot.objects.create(
            round=round_,
            leaf=ballot.leaf,
            content=ballot.content,
            server_nonce=ballot.server_nonce,
            client_nonce=ballot.client_nonce,
        )
    OpenBallot.objects.all().delete()
    assert a_count(round_).results == before


def test_an_empty_box_is_counted_too() -> None:
    assert a_count(a_closed_round()).results[0]["result"]["funded"] == []


@pytest.mark.parametrize("method", sorted(METHODS))
def test_every_method_explains_every_project_in_one_sentence(method: str) -> None:
    round_ = a_closed_round([0], [0, 2], [1], [], costs=[60_000_00, 50_000_00, 30_000_00, 200_000_00, 0], method=method)
    a_count(round_)
    round_.refresh_from_db()
    rows = result_of(round_).envelopes[0].rows
    assert len(rows) == 5
    for row in rows:
        assert row.sentence.endswith(".")
        assert "%" not in row.sentence
        assert row.sentence.startswith("Gefördert" if row.is_funded else "Nicht ")


def test_the_published_command_names_every_parameter() -> None:
    round_ = a_closed_round([0], parameters={"utility": "cost", "completion": "add1u", "ties": "Los 7"})
    a_count(round_)
    round_.refresh_from_db()
    command = count_command(result_of(round_), "budget.pb")
    assert command == (
        "python manage.py count budget.pb --method equal-shares/1 --completion add1u --ties 'Los 7' --utility cost"
    )


def test_only_a_returning_officer_counts() -> None:
    round_ = a_closed_round([0])
    with pytest.raises(NotPermittedError):
        count_round(officer=a_clerk(round_.process), round_=round_, now=AFTER_CLOSING)
    with pytest.raises(NotPermittedError):
        count_round(officer=officers(a_municipality()).first, round_=round_, now=AFTER_CLOSING)


def test_an_open_round_is_not_counted_and_a_confirmed_one_not_again() -> None:
    with pytest.raises(WrongStateError):
        a_count(an_open_round())
    round_ = a_closed_round([0])
    a_confirmation(a_count(round_))
    with pytest.raises(WrongStateError):
        a_count(round_)


def test_there_is_no_result_before_the_count() -> None:
    for round_ in (an_open_round(), a_closed_round([0])):
        with pytest.raises(NotFoundError):
            result_of(round_)


def test_what_the_method_cannot_count_is_refused_and_nothing_written() -> None:
    round_ = a_closed_round([0])
    Round.objects.filter(pk=round_.pk).update(parameters={"completion": "nonsense"})
    with pytest.raises(CountRefusedError):
        a_count(round_)
    assert Count.objects.count() == 0
