"""Write a `.env` with a fresh secret key where there is none."""

import secrets
from pathlib import Path

ENV = Path(__file__).resolve().parent.parent / ".env"


def main() -> None:
    """Create the file readable by its owner alone; an existing one is left as it is."""
    if ENV.exists():
        return
    ENV.touch(mode=0o600)
    ENV.write_text(
        "# Settings of this installation; docs/operations.md lists all of them.\n"
        f"SECRET_KEY={secrets.token_urlsafe(50)}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
