"""A town served as in production: nothing is set but a key, a host and where its data lie."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from frontend.demo.serving import server_command

ROOT = Path(__file__).resolve().parents[2]
HOST = "beteiligung.example"
OURS = ("PATH", "HOME", "LANG", "TMPDIR")
STARTED_WITHIN = 60  # seconds
A_TOWN = """
from django.utils import timezone
from participation.actions.municipalities import create_municipality
create_municipality(
    slug="heimstadt", name="Heimstadt", contact_name="Kim", contact_email="rathaus@example.org", now=timezone.now()
)
"""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: `headers` by their name in lower case, `cookies` as they were set."""

    status: int
    headers: Mapping[str, str]
    cookies: tuple[str, ...]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Production:
    """A running server behind a proxy that speaks HTTPS to the world."""

    port: int

    def get(self, path: str, *, scheme: str = "https", host: str = HOST) -> Answer:
        """Ask once, without any cookie."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": scheme})
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        cookies = tuple(response.headers.get_all("Set-Cookie") or ())
        answer = Answer(status=response.status, headers=headers, cookies=cookies, body=response.read())
        connection.close()
        return answer


def environment(data: Path) -> dict[str, str]:
    """What a town sets at least; nothing of the test suite's own settings."""
    kept = {name: os.environ[name] for name in OURS if name in os.environ}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "Ein-Schlüssel-nur-für-Tests-0123456789-abcdefghijklmnop",
        "ALLOWED_HOSTS": HOST,
        "BEHIND_PROXY": "1",
        # Said even though they are the defaults: a `.env` beside the code says otherwise.
        "DEMO": "0",
        "DEBUG": "0",
        "HTTPS": "1",
        "DATABASE_URL": f"sqlite:///{data / 'town.sqlite3'}",
        "DATA_DIR": str(data),
        "LOG_LEVEL": "ERROR",
    }


def manage(data: Path, *command: str, strict: bool = False) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` as the operator would; warnings are errors where `strict`."""
    python = [sys.executable, *(["-W", "error"] if strict else [])]
    return subprocess.run(
        [*python, "manage.py", *command],
        cwd=ROOT,
        env=environment(data),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@contextmanager
def serve(data: Path) -> Iterator[Production]:
    """Install, fill and serve a town; ends the server."""
    for command in (
        ["migrate", "-v", "0"],
        ["collectstatic", "--no-input", "-v", "0"],
        ["shell", "-v", "0", "-c", A_TOWN],
    ):
        done = manage(data, *command)
        assert done.returncode == 0, done.stderr
    port = _free_port()
    command = [sys.executable, *server_command(host="127.0.0.1", port=port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment(data)) as server:
        try:
            _wait_for(port)
            yield Production(port=port)
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    message = "The server does not answer"
    raise TimeoutError(message)
