"""The demo's processes: a server and a task worker, started together and stopped together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings

HOST = "127.0.0.1"
PORTS_TRIED = 20
READY_WITHIN = 60  # seconds
STOPPED_WITHIN = 10  # seconds
PAUSE = 0.2  # seconds between two looks


class NotReadyError(Exception):
    """The server did not come up."""


def free_port(wanted: int) -> int | None:
    """Return `wanted`, or the next port above that nobody listens on; None when twenty in a row are taken."""
    return next((port for port in range(wanted, wanted + PORTS_TRIED) if _is_free(port)), None)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def server_command(*, host: str, port: int) -> list[str]:
    """Return what Python is called with to serve the platform; without a name of the server in its answers."""
    return ["-m", "daphne", "-v", "0", "--no-server-name", "-b", host, "-p", str(port), "config.asgi:application"]


class Demo:
    """Two child processes; `start`, `wait_until_ready`, then `run` until somebody asks to stop."""

    def __init__(self, *, port: int) -> None:
        """Choose the port; nothing runs yet."""
        self.url = f"http://{HOST}:{port}"
        self._commands = {
            "server": server_command(host=HOST, port=port),
            "worker": ["manage.py", "db_worker", "--no-startup-delay", "-v", "0"],
        }
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._asked_to_stop = False

    def start(self) -> None:
        """Start both."""
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, self._ask_to_stop)
        for name in self._commands:
            self._spawn(name)

    def wait_until_ready(self) -> None:
        """Wait until the server says that it can work.

        Raises:
            NotReadyError: it ended, or did not answer within a minute.

        """
        deadline = time.monotonic() + READY_WITHIN
        while not self._asked_to_stop:
            if _answers(f"{self.url}/readyz"):
                return
            if self._children["server"].poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise NotReadyError
            time.sleep(PAUSE)

    def run(self) -> None:
        """Look after both until asked to stop: a worker that died is started again, without a server all ends."""
        while not self._asked_to_stop and self._children["server"].poll() is None:
            if self._children["worker"].poll() is not None:
                time.sleep(1)
                self._spawn("worker")
            time.sleep(PAUSE)
        self.stop()

    def stop(self) -> None:
        """Ask both to end, and end those that do not."""
        for child in self._children.values():
            child.terminate()
        for child in self._children.values():
            try:
                child.wait(STOPPED_WITHIN)
            except subprocess.TimeoutExpired:
                child.kill()

    def _spawn(self, name: str) -> None:
        self._children[name] = subprocess.Popen(  # noqa: S603 -- our own commands
            [sys.executable, *self._commands[name]],
            cwd=settings.BASE_DIR,
            env={**os.environ, **self._environment()},
            # A group of their own, so that Ctrl-C reaches them once, through us.
            start_new_session=True,
        )

    def _environment(self) -> Mapping[str, str]:
        return {"SITE_URL": self.url, "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING")}

    def _ask_to_stop(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002 -- a handler's signature
        self._asked_to_stop = True


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:  # noqa: S310 -- our own address
            return bool(answer.status == 200)  # noqa: PLR2004 -- OK
    except (URLError, OSError):
        return False


def static_files_are_current() -> bool:
    """Say whether the collected static files are younger than every source."""
    collected = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not collected.exists():
        return False
    sources = (Path(settings.BASE_DIR) / "frontend" / "static").rglob("*")
    return all(source.stat().st_mtime <= collected.stat().st_mtime for source in sources)
