"""Real elections, read once."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from budgets.counting import Election
from budgets.counting.pabulib import PabulibFile, election_of, read_pb


@cache
def file(path: Path) -> PabulibFile:
    return read_pb(path.read_bytes())


@cache
def election(path: Path) -> Election:
    return election_of(file(path))


@cache
def golden(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "golden.json").read_text())
    return content
