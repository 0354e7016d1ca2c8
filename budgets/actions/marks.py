"""Setting a mark: the one statement that decides whether a right to vote is still unused."""

from django.db import connection
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

from budgets.models import Mark, MarkChannel


def set_mark(*, round_id: str, pseudonym: str, channel: MarkChannel) -> bool:
    """Insert the mark; return False where the right was used before.

    `INSERT … ON CONFLICT DO NOTHING`: of many who try at once one wins, the others wait for it.
    Django's `bulk_create(ignore_conflicts=True)` sends the same statement, but does not tell what it did. A plain
    insert and its failure would leave the pseudonym in the log of the database server.
    """
    mark = Mark(round_id=round_id, pseudonym=pseudonym, channel=channel)
    query = InsertQuery(Mark, on_conflict=OnConflict.IGNORE)
    query.insert_values(Mark._meta.concrete_fields, [mark])  # noqa: SLF001 -- Django's public name
    [(sql, params)] = query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return bool(cursor.rowcount == 1)
