from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from frontend.demo.stories import Story, tell, together

START = datetime(2030, 1, 1, tzinfo=UTC)


def a_story(name: str, days: Iterable[int], told: list[tuple[int, str]]) -> Story:
    for day in days:
        now = yield START + timedelta(days=day)
        told.append(((now - START).days, name))


def test_stories_are_told_in_order_of_time() -> None:
    told: list[tuple[int, str]] = []
    tell(together([a_story("a", (1, 4, 6), told), a_story("b", (2, 3, 7), told), a_story("empty", (), told)]))
    assert told == [(1, "a"), (2, "b"), (3, "b"), (4, "a"), (6, "a"), (7, "b")]


def test_of_deeds_at_the_same_moment_the_story_named_first_comes_first() -> None:
    told: list[tuple[int, str]] = []
    tell(together([a_story("b", (1,), told), a_story("a", (1,), told)]))
    assert told == [(1, "b"), (1, "a")]


def test_stories_lie_within_stories() -> None:
    told: list[tuple[int, str]] = []
    inner = together([a_story("c", (2, 5), told), a_story("d", (3,), told)])
    tell(together([inner, a_story("a", (1, 4), told)]))
    assert [day for day, _ in told] == [1, 2, 3, 4, 5]


def test_nothing_to_tell_ends_at_once() -> None:
    tell(together([]))
