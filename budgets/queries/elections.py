"""A ballot box as elections, one per envelope."""

from collections.abc import Iterable
from typing import Any

from budgets.counting import Ballot, Election, Project
from budgets.models import BallotType, FinalBallot, OpenBallot, Round
from budgets.queries.configurations import FrozenEnvelope
from budgets.queries.parameters import ELECTION_TYPES


def contents_of(round_: Round) -> list[dict[str, Any]]:
    """Return what the ballots of a closed round say, in the order of their leaves: the final ones if there are any."""
    final = FinalBallot.objects.filter(round=round_)
    ballots = final if final.exists() else OpenBallot.objects.filter(round=round_)
    return list(ballots.order_by("leaf").values_list("content", flat=True))


def election_of(round_: Round, envelope: FrozenEnvelope, contents: Iterable[dict[str, Any]]) -> Election:
    """Return one envelope as an election, over the ballots of those who vote in it, blank ones included.

    Raises:
        CountingError: the ballots contradict the configuration.

    """
    ballot_type = ELECTION_TYPES[BallotType(round_.ballot_type)]
    return Election(
        budget=envelope.amount_cents,
        projects=tuple(Project(id=project.code, cost=project.cost_cents) for project in envelope.projects.values()),
        ballots=tuple(_ballot(content, envelope.id) for content in contents if envelope.id in content["choices"]),
        ballot_type=ballot_type,
        max_length=envelope.max_choices if round_.ballot_type == BallotType.RANKING else None,
        minimum_score=round_.min_score,
    )


def _ballot(content: dict[str, Any], envelope_id: str) -> Ballot:
    points = content.get("points", {}).get(envelope_id, ())
    return Ballot(choices=tuple(content["choices"][envelope_id]), points=tuple(points))
