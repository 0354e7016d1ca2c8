"""What the ballot box knows of a voter: keyed hashes that mean nothing without the key of the round."""

import hashlib
import hmac

KEY_BYTES = 32


def pseudonym(*, key: bytes, roll_entry_id: str) -> str:
    """Compute the pseudonym of a right to vote: HMAC-SHA256(K_round, "v1|" + roll entry id), 64 hex digits."""
    return _keyed(key, "v1", roll_entry_id)


def spent_key_digest(*, key: bytes, pseudonym: str, idempotency_key: str) -> str:
    """Compute what is kept of an idempotency key that was answered, 64 lower-case hex digits.

    The pseudonym is bound in, which is more than is asked for: two voters who send the same key never meet, so that
    nobody can learn or receive another's receipt by guessing or copying a key.
    """
    return _keyed(key, "spent", pseudonym, idempotency_key)


def _keyed(key: bytes, *parts: str) -> str:
    if len(key) != KEY_BYTES:
        message = f"The key of a round has {KEY_BYTES} bytes."
        raise ValueError(message)
    return hmac.new(key, "|".join(parts).encode(), hashlib.sha256).hexdigest()
