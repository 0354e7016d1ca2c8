"""Leaves: what stands for a ballot on the board, and how a voter reads it."""

import hashlib
from collections.abc import Mapping

from .canonical import canonical_json

# Leaves and inner nodes of a Merkle tree never collide (RFC 6962).
LEAF_PREFIX = b"\x00"
GROUPS = 4
GROUP_LENGTH = 4


def leaf_of(*, round_id: str, server_nonce: str, client_nonce: str, ballot: Mapping[str, object]) -> str:
    """Compute the leaf of a ballot: SHA-256(0x00 ‖ canonical JSON {e, n, c, b}), 64 lower-case hex digits.

    Args:
        round_id: the round's public id.
        server_nonce: 32 random bytes, as hex.
        client_nonce: what the voter's side chose, at least 8 characters; makes equal ballots of two voters differ
            even if the server wished otherwise.
        ballot: the content as stored.

    Raises:
        NotCanonicalError: the ballot holds a float or anything else without one canonical text.

    """
    document = {"e": round_id, "n": server_nonce, "c": client_nonce, "b": dict(ballot)}
    return hashlib.sha256(LEAF_PREFIX + canonical_json(document)).hexdigest()


def receipt_groups(leaf: str) -> str:
    """Return the first sixteen symbols of a leaf in four groups of four: what people compare by eye."""
    return " ".join(leaf[start : start + GROUP_LENGTH] for start in range(0, GROUPS * GROUP_LENGTH, GROUP_LENGTH))
