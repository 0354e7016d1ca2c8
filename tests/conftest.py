"""What the whole suite shares: where real data, browser and servers are, and what their absence means.

A test that needs one of them, by marker or by fixture, is skipped with a sentence where it is absent.
Where REQUIRE_BROWSER, REQUIRE_POSTGRES or REQUIRE_SHARED_DATA is 1, as in continuous integration, it fails.
"""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data"))
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
# What a test may need: its marker, and the fixture that stands for it.
NEEDS = {"browser": "chromium", "postgres": "", "shared_data": "shared_data"}

# Machines differ in speed; the time limit of the suite catches what hangs.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


def _chromium() -> str | None:
    return next((path for name in CHROMIUMS if (path := shutil.which(name))), None)


def _missing(need: str) -> str | None:
    if need == "browser" and _chromium() is None:
        return "No Chromium found on the PATH"
    if need == "postgres" and "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
        return "DATABASE_URL names no PostgreSQL"
    if need == "shared_data" and not SHARED_DATA.is_dir():
        return "No real data beside the repository (set SHARED_DATA)"
    return None


def pytest_runtest_setup(item: pytest.Item) -> None:
    asked_for = {marker.name for marker in item.iter_markers()} | set(getattr(item, "fixturenames", ()))
    for need, fixture in NEEDS.items():
        if not asked_for & {need, fixture} or (sentence := _missing(need)) is None:
            continue
        if os.environ.get(f"REQUIRE_{need.upper()}") == "1":
            pytest.fail(sentence, pytrace=False)
        pytest.skip(sentence)


@pytest.fixture(autouse=True)
def _german() -> None:
    """Begin in German: a request that asked in English leaves its language on the thread."""
    translation.deactivate()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real elections."""
    return SHARED_DATA


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path."""
    path = _chromium()
    assert path is not None
    return path
