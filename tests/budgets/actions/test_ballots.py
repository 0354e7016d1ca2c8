import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.actions.ballots import BallotInput
from budgets.actions.closing import close_due_round
from budgets.ballotbox import leaf_of, pseudonym
from budgets.errors import (
    AlreadyVotedError,
    BlankBallotError,
    DuplicateChoiceError,
    NotVerifiedError,
    OutsideAgeRangeError,
    OverBudgetError,
    PhaseClosedError,
    RoundKeyMissingError,
    TooManyChoicesError,
    UnknownEnvelopeError,
    UnknownProjectError,
)
from budgets.keys import key_file, round_key
from budgets.models import BallotType, Mark, OpenBallot, RollEntry, SpentKey
from participation.errors import InvalidInputError
from participation.models import JournalEntry, OutgoingMail
from tests.factories import A_DAY, NOW, a_district, a_municipality, a_person, a_process
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
    codes,
    opened,
)

pytestmark = pytest.mark.django_db


def rows() -> tuple[int, int, int]:
    return Mark.objects.count(), OpenBallot.objects.count(), SpentKey.objects.count()


def test_a_ballot_leaves_a_mark_a_ballot_and_a_spent_key() -> None:
    round_ = an_open_round()
    voter = a_voter(round_)
    receipt = cast(voter, round_, a_ballot(round_, codes(round_)[0]))
    ballot = OpenBallot.objects.get()
    entry = RollEntry.objects.get(person=voter)
    assert rows() == (1, 1, 1)
    assert ballot.leaf == receipt.leaf == SpentKey.objects.get().leaf
    assert (
        ballot.pseudonym == Mark.objects.get().pseudonym == pseudonym(key=round_key(round_.pk), roll_entry_id=entry.pk)
    )


def test_the_leaf_can_be_computed_from_the_opening() -> None:
    round_ = an_open_round()
    receipt = cast(a_voter(round_), round_, a_ballot(round_, nonce="mein eigenes Wort"))
    ballot = OpenBallot.objects.get()
    assert ballot.client_nonce == "mein eigenes Wort"
    assert len(ballot.server_nonce) == 64
    assert receipt.leaf == leaf_of(
        round_id=round_.pk,
        server_nonce=ballot.server_nonce,
        client_nonce=ballot.client_nonce,
        ballot=ballot.content,
    )


def test_the_content_names_every_envelope_one_may_vote_in_and_sorts_the_codes() -> None:
    town = a_municipality()
    here, there = a_district(town), a_district(town)
    round_ = a_round(a_process(town))
    everywhere, mine, theirs = (an_envelope(round_, district=district) for district in (None, here, there))
    projects = [a_project(envelope) for envelope in (everywhere, everywhere, mine, theirs)]
    round_ = opened(round_)
    voter = a_voter(round_, district=here)
    chosen = {everywhere.pk: [projects[1].code, projects[0].code]}
    cast(voter, round_, BallotInput(choices=chosen, idempotency_key="k"))
    assert OpenBallot.objects.get().content == {
        "choices": {everywhere.pk: sorted([projects[0].code, projects[1].code]), mine.pk: []}
    }
    with pytest.raises(UnknownEnvelopeError):
        cast(a_voter(round_, district=here), round_, BallotInput(choices={theirs.pk: []}, idempotency_key="k"))


def test_the_same_key_gets_the_same_receipt_whatever_the_ballot_then_says() -> None:
    round_ = an_open_round()
    voter = a_voter(round_)
    first = cast(voter, round_, a_ballot(round_, codes(round_)[0], key="same"))
    assert cast(voter, round_, a_ballot(round_, codes(round_)[1], key="same")) == first
    assert cast(voter, round_, a_ballot(round_, "unknown", key="same")) == first
    assert rows() == (1, 1, 1)


def test_the_same_key_gets_the_same_receipt_after_closing() -> None:
    round_ = an_open_round()
    voter = a_voter(round_)
    first = cast(voter, round_, a_ballot(round_, key="same"))
    assert cast(voter, round_, a_ballot(round_, key="same"), now=CLOSES_AT) == first
    close_due_round(round_=round_, now=AFTER_CLOSING)
    assert cast(voter, round_, a_ballot(round_, key="same"), now=AFTER_CLOSING) == first


def test_two_voters_with_one_key_get_two_ballots() -> None:
    round_ = an_open_round()
    receipts = {cast(a_voter(round_), round_, a_ballot(round_, key="same")).leaf for _ in range(2)}
    assert len(receipts) == 2
    assert rows() == (2, 2, 2)


