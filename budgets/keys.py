"""The keys of rounds (`K_round`): 32 random bytes each, in files outside the database.

Whoever holds the database alone cannot tell which mark belongs to whom; whoever holds the files alone, nothing.
A key is written once and never replaced.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from budgets.ballotbox import KEY_BYTES
from budgets.errors import RoundKeyMissingError

OWNER_ONLY = 0o600
DIRECTORY_OWNER_ONLY = 0o700


def key_file(round_id: str) -> Path:
    """Name the file that holds the key of a round."""
    return Path(settings.KEY_DIR) / f"round-{round_id}.key"


def create_round_key(round_id: str) -> None:
    """Write a fresh key for a round and flush file and folder to disk; one that is there already stays.

    A key may be there because an earlier opening was rolled back after its key was written: nothing was cast under
    it, so it is as good as a new one.

    Raises:
        RoundKeyMissingError: a file is there, but it is no key.

    """
    path = key_file(round_id)
    path.parent.mkdir(mode=DIRECTORY_OWNER_ONLY, parents=True, exist_ok=True)
    # Written whole under another name first: a crash in between leaves no half a key in the place of one.
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink()
    _flush_folder(path.parent)
    round_key(round_id)


def round_key(round_id: str) -> bytes:
    """Read the key of a round.

    Raises:
        RoundKeyMissingError: there is none, or it is damaged.

    """
    try:
        key = key_file(round_id).read_bytes()
    except OSError:
        raise RoundKeyMissingError from None
    if len(key) != KEY_BYTES:
        raise RoundKeyMissingError
    return key


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
