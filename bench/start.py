"""Seconds from a fresh clone to the served home page of the demo town, by the two commands of the README.

usage: python bench/start.py   (needs git and make; packages come from wherever pip is configured to look)
"""

import os
import re
import resource
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
GOAL = 180  # seconds
PATIENCE = 600  # seconds
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/[a-z-]+/")
OURS = ("PATH", "HOME", "LANG", "TMPDIR", "PIP_CONFIG_FILE", "PIP_INDEX_URL", "PIP_FIND_LINKS", "SSL_CERT_FILE")


def main() -> None:
    """Clone, run, wait for the first page, and print what took how long."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "allmende"
        environment = {name: os.environ[name] for name in OURS if name in os.environ}
        began = time.monotonic()
        run("git", "clone", "--quiet", str(ROOT), str(clone))
        cloned = time.monotonic()
        run("make", "-C", str(clone), "setup", env=environment)
        installed = time.monotonic()
        size = served(clone, environment)
        ended = time.monotonic()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"clone            {cloned - began:6.1f} s")
    print(f"install packages {installed - cloned:6.1f} s")
    print(f"build and serve  {ended - installed:6.1f} s")
    print(f"in all           {ended - began:6.1f} s   (goal: under {GOAL} s)")
    print(f"of this, CPU     {used.ru_utime + used.ru_stime:6.1f} s   (what is left on an idle machine)")
    print(f"home page        {size / 1000:6.1f} kB of HTML")


def run(*command: str, env: dict[str, str] | None = None) -> None:
    """Run a command to its end, in silence."""
    subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL, timeout=PATIENCE)  # noqa: S603 -- our own


def served(clone: Path, environment: dict[str, str]) -> int:
    """Start the demo, wait for its home page, stop it; return the page's length in bytes."""
    demo = subprocess.Popen(  # noqa: S603 -- our own command
        ["make", "-C", str(clone), "run"],  # noqa: S607 -- found as anybody finds it
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert demo.stdout is not None  # noqa: S101 -- asked for above
        address = next(match[0] for line in demo.stdout if (match := ADDRESS.search(line)))
        with urlopen(address, timeout=60) as answer:  # noqa: S310 -- our own address
            return len(answer.read())
    finally:
        os.killpg(demo.pid, signal.SIGINT)
        demo.wait(30)


if __name__ == "__main__":
    main()
