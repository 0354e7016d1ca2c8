import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from frontend.demo.serving import free_port

ROOT = Path(__file__).resolve().parents[3]
FIRST_PORT = 23000
PATIENCE = 60  # seconds

pytestmark = pytest.mark.timeout(400)  # a machine that does much else builds slowly


def environment(data: Path, **more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "SECRET_KEY": "k" * 50, "DATA_DIR": str(data), "LOG_LEVEL": "ERROR", **more}


def run_demo(data: Path, *options: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "run_demo", *options],
        cwd=ROOT,
        env=environment(data, **more),
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


def within_patience(found: Callable[[], object]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found():
            return True
        time.sleep(0.2)
    return False


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny town."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    built = run_demo(folder, "--no-serve", "--residents=8", "--ballots=6", DEMO="1")
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture
def a_taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_without_demo_it_refuses_and_says_why(tmp_path: Path) -> None:
    refused = run_demo(tmp_path / "data", DEMO="0")
    assert refused.returncode != 0
    assert "DEMO=1" in refused.stderr
    assert not (tmp_path / "data").exists()


def test_a_taken_port_gives_way_to_the_next(a_taken_port: int) -> None:
    chosen = free_port(a_taken_port)
    assert chosen is not None
    assert chosen > a_taken_port
    assert free_port(99_999_999) is None


@pytest.mark.slow
def test_a_second_start_keeps_the_data(data: Path) -> None:
    before = (data / "allmende.sqlite3").stat().st_size
    again = run_demo(data, "--no-serve", DEMO="1")
    assert again.returncode == 0
    assert "gibt es schon" in again.stdout
    assert (data / "allmende.sqlite3").stat().st_size == before


@pytest.fixture
def demo(data: Path) -> Iterator[subprocess.Popen[str]]:
    """The tiny town, served."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_demo", "--port", str(free_port(FIRST_PORT))],
        cwd=ROOT,
        env=environment(data, DEMO="1"),
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.terminate()


def children_of(process: subprocess.Popen[str], part: str) -> list[int]:
    """Ids of the living children whose command has this part."""
    found = []
    for child in psutil.Process(process.pid).children():
        with suppress(psutil.Error):  # ended meanwhile
            found += [child.pid] if part in child.cmdline() else []
    return found


@pytest.mark.slow
def test_it_says_where_and_with_which_accounts_restarts_its_worker_and_stops_all(demo: subprocess.Popen[str]) -> None:
    assert demo.stdout is not None
    said = ""
    while "Ctrl+C" not in said:
        said += demo.stdout.readline()
    assert re.search(r"http://127\.0\.0\.1:\d+/lindenweide/", said)
    assert len(re.findall(r"\S+@lindenweide\.example", said)) == 9

    (worker,) = children_of(demo, "db_worker")
    os.kill(worker, signal.SIGKILL)
    assert within_patience(lambda: set(children_of(demo, "db_worker")) - {worker})

    everybody = psutil.Process(demo.pid).children(recursive=True)
    demo.send_signal(signal.SIGINT)
    assert demo.wait(PATIENCE) == 0
    assert not any(child.is_running() for child in everybody)
