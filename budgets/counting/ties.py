"""The chain of keys that breaks every tie: lower cost, more votes, then a published lot order."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from .results import Tie

_SEPARATOR = b"\x1f"


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What the chain looks at; `cost` in cents, `lot` the place in the lot order as 32 bytes."""

    project: str
    cost: int
    votes: int
    lot: bytes

    @property
    def chain(self) -> tuple[tuple[str, int | bytes], ...]:
        """The keys in their order, smaller wins. Ids differ, so the last lot never ties."""
        return ("cost", self.cost), ("votes", -self.votes), ("lot", self.lot)


def lot_of(project: str, seed: str) -> bytes:
    """Place of a project in the lot order: SHA-256 of seed, 0x1F and id, compared as bytes."""
    return hashlib.sha256(seed.encode() + _SEPARATOR + project.encode()).digest()


def tie_among(ordered: Sequence[Standing], *, turn: int, common: str) -> Tie | None:
    """Report a tie among projects in chain order; None for a single one."""
    if len(ordered) == 1:
        return None
    first, second = ordered[0].chain, ordered[1].chain
    decided_by = next(key for (key, ours), (_, theirs) in zip(first, second, strict=True) if ours != theirs)
    projects = tuple(standing.project for standing in ordered)
    return Tie(round=turn, projects=projects, common=common, decided_by=decided_by)
