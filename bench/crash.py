"""1,000 ballots by 32 clients against two Daphne processes on PostgreSQL, one of which is killed half way.

`python bench/crash.py [--server postgres://…]` prints what was seen and fails unless: every voter has exactly one
ballot, every acknowledged ballot is stored, every repeated request got the same receipt, and the living process
answered no request with 5xx. Clients that lose their server repeat the request, with the same key, at the other one;
one in ten voters repeats an acknowledged request, and one in ten tries again with another key.
"""

import argparse
import http.client
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import rounds

VOTERS, CLIENTS = 1_000, 32
CSRF = secrets.token_hex(16)
PATIENCE = 60  # seconds until a server must answer its first request, or a voter be served
HOST = "127.0.0.1"


class Election:
    """What the clients share: who still has to vote, which servers live, what was answered."""

    def __init__(self, round_id: str, choices: dict[str, list[str]], ports: list[int]) -> None:
        self.path = f"/api/v1/rounds/{round_id}/ballot"
        self.choices = choices
        self.ports = ports
        self.leaves: dict[str, str] = {}
        self.repeated: list[tuple[str, str]] = []
        self.statuses: Counter[tuple[int, int]] = Counter()
        self.lost = 0
        self.second_ballots = 0
        self.half_way = threading.Event()

    def serve(self, sessions: list[str]) -> None:
        """Let the waiting voters vote, one after another."""
        chance = random.Random(len(sessions))  # noqa: S311 -- which server to ask first
        while sessions:
            try:
                session = sessions.pop()
            except IndexError:
                return
            self.leaves[session] = self.cast(session, session, chance)
            if len(self.leaves) >= VOTERS // 2:
                self.half_way.set()
            lot = chance.random()
            if lot < 0.1:
                self.repeated.append((session, self.cast(session, session, chance)))
            elif lot < 0.2:
                self.second_ballots += self.cast(session, f"{session}-other", chance) != "already_voted"

    def cast(self, session: str, key: str, chance: random.Random) -> str:
        """Send a ballot until somebody answers; return the leaf, or the code of the refusal."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            port = chance.choice(self.ports)
            try:
                status, answer = self._send(port, session, key)
            except (OSError, http.client.HTTPException):
                self.lost += 1
                continue
            self.statuses[port, status] += 1
            if status < 500:
                return str(answer["leaf"] if status == 200 else answer["title"])
        message = "A voter was not served."
        raise TimeoutError(message)

    def _send(self, port: int, session: str, key: str) -> tuple[int, dict[str, str]]:
        connection = http.client.HTTPConnection(HOST, port, timeout=30)
        headers = {
            "Content-Type": "application/json",
            "Cookie": f"session={session}; csrf={CSRF}",
            "X-CSRFToken": CSRF,
            "Idempotency-Key": key,
        }
        try:
            connection.request("PUT", self.path, json.dumps({"choices": self.choices}), headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        return answer.status, json.loads(content) if answer.status < 500 else {}


def main() -> None:
    """Run the election and judge it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", default="postgres://postgres@127.0.0.1/postgres")
    rounds.use_fresh_database("allmende_crash", server=parser.parse_args().server)
    round_, people = rounds.a_town_with_voters(VOTERS)
    sessions = [rounds.signed_in(person) for person in people]
    choices = {envelope.pk: [envelope.projects.all()[0].code] for envelope in round_.envelopes.all()}
    ports = [_free_port(), _free_port()]
    servers = [_daphne(port) for port in ports]
    try:
        election = Election(round_.pk, choices, ports)
        seconds = _vote(election, sessions, servers[0])
    finally:
        for server in servers:
            server.kill()
    raise SystemExit(_judge(election, ports[1], seconds))


def _vote(election: Election, sessions: list[str], victim: "subprocess.Popen[bytes]") -> float:
    begun = time.monotonic()
    clients = [threading.Thread(target=election.serve, args=(sessions,)) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    election.half_way.wait(timeout=300)
    os.kill(victim.pid, signal.SIGKILL)
    for client in clients:
        client.join(timeout=300)
    return time.monotonic() - begun


def _judge(election: Election, living: int, seconds: float) -> int:
    from budgets.models import Mark, OpenBallot, SpentKey  # noqa: PLC0415 -- after the settings

    stored = set(OpenBallot.objects.values_list("leaf", flat=True))
    faults = {
        "voters without an answer": VOTERS - len(election.leaves),
        "ballots too many or too few": abs(VOTERS - OpenBallot.objects.count()),
        "marks too many or too few": abs(VOTERS - Mark.objects.count()),
        "keys too many or too few": abs(VOTERS - SpentKey.objects.count()),
        "acknowledged and lost": len(set(election.leaves.values()) - stored),
        "receipts given twice": len(election.leaves) - len(set(election.leaves.values())),
        "other receipts on a retry": sum(election.leaves[session] != leaf for session, leaf in election.repeated),
        "second ballots taken": election.second_ballots,
        "5xx of the living process": sum(
            number for (port, status), number in election.statuses.items() if port == living and status >= 500
        ),
    }
    print(f"{VOTERS} voters, {CLIENTS} clients, one of two processes killed half way, {seconds:.1f} s")
    print(f"{election.lost} requests lost their server and were repeated; {len(election.repeated)} asked again")
    for (port, status), number in sorted(election.statuses.items()):
        print(f"{'living' if port == living else 'killed'} process: {status} × {number}")
    for fault, number in faults.items():
        print(f"{number}\t{fault}")
    return int(any(faults.values()))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _daphne(port: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "daphne", "-b", HOST, "-p", str(port), "-v", "0", "config.asgi:application"]
    server = subprocess.Popen(command, cwd=rounds.ROOT)  # noqa: S603 -- our own command
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with socket.create_connection((HOST, port), timeout=1):
                return server
        except OSError:
            time.sleep(0.1)
    message = "Daphne did not start."
    raise TimeoutError(message)


if __name__ == "__main__":
    main()
