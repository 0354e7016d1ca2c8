from datetime import timedelta

import pytest

from frontend.pages.office.waiting import urgency, waited
from tests.factories import NOW


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=-5), "1 Minute"),
        (timedelta(), "1 Minute"),
        (timedelta(minutes=59, seconds=59), "59 Minuten"),
        (timedelta(hours=1), "1 Stunde"),
        (timedelta(hours=23, minutes=59), "23 Stunden"),
        (timedelta(days=1), "1 Tag"),
        (timedelta(days=3, hours=5), "3 Tagen"),
    ],
)
def test_a_span_is_said_in_its_largest_unit(span: timedelta, words: str) -> None:
    assert waited(span) == words


@pytest.mark.parametrize(
    ("left", "said"),
    [(timedelta(seconds=-1), "late"), (timedelta(), "due"), (timedelta(hours=12), "due"), (timedelta(13), "in_time")],
)
def test_the_target_decides_how_urgent_it_is(left: timedelta, said: str) -> None:
    assert urgency(NOW + left, NOW) == said
