"""The demo town is built here: all stories begin, and are told in order of time, in one transaction."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from django.db import transaction

from frontend.demo import processes
from frontend.demo.accounts import SLUG
from frontend.demo.people import residents_sign_up
from frontend.demo.place import Town, found_town
from frontend.demo.stories import tell, together
from participation.models import Municipality

SEED = 1893
RESIDENTS = 7200
BALLOTS = 6000


def town_exists() -> bool:
    """Say whether the town was built before."""
    return Municipality.objects.filter(slug=SLUG).exists()


@transaction.atomic
def build_town(*, now: datetime, say: Callable[[str], None], residents: int, ballots: int) -> Town:
    """Build the town as it stands at `now`; interrupted, nothing of it is left.

    Args:
        now: today; everything lies in the months before and the weeks after.
        say: told what is going on.
        residents: how many verified people live there.
        ballots: how many of them vote in the finished round.

    """
    town = found_town(now=now, rng=Random(SEED), say=say)  # noqa: S311 -- imitates statistics, guards nothing
    tell(
        together(
            [
                residents_sign_up(town, count=residents),
                processes.finished(town, ballots=ballots),
                processes.in_ballot_phase(town, ballots=ballots // 10),
                processes.taking_proposals(town),
            ]
        )
    )
    return town
