"""CPU seconds of reading and counting the real elections, per method.

usage: python bench/count.py [FOLDER]   (default: ../shared/data/pabulib beside the repository)
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
Answer = TypeVar("Answer")
sys.path.insert(0, str(ROOT))

from budgets.counting import Election, Parameters, count  # noqa: E402 -- after the path
from budgets.counting.pabulib import election_of, read_pb  # noqa: E402 -- after the path

METHODS = {
    "greedy": Parameters(method="greedy/1"),
    "one run": Parameters(),
    "add1": Parameters(completion="add1"),
}


def election_in(path: Path) -> Election:
    """Read one file."""
    return election_of(read_pb(path.read_bytes()))


def timed(work: Callable[..., Answer], *arguments: object) -> tuple[Answer, float]:
    """Give the answer and the CPU seconds it took."""
    start = time.process_time()
    answer = work(*arguments)
    return answer, time.process_time() - start


def main(folder: Path) -> None:
    """Print one line per election."""
    print(f"{'election':<52}{'projects':>9}{'ballots':>9}{'read':>9}", *(f"{name:>9}" for name in METHODS), "  runs")
    for path in sorted(folder.glob("*.pb")):
        election, reading = timed(election_in, path)
        results = [timed(count, election, rule) for rule in METHODS.values()]
        figures = f"{len(election.projects):>9}{len(election.ballots):>9}{reading:>9.3f}"
        seconds = " ".join(f"{taken:>9.3f}" for _, taken in results)
        print(f"{path.stem[:50]:<52}{figures} {seconds} {results[-1][0].increments + 1:>6}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data" / "pabulib")
