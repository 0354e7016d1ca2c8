from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from participation.errors import TooManyRequestsError
from participation.limits import check_limit
from participation.models.ids import new_id

NOW = datetime(2026, 5, 4, 10, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def two_comments_an_hour(settings: Any) -> None:
    settings.LIMITS = {"comments": (2, 3600), "reports": (1, 3600)}


@pytest.fixture
def asker() -> str:
    return f"person:{new_id()}"


def test_what_is_within_the_limit_passes(asker: str) -> None:
    check_limit("comments", asker, NOW)
    check_limit("comments", asker, NOW)


def test_one_more_is_refused_and_says_how_long_to_wait(asker: str) -> None:
    check_limit("reports", asker, NOW)
    with pytest.raises(TooManyRequestsError) as refused:
        check_limit("reports", asker, NOW)
    assert refused.value.params == {"seconds": 40 * 60}


def test_the_next_window_begins_anew(asker: str) -> None:
    check_limit("reports", asker, NOW)
    check_limit("reports", asker, NOW + timedelta(minutes=40))


def test_limits_and_askers_are_counted_apart(asker: str) -> None:
    check_limit("reports", asker, NOW)
    check_limit("comments", asker, NOW)
    check_limit("reports", f"person:{new_id()}", NOW)
