import pytest
from django.core.management import call_command
from django.utils import timezone

from budgets.lifecycle import RoundState
from budgets.models import Round
from tests.factories import A_DAY
from tests.factories_budgets import a_complete_round, an_open_round, opened


@pytest.mark.django_db
def test_what_is_due_is_closed_and_what_is_not_stays_open(capsys: pytest.CaptureFixture[str]) -> None:
    now = timezone.now()
    due, running = an_open_round(), opened(a_complete_round(closes_at=now + A_DAY), now=now)
    Round.objects.filter(pk=due.pk).update(opens_at=now - 2 * A_DAY, closes_at=now - A_DAY)
    call_command("close_due_rounds")
    call_command("close_due_rounds")
    states = {round_.pk: round_.state for round_ in Round.objects.all()}
    assert states == {due.pk: RoundState.CLOSED, running.pk: RoundState.OPEN}
    assert capsys.readouterr().out.count(due.pk) == 1
