"""Files of others: licensed, listed, light, and asking nobody else."""

import gzip
import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
STATIC = ROOT / "frontend" / "static"
VENDORED = sorted((STATIC / "vendor").iterdir())


def test_every_vendored_folder_has_its_licence_and_is_listed() -> None:
    listed = (ROOT / "docs" / "third-party.md").read_text()
    for folder in VENDORED:
        assert list(folder.glob("LICENSE*")), folder
        assert f"frontend/static/vendor/{folder.name}/" in listed


def test_no_stylesheet_loads_anything_from_elsewhere() -> None:
    for sheet in STATIC.rglob("*.css"):
        addresses = re.findall(r"url\([\"']?([^\"')]+)", sheet.read_text())
        assert [a for a in addresses if a.startswith(("http", "//", "data:"))] == []
        assert all((sheet.parent / address).is_file() for address in addresses)


def test_what_every_page_loads_stays_under_150_kilobytes() -> None:
    texts = [file for kind in ("css", "js", "svg") for file in STATIC.rglob(f"*.{kind}")]
    packed = sum(len(gzip.compress(file.read_bytes())) for file in texts)
    fonts = sum(file.stat().st_size for file in STATIC.rglob("*.woff2"))
    assert packed + fonts < 150_000


def test_every_icon_that_a_template_names_exists() -> None:
    known = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    templates = (ROOT / "frontend" / "templates").rglob("*.html")
    named = {name for file in templates for name in re.findall(r'{% icon "([\w-]+)"', file.read_text())}
    assert named <= known
