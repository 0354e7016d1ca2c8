"""`manage.py close_due_rounds`: close every round whose time is over; meant for a timer, and harmless when repeated."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from budgets.actions.closing import close_due_round
from budgets.queries.rounds import rounds_to_close
from participation.errors import WrongStateError


class Command(BaseCommand):
    """Close what is due. Ballots are refused from the closing time on even if this never runs."""

    help = "Close every budget round whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- the framework's signature
        now = timezone.now()
        for round_ in rounds_to_close(now=now):
            try:
                close_due_round(round_=round_, now=now)
            except WrongStateError:
                continue  # somebody closed it meanwhile
            self.stdout.write(f"{round_.process.municipality.slug}\t{round_.pk}\t{round_.title}")
