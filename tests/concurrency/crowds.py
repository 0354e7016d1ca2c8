"""People who act at once: threads, each with a database connection of its own, released together."""

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import connection, connections

T = TypeVar("T")


def at_once(acts: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """Do all of `acts` at the same time; return what each gave or raised, in their order."""
    connection.close()  # the pool has one for each of twenty, and none for whoever only waits
    barrier = threading.Barrier(len(acts))
    outcomes: list[T | Exception | None] = [None] * len(acts)

    def run(place: int, act: Callable[[], T]) -> None:
        try:
            connection.ensure_connection()  # so that nobody is late for opening one
            barrier.wait(timeout=30)
            outcomes[place] = act()
        except Exception as refusal:  # noqa: BLE001 -- what a thread raises is its outcome
            outcomes[place] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes  # type: ignore[return-value] # each thread has ended
