"""SQL queries and CPU time of casting one ballot: `python bench/casting.py [--server postgres://…]`.

Without a server it measures on SQLite. The whole request counts, from the session to the receipt.
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import rounds

VOTERS = 220
WARM_UP = 20
GOAL_QUERIES, GOAL_MS = 10, 10


def main() -> None:
    """Cast one ballot per voter, print the figures, fail where a goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", default="", help="PostgreSQL, for example postgres://postgres@127.0.0.1/postgres")
    rounds.use_fresh_database("allmende_casting", server=parser.parse_args().server)
    round_, people = rounds.a_town_with_voters(VOTERS)
    choices = {
        envelope.pk: [project.code for project in envelope.projects.all()[:5]] for envelope in round_.envelopes.all()
    }
    sessions = [rounds.signed_in(person) for person in people]
    queries = max(_queries(round_.pk, session, choices) for session in sessions[:WARM_UP])
    figures = [_times(round_.pk, session, choices) for session in sessions[WARM_UP:]]
    cpu, wall = (statistics.median(figure[place] for figure in figures) for place in (0, 1))
    from django.db import connection  # noqa: PLC0415 -- after the settings

    print(f"casting on {connection.vendor}: {queries} SQL queries (goal {GOAL_QUERIES}), BEGIN and COMMIT included")
    print(f"{cpu:.1f} ms CPU (goal {GOAL_MS}), {wall:.1f} ms in all, median of {len(figures)}")
    raise SystemExit(int(queries > GOAL_QUERIES or cpu > GOAL_MS))


def _queries(round_id: str, session: str, choices: dict[str, list[str]]) -> int:
    from django.db import connection  # noqa: PLC0415 -- after the settings
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- after the set-up

    with CaptureQueriesContext(connection) as captured:
        _cast(round_id, session, choices)
    return len(captured)


def _times(round_id: str, session: str, choices: dict[str, list[str]]) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    _cast(round_id, session, choices)
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def _cast(round_id: str, session: str, choices: dict[str, list[str]]) -> None:
    from django.conf import settings  # noqa: PLC0415 -- after the settings
    from django.test import Client  # noqa: PLC0415 -- after the set-up

    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    answer = client.put(
        f"/api/v1/rounds/{round_id}/ballot",
        json.dumps({"choices": choices}),
        content_type="application/json",
        headers={"Idempotency-Key": session},
    )
    if answer.status_code != 200:
        raise SystemExit(answer.content.decode())


if __name__ == "__main__":
    main()
