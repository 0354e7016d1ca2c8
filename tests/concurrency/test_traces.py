"""Hidden columns of PostgreSQL: what the database writes down beside what we ask it to."""

import pytest
from django.db import connection

from tests.factories_budgets import a_ballot, a_complete_round, a_voter, an_open_round, cast, opened

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def transactions(table: str) -> set[str]:
    """Return the transactions that wrote the rows of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT xmin::text FROM {table}")  # noqa: S608 -- our own names
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.parametrize("entered_late", [False, True])
def test_a_right_and_its_mark_are_never_of_one_transaction(entered_late: bool) -> None:  # noqa: FBT001 -- parametrized
    """Seen red with entering and casting in one transaction: `xmin` joined every entry to its mark."""
    round_ = an_open_round() if entered_late else a_complete_round()
    voters = [a_voter(round_) for _ in range(5)]
    if not entered_late:
        round_ = opened(round_)
    for voter in voters:
        cast(voter, round_, a_ballot(round_))
    assert len(transactions("budgets_mark")) == 5
    assert transactions("budgets_rollentry") & transactions("budgets_mark") == set()
    assert transactions("budgets_rollentry") & transactions("budgets_openballot") == set()


def test_everybody_is_entered_at_opening_in_one_transaction_so_that_nobody_stands_out() -> None:
    round_ = a_complete_round()
    for _ in range(5):
        a_voter(round_)
    opened(round_)
    assert len(transactions("budgets_rollentry")) == 1
