import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from budgets.lifecycle import RoundState
from budgets.models import Count, FinalBallot, OpenBallot, ProjectDecision, RollEntry, Round
from frontend.demo.accounts import accounts
from frontend.demo.town import build_town, town_exists
from participation.lifecycle import ProposalState
from participation.models import Account, JournalEntry, ModerationCase, Municipality, Proposal, Residency

RESIDENTS, BALLOTS = 150, 100


@pytest.fixture(scope="module")
def _built(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Built once for this file, and rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(STAFF_SECOND_FACTOR=False):
        build_town(now=timezone.now(), say=lambda _: None, residents=RESIDENTS, ballots=BALLOTS)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def _town(_built: None, db: None) -> None:
    """What every test asks for."""


@pytest.mark.slow
@pytest.mark.usefixtures("_town")
def test_the_town_has_a_past_a_present_and_a_future() -> None:
    assert town_exists()
    states = dict(Round.objects.values_list("state", "pk"))
    assert set(states) == {RoundState.CONFIRMED, RoundState.OPEN, RoundState.PREPARATION}
    assert Count.objects.get().ballots == BALLOTS
    assert RollEntry.objects.filter(round=states[RoundState.CONFIRMED]).count() >= BALLOTS
    assert OpenBallot.objects.filter(round=states[RoundState.OPEN]).count() == BALLOTS // 10
    assert FinalBallot.objects.count() in (0, BALLOTS)
    assert Residency.objects.count() == RESIDENTS + 1
    published = Proposal.objects.filter(state=ProposalState.PUBLISHED)
    assert published.count() >= 60
    assert ModerationCase.objects.filter(closed_at=None).count() >= 10


@pytest.mark.slow
@pytest.mark.usefixtures("_town")
def test_the_council_departs_from_the_count_once_and_says_why() -> None:
    departed = [decision for decision in ProjectDecision.objects.all() if decision.realised != decision.calculated]
    assert [bool(decision.reason) for decision in departed] == [True]


@pytest.mark.slow
@pytest.mark.usefixtures("_town")
def test_the_journal_tells_one_thing_after_the_other() -> None:
    entries = JournalEntry.objects.order_by("seq").values_list("at", "act")
    assert [pair for pair in itertools.pairwise(entries) if pair[0][0] > pair[1][0]] == []
    assert entries[len(entries) - 1][0] <= timezone.now()


@pytest.mark.slow
@pytest.mark.usefixtures("_town")
def test_everybody_named_can_sign_in() -> None:
    for listed in accounts():
        account = Account.objects.get(email=listed.email)
        assert account.has_usable_password()
        assert EmailAddress.objects.filter(user=account, verified=True, primary=True).exists()
    assert Municipality.objects.count() == 1
