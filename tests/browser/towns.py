"""A served town, and guests who look at it through a browser."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from frontend.demo.accounts import HOST, PASSWORD, SLUG

ROOT = Path(__file__).resolve().parents[2]
AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
OURS = ("PATH", "HOME", "LANG", "TMPDIR", "REDIS_URL")
STARTED_WITHIN = 60


@dataclass(frozen=True, kw_only=True)
class LiveTown:
    """Where a town's data lie and where it is served."""

    data: Path
    database: str = ""
    port: int = 0

    def environment(self) -> dict[str, str]:
        """What its processes are told; nothing of the test suite's own settings."""
        kept = {name: os.environ[name] for name in OURS if name in os.environ}
        own = {"DEMO": "1", "SECRET_KEY": "k" * 50, "DATA_DIR": str(self.data), "LOG_LEVEL": "ERROR"}
        return {**kept, **own, **({"DATABASE_URL": self.database} if self.database else {})}

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def url(self, path: str = "") -> str:
        """The address of a page of the town; from the root on where `path` begins with a slash."""
        return self.root + path if path.startswith("/") else f"{self.root}/{SLUG}/{path}"


@contextmanager
def serve(town: LiveTown) -> Iterator[None]:
    """Serve as newcomers do, and stop as they do."""
    log = town.data.parent / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run_demo", "--port", str(town.port)],
            cwd=ROOT,
            env=town.environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(process, town.url("/readyz"), log)
            yield
        finally:
            process.terminate()
            process.wait(30)


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(url, timeout=5):  # noqa: S310 -- our own address
                return
        except (URLError, OSError):
            time.sleep(0.2)
    message = f"the town is not served:\n{log.read_text(encoding='utf-8')}"
    raise AssertionError(message)


@dataclass(kw_only=True)
class Guest:
    """Somebody at a browser, and what went wrong behind their back."""

    town: LiveTown
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)  # finished ones since the last call of `go`

    def go(self, path: str = "") -> Page:
        """Open a page of the town."""
        self.requests.clear()
        self.page.goto(self.town.url(path))
        return self.page

    @property
    def path(self) -> str:
        """Where the guest is."""
        return urlsplit(self.page.url).path

    def sign_in(self, name: str) -> None:
        """Sign in with one of the accounts that are printed, by the part of its address before the @."""
        self.go("/konto/login/")
        self.page.locator("input[name=login]").fill(f"{name}@{HOST}")
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("input[name=password]").press("Enter")
        self.page.wait_for_url(lambda url: "/konto/login" not in url)

    def sign_out(self) -> None:
        self.context.clear_cookies()

    def barriers(self) -> list[str]:
        """What axe finds on the page as it stands."""
        self.page.evaluate(AXE)
        found = self.page.evaluate("async () => (await axe.run(document)).violations")
        return [f"{self.path} {rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

    def bytes_received(self) -> int:
        """Bytes over the wire since the last call of `go`, headers included."""
        sizes = [request.sizes() for request in self.requests]
        return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)


def invite(browser: Browser, town: LiveTown, *, language: str = "de", **options: Any) -> Guest:
    """Open a fresh browser window; `options` are Playwright's for a context."""
    context = browser.new_context(locale="de-DE" if language == "de" else "en-GB", **options)
    context.set_default_timeout(15_000)
    context.add_cookies([{"name": "django_language", "value": language, "url": town.root}])
    guest = Guest(town=town, context=context, page=context.new_page())
    _listen(guest)
    return guest


def _listen(guest: Guest) -> None:
    def heard(message: ConsoleMessage) -> None:
        # The browser also says that a page answered 404; that is the test's business.
        if message.type == "error" and "Failed to load resource" not in message.text:
            guest.complaints.append(f"{guest.page.url}: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((guest.town.root, "data:", "blob:")):
            guest.complaints.append(f"asked elsewhere: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 500:
            guest.complaints.append(f"{response.status} {response.url}")

    def finished(request: Request) -> None:
        guest.requests.append(request)

    guest.page.on("console", heard)
    guest.page.on("pageerror", lambda error: guest.complaints.append(f"{guest.page.url}: {error}"))
    guest.context.on("request", asked)
    guest.context.on("response", answered)
    guest.context.on("requestfinished", finished)
