"""Say in one sentence what this machine lacks before a virtual environment is made.

Deliberately written for any Python 3, so that an old one can still read the refusal.
"""

import importlib.util
import sys

OLDEST = (3, 11)


def missing() -> "str | None":
    """Return the sentence that tells what is missing, or None."""
    if sys.version_info < OLDEST:
        return "Allmende needs Python 3.11 or newer; this is {}. Call: make setup PYTHON=python3.12".format(
            sys.version.split()[0]
        )
    lacking = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if lacking:
        parts = " and ".join(lacking)
        return "This Python lacks {}. On Debian and Ubuntu: apt install python3-venv".format(parts)
    return None


if __name__ == "__main__":
    sys.exit(missing())
