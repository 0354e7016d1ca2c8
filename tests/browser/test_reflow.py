"""Small screens and large letters: nothing is cut off, nobody scrolls sideways."""

from collections.abc import Callable

import pytest

from tests.browser.test_accessibility import pages_for
from tests.browser.towns import Guest

NARROW = {"width": 320, "height": 800}
LARGE_LETTERS = "document.documentElement.style.fontSize = '200%'"
WIDER_THAN_THE_WINDOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def too_wide(one: Guest, *, start: str = "", before: str = "null") -> list[str]:
    """Pages of the town that scroll sideways, and by how many pixels."""
    found = []
    for _page in pages_for(one, start=start):
        one.page.evaluate(before)
        pixels = one.page.evaluate(WIDER_THAN_THE_WINDOW)
        if pixels > 0:
            found.append(f"{one.path}: {pixels}")
    return found


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("name", ["buergerin", "leitung-a", "sachbearbeitung"])
def test_no_page_scrolls_sideways_on_a_window_of_320_pixels(guest: Callable[..., Guest], name: str) -> None:
    one = guest(viewport=NARROW)
    one.sign_in(name)
    assert too_wide(one, start="" if name == "buergerin" else "verwaltung/") == []


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_letters_of_twice_the_size_fit(guest: Callable[..., Guest]) -> None:
    one = guest(viewport={"width": 1280, "height": 900})
    one.sign_in("buergerin")
    assert too_wide(one, before=LARGE_LETTERS) == []
