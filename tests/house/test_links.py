import re
from pathlib import PurePosixPath

from tests.house.tree import ROOT, files, lines, text

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")


def test_what_the_docs_point_to_is_there() -> None:
    dead = [
        f"{name} → {target}"
        for name in files("*.md")
        for target in LINK.findall(text(name))
        if not (ROOT / PurePosixPath(name).parent / target).exists()
    ]
    assert not dead, lines(dead)
