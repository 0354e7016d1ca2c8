"""Read and write Pabulib files as tables of text; nothing is interpreted or lost."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from budgets.counting.errors import (
    BadEncodingError,
    BadFileError,
    DuplicateColumnError,
    DuplicateSectionError,
    EmptyFileError,
    MalformedRowError,
    MissingColumnError,
    MissingSectionError,
)

_SECTIONS = {
    "META": ("key", "value"),
    "PROJECTS": ("project_id", "cost"),
    "VOTES": ("voter_id", "vote"),
}
_SPECIAL = re.compile(r"""[;"\r\n]""")
_CELL_LIMIT = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row; `line` is where it begins in the file, from 1, and 0 for a row that was in none."""

    cells: Mapping[str, str]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class PabulibFile:
    """The three tables of a Pabulib file, cells as they stand there, rows and columns in the file's order.

    Attributes:
        meta: key to value.
        projects: rows with at least `project_id` and `cost`.
        ballots: rows of the section VOTES, with at least `voter_id` and `vote`.
        lines: where each key of `meta` stands in the file.

    """

    meta: Mapping[str, str]
    projects: tuple[Row, ...]
    ballots: tuple[Row, ...]
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class _Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]
    line: int


def read_pb(content: str | bytes) -> PabulibFile:
    """Read a Pabulib file.

    Args:
        content: UTF-8, with or without a byte order mark; lines end in LF, CR LF or CR.

    Raises:
        BadFileError: not UTF-8, empty, a section, table heading or required column missing or twice, a row with
            more or fewer cells than its table has columns; with the line.

    """
    text = _text(content)
    tables = _tables(text)
    for section, columns in _SECTIONS.items():
        _check_table(section, tables, columns)
    meta: dict[str, str] = {}
    lines: dict[str, int] = {}
    for row in _rows(tables["META"]):
        key = row.cells["key"].strip()
        if key in meta:
            raise DuplicateColumnError(line=row.line, field=key, column=key, section="META")
        meta[key], lines[key] = row.cells["value"], row.line
    projects, ballots = (tuple(_rows(tables[section])) for section in ("PROJECTS", "VOTES"))
    return PabulibFile(meta=meta, projects=projects, ballots=ballots, lines=lines)


def write_pb(
    meta: Mapping[str, str], projects: Sequence[Mapping[str, str]], ballots: Sequence[Mapping[str, str]]
) -> str:
    """Write a Pabulib file: UTF-8 to be, lines end in LF, columns in the order of each first row.

    Reading it gives the same keys, columns and cells again.
    """
    out: list[str] = []
    pairs = [{"key": key, "value": value} for key, value in meta.items()]
    for (section, required), rows in zip(_SECTIONS.items(), (pairs, projects, ballots), strict=True):
        columns = tuple(rows[0]) if rows else required
        out += [section, _line(columns)]
        out += [_line(row[column] for column in columns) for row in rows]
    return "\n".join([*out, ""])


def _line(cells: Iterable[str]) -> str:
    # The csv module leaves a lone carriage return without quotes, and reading would end the row there.
    return ";".join('"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell for cell in cells)


def _text(content: str | bytes) -> str:
    text = _decoded(content) if isinstance(content, bytes) else content
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise EmptyFileError
    return text


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as problem:
        raise BadEncodingError(line=content.count(b"\n", 0, problem.start) + 1) from None


def _tables(text: str) -> dict[str, _Table]:
    """Split at the section names; each table begins with its heading."""
    found: dict[str, list[tuple[int, list[str]]]] = {}
    current: list[tuple[int, list[str]]] | None = None
    for line, cells in _lines(text):
        section = cells[0].strip() if not any(cells[1:]) else ""
        if section in _SECTIONS:
            if section in found:
                raise DuplicateSectionError(line=line, field=section, section=section)
            current = found[section] = []
        elif current is None:
            raise MissingSectionError(line=line, field="META", section="META")
        else:
            current.append((line, cells))
    return {section: _table(section, rows) for section, rows in found.items()}


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that are not blank, each with the line where it begins."""
    csv.field_size_limit(max(csv.field_size_limit(), _CELL_LIMIT))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    begins = 1
    try:
        for cells in reader:
            if any(cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise BadFileError(line=begins) from None


def _table(section: str, rows: list[tuple[int, list[str]]]) -> _Table:
    if not rows:
        return _Table(columns=(), rows=(), line=0)
    line, heading = rows[0]
    columns = tuple(cell.strip() for cell in heading)
    for place, column in enumerate(columns):
        if column in columns[:place]:
            raise DuplicateColumnError(line=line, field=column, column=column, section=section)
    return _Table(columns=columns, rows=tuple(rows[1:]), line=line)


def _check_table(section: str, tables: Mapping[str, _Table], required: Iterable[str]) -> None:
    if section not in tables:
        raise MissingSectionError(field=section, section=section)
    for column in required:
        if column not in tables[section].columns:
            raise MissingColumnError(line=tables[section].line, field=column, section=section, column=column)


def _rows(table: _Table) -> Iterator[Row]:
    for line, cells in table.rows:
        if len(cells) != len(table.columns):
            raise MalformedRowError(line=line, cells=len(cells), columns=len(table.columns))
        yield Row(cells=dict(zip(table.columns, cells, strict=True)), line=line)
