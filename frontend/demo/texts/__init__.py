"""What the demo town says: titles, texts, names and figures, one TOML file per part."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def read(name: str) -> dict[str, Any]:
    """Read one file by its name without ending; read-only, because it is shared."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
