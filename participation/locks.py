"""Locks inside a transaction: rows, and advisory ones where many do what one ends.

PostgreSQL has advisory transaction locks, which the ORM has no words for. SQLite needs none: its transactions
begin IMMEDIATE, so writers come one after another.
"""

import hashlib
from typing import TypeVar

from django.db import connection, models, transaction

from participation.errors import NotFoundError

M = TypeVar("M", bound=models.Model)


def lock(model: type[M], pk: str) -> M:
    """Read a row and keep it locked until the transaction ends.

    Raises:
        NotFoundError: there is no such row.

    """
    try:
        return model._default_manager.select_for_update(of=("self",)).get(pk=pk)  # noqa: SLF001 -- Django's public name
    except model.DoesNotExist:  # type: ignore[attr-defined]  # every concrete model has it
        raise NotFoundError from None


def lock_shared(name: str) -> None:
    """Take part in what `name` stands for, beside others; waits while somebody holds it exclusively."""
    _advise("pg_advisory_xact_lock_shared", name)


def lock_exclusive(name: str) -> None:
    """End what `name` stands for: waits until everybody who takes part has finished. Never upgrade a shared lock."""
    _advise("pg_advisory_xact_lock", name)


def gate_of(process_id: str) -> str:
    """Name the gate of a process: what people hand in passes it shared, whoever changes a phase holds it alone."""
    return f"process:{process_id}"


def _advise(function: str, name: str) -> None:
    if not connection.in_atomic_block:
        message = "A lock needs a transaction."
        raise transaction.TransactionManagementError(message)
    if connection.vendor != "postgresql":
        return
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [key])
