"""The chart of a result: plain geometry for a template, in units of the drawing."""

from dataclasses import dataclass

from django.utils.text import Truncator

from budgets.queries.counts import EnvelopeResult, ResultRow, ResultView

WIDTH, LABEL_WIDTH, BAR_WIDTH = 960, 400, 430
ROW, HEAD, TOP = 30, 60, 60
LABEL_LENGTH = 46


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One project: its label and how far its bar reaches."""

    label: str
    votes: int
    y: int
    width: int
    is_funded: bool


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One envelope; `line` is where the funded end, None where all or none are."""

    name: str
    y: int
    bars: tuple[Bar, ...]
    line: int | None


def chart_of(view: ResultView) -> dict[str, object]:
    """Lay the envelopes out below each other."""
    panels, top = [], TOP
    for envelope in view.envelopes:
        panels.append(_panel(envelope, top))
        top += HEAD + ROW * len(envelope.rows)
    geometry = {"width": WIDTH, "height": top + ROW, "bar_x": LABEL_WIDTH + 20, "label_x": LABEL_WIDTH}
    return {"title": view.round.title, "panels": panels, **geometry}


def _panel(envelope: EnvelopeResult, top: int) -> Panel:
    most = max((row.votes for row in envelope.rows), default=0) or 1
    first = top + HEAD - ROW
    bars = tuple(_bar(row, first + place * ROW, most) for place, row in enumerate(envelope.rows))
    funded = len(envelope.funded)
    line = first + funded * ROW - 4 if 0 < funded < len(bars) else None
    return Panel(name=envelope.name, y=top, bars=bars, line=line)


def _bar(row: ResultRow, y: int, most: int) -> Bar:
    label = Truncator(row.project.title).chars(LABEL_LENGTH)
    return Bar(label=label, votes=row.votes, y=y, width=BAR_WIDTH * row.votes // most, is_funded=row.is_funded)
