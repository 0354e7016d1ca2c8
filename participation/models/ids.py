"""Random public ids: 16 symbols of Crockford's base 32 (80 bits); they tell neither order nor number."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 16


def new_id() -> str:
    """Draw a fresh id from the operating system's generator."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))
