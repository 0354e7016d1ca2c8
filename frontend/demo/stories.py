"""Stories that happen at the same time, told in order of time.

A story is a generator: it yields the moment of its next deed, is sent that moment, and acts. Told together, several
stories leave a journal whose dates only grow, as in a real town.
"""

from collections.abc import Generator, Iterable
from datetime import datetime
from heapq import heappop, heappush
from typing import TypeVar

T = TypeVar("T")

Telling = Generator[datetime, datetime, T]  # ends with a result
Story = Telling[None]


def together(stories: Iterable[Story]) -> Story:
    """Weave stories into one; of deeds at the same moment, the story named first comes first."""
    waiting: list[tuple[datetime, int, Story]] = []
    for place, story in enumerate(stories):
        _advance(waiting, place, story, None)
    while waiting:
        moment, place, story = heappop(waiting)
        _advance(waiting, place, story, (yield moment))


def tell(story: Story) -> None:
    """Let everything happen."""
    moment = next(story, None)
    while moment is not None:
        moment = _sent(story, moment)


def _sent(story: Story, moment: datetime) -> datetime | None:
    try:
        return story.send(moment)
    except StopIteration:
        return None


def _advance(waiting: list[tuple[datetime, int, Story]], place: int, story: Story, moment: datetime | None) -> None:
    following = next(story, None) if moment is None else _sent(story, moment)
    if following is not None:
        heappush(waiting, (following, place, story))
