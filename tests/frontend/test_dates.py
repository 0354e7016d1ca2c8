"""Dates are written the way each language writes them."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

MOMENT = datetime(2026, 11, 1, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "form", "text"),
    [
        ("de", "DATETIME_FORMAT", "1. November 2026, 18:05\u00a0Uhr"),
        ("en", "DATETIME_FORMAT", "1 November 2026, 18:05"),
        ("de", "DATE_FORMAT", "1. November 2026"),
        ("en", "DATE_FORMAT", "1 November 2026"),
        ("de", "SHORT_DATETIME_FORMAT", "01.11.2026, 18:05"),
        ("en", "SHORT_DATETIME_FORMAT", "01/11/2026, 18:05"),
        ("de", "SHORT_DATE_FORMAT", "01.11.2026"),
        ("en", "SHORT_DATE_FORMAT", "01/11/2026"),
    ],
)
def test_a_moment_reads_as_in_its_language(language: str, form: str, text: str) -> None:
    with translation.override(language):
        shown = Template("{{ moment|date:form }}").render(Context({"moment": MOMENT, "form": form}))
    assert shown == text
