"""Whom a newcomer can be in the demo town."""

from dataclasses import dataclass
from datetime import date

from frontend.demo.texts import read

SLUG: str = read("town")["municipality"]["slug"]
HOST = f"{SLUG}.example"
# Known to everybody who reads this: the demo says so, and runs with DEMO=1 alone.
PASSWORD = "lindenbaum-2000"  # noqa: S105


@dataclass(frozen=True, kw_only=True)
class DemoAccount:
    """One account, what it is for in both languages, and what its person is or may do."""

    email: str
    name: str
    says: str
    says_en: str
    role: str = ""
    district: str = ""
    born_on: date | None = None


def accounts() -> list[DemoAccount]:
    """Return the accounts in the order in which they are printed."""
    return [DemoAccount(**account) for account in read("town")["account"]]
