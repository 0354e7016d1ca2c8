from collections.abc import Callable

from tests.browser.towns import Guest

HOME_BYTES = 250_000


def test_the_home_page_is_light(guest: Callable[..., Guest]) -> None:
    visitor = guest()
    visitor.go()
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.page.locator("h1").count() == 1
    assert visitor.bytes_received() < HOME_BYTES


def test_the_home_page_speaks_both_languages(guest: Callable[..., Guest]) -> None:
    assert guest().go().locator("html").get_attribute("lang") == "de"
    assert guest(language="en").go().locator("html").get_attribute("lang") == "en"