def test_another_key_is_refused_and_changes_nothing() -> None:
    round_ = an_open_round()
    voter = a_voter(round_)
    cast(voter, round_, a_ballot(round_, codes(round_)[0]))
    before = OpenBallot.objects.get().content
    with pytest.raises(AlreadyVotedError):
        cast(voter, round_, a_ballot(round_, codes(round_)[1]))
    assert OpenBallot.objects.get().content == before
    assert rows() == (1, 1, 1)


def test_another_key_replaces_the_ballot_where_the_round_allows_it() -> None:
    round_ = an_open_round(replaceable=True)
    voter, envelope = a_voter(round_), round_.envelopes.get()
    first = cast(voter, round_, a_ballot(round_, codes(round_)[0], key="one"))
    second = cast(voter, round_, a_ballot(round_, codes(round_)[1], key="two"))
    ballot = OpenBallot.objects.get()
    assert ballot.leaf == second.leaf != first.leaf
    assert ballot.content == {"choices": {envelope.pk: [codes(round_)[1]]}}
    assert rows() == (1, 1, 2)


def test_an_old_key_repeated_late_answers_with_the_replaced_receipt_and_changes_nothing() -> None:
    round_ = an_open_round(replaceable=True)
    voter = a_voter(round_)
    first = cast(voter, round_, a_ballot(round_, codes(round_)[0], key="one"))
    second = cast(voter, round_, a_ballot(round_, codes(round_)[1], key="two"))
    assert cast(voter, round_, a_ballot(round_, codes(round_)[0], key="one")) == first
    assert OpenBallot.objects.get().leaf == second.leaf


def test_a_right_used_on_paper_is_not_replaced() -> None:
    round_ = an_open_round(replaceable=True)
    voter = a_voter(round_)
    cast(voter, round_, a_ballot(round_, key="one"))
    OpenBallot.objects.all().delete()  # as a mark from paper, which has no ballot here
    with pytest.raises(AlreadyVotedError):
        cast(voter, round_, a_ballot(round_, key="two"))


@pytest.mark.parametrize("now", [NOW - A_DAY, NOW - timedelta(microseconds=1), CLOSES_AT, AFTER_CLOSING])
def test_outside_its_time_a_round_takes_no_ballots(now: object) -> None:
    round_ = an_open_round()
    with pytest.raises(PhaseClosedError):
        cast(a_voter(round_), round_, a_ballot(round_), now=now)  # type: ignore[arg-type] # parametrized
    assert rows() == (0, 0, 0)


@pytest.mark.parametrize("now", [NOW, CLOSES_AT - timedelta(microseconds=1)])
def test_the_first_and_the_last_moment_belong_to_it(now: object) -> None:
    round_ = an_open_round()
    cast(a_voter(round_), round_, a_ballot(round_), now=now)  # type: ignore[arg-type] # parametrized
    assert rows() == (1, 1, 1)


def test_a_round_in_preparation_takes_no_ballots() -> None:
    round_ = a_complete_round()
    with pytest.raises(PhaseClosedError):
        cast(a_voter(round_), round_, a_ballot(round_))


def test_the_clock_is_read_after_the_lock() -> None:
    round_ = an_open_round()
    voter, told = a_voter(round_), []
    ballot = a_ballot(round_)
    with CaptureQueriesContext(connection) as captured:

        def clock() -> object:
            told.append(len(captured))
            return NOW + A_DAY

        from budgets.actions.ballots import cast_ballot  # noqa: PLC0415 -- beside its only use

        cast_ballot(voter=voter, round_=round_, ballot=ballot, now_after_lock=clock)  # type: ignore[arg-type] # a clock
    read = [query["sql"] for query in captured.captured_queries[: told[-1]]]
    assert "budgets_rollentry" in read[-1]
    assert connection.vendor != "postgresql" or any("pg_advisory_xact_lock_shared" in sql for sql in read)


def test_somebody_without_residency_is_told_why() -> None:
    round_ = an_open_round()
    with pytest.raises(NotVerifiedError) as refusal:
        cast(a_person(), round_, a_ballot(round_))
    assert str(refusal.value).startswith("Ihr Wohnsitz ist noch nicht bestätigt.")


def test_a_resident_of_elsewhere_has_no_right_here() -> None:
    elsewhere = a_voter(an_open_round())
    round_ = an_open_round()
    with pytest.raises(NotVerifiedError):
        cast(elsewhere, round_, a_ballot(round_))


