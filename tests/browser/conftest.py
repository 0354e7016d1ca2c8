"""A real town on a real server, and a real browser in front of it.

The town is built once, by the command that newcomers use, and copied for each file of tests, which may change it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright
from psycopg import sql

from frontend.demo.serving import free_port
from tests.browser.towns import Guest, LiveTown, invite, serve

ROOT = Path(__file__).resolve().parents[2]
RESIDENTS, BALLOTS = 60, 50
FIRST_PORT = 18400
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # The first test waits for the town to be built; a machine that does much else builds slowly.
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(500))


@pytest.fixture(scope="session")
def built_town(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveTown]:
    """A small demo town that nobody has touched."""
    town = LiveTown(data=tmp_path_factory.mktemp("town") / "data", database=_new_database())
    command = ["manage.py", "run_demo", "--no-serve", f"--residents={RESIDENTS}", f"--ballots={BALLOTS}"]
    try:
        subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=town.environment(), check=True, capture_output=True, timeout=400
        )
        yield town
    finally:
        _drop_database(town.database)


@pytest.fixture(scope="module")
def town(built_town: LiveTown, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveTown]:
    """A town of this file's own, served."""
    data = tmp_path_factory.mktemp("town") / "data"
    shutil.copytree(built_town.data, data)
    port = free_port(FIRST_PORT + int.from_bytes(os.urandom(2)) % 4000)
    assert port is not None
    served = LiveTown(data=data, database=_new_database(like=built_town.database), port=port)
    with serve(served):
        yield served
    _drop_database(served.database)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    # Ended with the file: while Playwright's loop lives, Django refuses to touch the database in this thread.
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def guest(town: LiveTown, browser: Browser) -> Iterator[Callable[..., Guest]]:
    """Invite guests; at the end none may have met a fault, a foreign server or a broken policy."""
    guests: list[Guest] = []

    def invited(**options: Any) -> Guest:
        guests.append(invite(browser, town, **options))
        return guests[-1]

    yield invited
    for one in guests:
        one.context.close()
    assert [complaint for one in guests for complaint in one.complaints] == []


def _new_database(*, like: str = "") -> str:
    """Create a PostgreSQL database beside the one that is configured; none where SQLite is used."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        return ""
    name = f"browser_{uuid4().hex[:12]}"
    template = sql.SQL(" TEMPLATE {}").format(sql.Identifier(like.rsplit("/", 1)[1])) if like else sql.SQL("")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + template)
    return f"{url.rsplit('/', 1)[0]}/{name}"


def _drop_database(url: str) -> None:
    if not url:
        return
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        name = sql.Identifier(url.rsplit("/", 1)[1])
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
