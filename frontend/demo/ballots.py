"""Made-up ballots that look like real ones: a few favourites, a long tail, one's own neighbourhood first.

Pure: chance comes in as `rng`. Real elections show a popularity that falls off like Zipf's law, more ticks for projects
nearby and for one's own interests, and ballots of mostly three to five projects.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

LENGTHS = (1, 2, 3, 4, 5, 6, 7, 8)
LENGTH_WEIGHTS = (6, 11, 20, 22, 18, 11, 7, 5)
NEARBY = 3.0
OF_INTEREST = 2.2


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A project as voters see it; `appeal` is relative: twice the appeal, twice as likely to be ticked first."""

    code: str
    envelope: str
    appeal: float
    district: str = ""
    category: str = ""


@dataclass(frozen=True, kw_only=True)
class Voter:
    """What steers a ballot: where somebody lives, and the category they care about."""

    district: str
    interest: str


def fill_in(
    rng: Random, voter: Voter, candidates: Sequence[Candidate], *, limits: Mapping[str, int]
) -> dict[str, list[str]]:
    """Fill in one ballot.

    Args:
        rng: the chance; the same state gives the same ballot.
        voter: who votes.
        candidates: every project this voter may choose.
        limits: the greatest number of choices per envelope; only these envelopes are on the ballot.

    Returns:
        For each envelope its chosen codes, perhaps none, without duplicates.

    """
    length = rng.choices(LENGTHS, LENGTH_WEIGHTS)[0]
    # Exponential clocks: whoever rings first was drawn first, in proportion to its weight and without repetition.
    ranked = sorted(candidates, key=lambda candidate: rng.expovariate(_weight(voter, candidate)))
    chosen: dict[str, list[str]] = {envelope: [] for envelope in limits}
    for candidate in ranked[:length]:
        if len(chosen[candidate.envelope]) < limits[candidate.envelope]:
            chosen[candidate.envelope].append(candidate.code)
    return chosen


def _weight(voter: Voter, candidate: Candidate) -> float:
    nearby = NEARBY if candidate.district == voter.district else 1.0
    of_interest = OF_INTEREST if candidate.category == voter.interest else 1.0
    return candidate.appeal * nearby * of_interest
