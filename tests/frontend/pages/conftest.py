"""The same town and clock as in the office, for those who come to the public pages."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from tests.frontend.office.conftest import clock, sits_down, town

__all__ = ["clock", "sits_down", "town"]

CountsQueries = Callable[[Callable[[], HttpResponse]], int]


@pytest.fixture
def queries_of() -> CountsQueries:
    """Count the queries of one page that is drawn."""

    def count(opens: Callable[[], HttpResponse]) -> int:
        opens()  # templates and content types are read once per process
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert opens().status_code == 200
        return len(captured)

    return count