@pytest.mark.parametrize(("year", "refused"), [(2010, False), (2011, True)])
def test_age_is_taken_on_the_day_of_opening(year: int, refused: bool) -> None:  # noqa: FBT001 -- parametrized
    round_ = an_open_round(age_min=16)
    voter = a_voter(round_, born_on=NOW.date().replace(year=year))
    if refused:
        with pytest.raises(OutsideAgeRangeError) as refusal:
            cast(voter, round_, a_ballot(round_))
        assert "ab 16 Jahren" in str(refusal.value)
    else:
        cast(voter, round_, a_ballot(round_))


def test_whoever_stands_in_the_roll_may_vote_though_the_residency_ended_since() -> None:
    round_ = a_complete_round()
    voter = a_voter(round_)
    round_ = opened(round_)
    voter.residencies.update(ended_at=NOW)
    cast(voter, round_, a_ballot(round_))
    assert rows() == (1, 1, 1)


def test_choices_are_checked_before_anything_is_written() -> None:
    round_ = an_open_round(costs=[60_000_00, 50_000_00, 10_000_00], ballot_type=BallotType.KNAPSACK, max_choices=2)
    one, two, three = codes(round_)
    for chosen, refused in (
        ([one, two], OverBudgetError),
        ([one, two, three], TooManyChoicesError),
        ([one, one], DuplicateChoiceError),
        (["0"], UnknownProjectError),
    ):
        with pytest.raises(refused) as refusal:
            cast(a_voter(round_), round_, a_ballot(round_, *chosen))
        assert refusal.value.field == "choices"
    assert rows() == (0, 0, 0)


def test_an_approval_ballot_may_cost_more_than_there_is() -> None:
    round_ = an_open_round(costs=[60_000_00, 50_000_00])
    cast(a_voter(round_), round_, a_ballot(round_, *codes(round_)))
    assert rows() == (1, 1, 1)


def test_a_project_counts_only_under_its_own_envelope() -> None:
    round_ = a_round()
    one, other = an_envelope(round_), an_envelope(round_)
    a_project(one)
    project = a_project(other)
    round_ = opened(round_)
    with pytest.raises(UnknownProjectError):
        cast(a_voter(round_), round_, BallotInput(choices={one.pk: [project.code]}, idempotency_key="k"))


def test_a_blank_ballot_is_taken_only_where_the_round_says_so() -> None:
    round_ = an_open_round(blank_allowed=False)
    with pytest.raises(BlankBallotError):
        cast(a_voter(round_), round_, a_ballot(round_))


@pytest.mark.parametrize(
    ("key", "nonce", "field"),
    [("", "", "idempotency_key"), ("k" * 81, "", "idempotency_key"), ("k", "short", "client_nonce")],
)
def test_a_key_or_nonce_of_the_wrong_length_is_refused(key: str, nonce: str, field: str) -> None:
    round_ = an_open_round()
    with pytest.raises(InvalidInputError) as refusal:
        cast(a_voter(round_), round_, BallotInput(choices={}, idempotency_key=key, client_nonce=nonce))
    assert refusal.value.field == field


def test_without_its_key_the_box_takes_nothing() -> None:
    round_ = an_open_round()
    voter = a_voter(round_)
    key_file(round_.pk).unlink()
    with pytest.raises(RoundKeyMissingError):
        cast(voter, round_, a_ballot(round_))
    assert rows() == (0, 0, 0)


def test_casting_announces_records_mails_and_logs_nothing(
    caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: object
) -> None:
    round_ = an_open_round()
    voter = a_voter(round_)
    before = JournalEntry.objects.count()
    caplog.set_level(logging.INFO)
    with django_capture_on_commit_callbacks() as callbacks:  # type: ignore[operator] # a fixture
        cast(voter, round_, a_ballot(round_))
        with pytest.raises(AlreadyVotedError):
            cast(voter, round_, a_ballot(round_))
    assert callbacks == []
    assert JournalEntry.objects.count() == before
    assert (OutgoingMail.objects.count(), mail.outbox, caplog.records) == (0, [], [])


def test_no_row_of_the_box_has_a_time_a_person_or_a_number() -> None:
    for model in (Mark, OpenBallot, SpentKey):
        kinds = {field.get_internal_type() for field in model._meta.concrete_fields}
        assert kinds <= {"CharField", "JSONField", "ForeignKey"}
        assert {field.name for field in model._meta.concrete_fields if field.is_relation} == {"round"}
