"""Files that are no pictures, or too much of one: refused, and nothing of them is kept."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from participation.models import Picture
from tests.towns import Town, a_furnished_town, a_picture_file


def _bomb() -> bytes:
    """A few bytes that claim 2,500 million pixels."""
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\x00" * 1000)), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _gif() -> bytes:
    file = BytesIO()
    Image.new("P", (10, 10)).save(file, "GIF")
    return file.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FILES = {
    "text": (b"Das ist kein Bild.", 422),
    "nothing": (b"", 422),
    "a truncated picture": (a_picture_file((400, 300))[:200], 422),
    "a drawing with a script": (SVG, 422),
    "a page": (b"<html><script>alert(1)</script></html>", 422),
    "a kind we do not take": (_gif(), 422),
    "a bomb": (_bomb(), 422),
    "a head without a body": (b"\xff\xd8\xff\xe0" + b"\x00" * 50, 422),
    "nine megabytes": (a_picture_file() + b"\x00" * 9 * 1024 * 1024, 413),
}


@pytest.fixture
def town(db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path
    return a_furnished_town()


def _stored(folder: Path) -> tuple[int, int]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Picture.objects.count(), len(files)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("door", ["page", "api"])
def test_what_is_no_picture_is_refused_and_not_kept(town: Town, tmp_path: Path, door: str, name: str) -> None:
    content, status = FILES[name]
    client = Client()
    client.force_login(town.account("account"))
    proposal = town.ids("own draft")["proposal"]
    page = reverse("town:picture_new", kwargs={"municipality": town.municipality.slug, "proposal": proposal})
    before = _stored(tmp_path)
    sent = {"picture": SimpleUploadedFile("bild.jpg", content, "image/jpeg"), "alt_text": "Ein Bild"}
    answer = client.post(page if door == "page" else f"/api/v1/proposals/{proposal}/pictures", sent)
    assert answer.status_code in {status, 422}
    assert _stored(tmp_path) == before


def test_a_picture_goes_out_as_a_picture_that_runs_nothing(town: Town) -> None:
    page = reverse("town:picture", kwargs={"municipality": town.municipality.slug, "picture": town.ids()["picture"]})
    answer = Client().get(page)
    assert answer["Content-Type"] in {"image/jpeg", "image/png", "image/webp"}
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
