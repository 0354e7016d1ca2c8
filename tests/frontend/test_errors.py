"""Pages for what goes wrong show neither who asks nor what was asked for."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from frontend.pages.errors import not_found

CODES = ["400", "403", "403_csrf", "404", "500"]


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_needs_no_request(code: str) -> None:
    html = render_to_string(f"errors/{code}.html")
    assert html.count("<h1>") == 1
    assert "csrfmiddlewaretoken" not in html


def test_unknown_and_forbidden_get_the_same_bytes() -> None:
    paths = ("/lindenau/gibt-es-nicht", "/lindenau/vorschlaege/geheim?x=<script>")
    assert len({not_found(RequestFactory().get(path)).content for path in paths}) == 1


def test_an_error_page_is_marked_with_its_language() -> None:
    with translation.override("en"):
        assert '<html lang="en">' in render_to_string("errors/404.html")
