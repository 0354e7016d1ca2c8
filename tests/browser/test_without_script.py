"""Old phones and strict browsers: without script the way to a ballot is the same."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.towns import Guest


def test_a_ballot_is_cast_without_script(guest: Callable[..., Guest]) -> None:
    resident = guest(java_script_enabled=False)
    resident.sign_in("buergerin")
    page = resident.go(f"verfahren/{steps.BALLOT}/")
    steps.follow(page.locator("main"), steps.BALLOT_ROUND)
    steps.follow(page.locator("main"), "Zum Stimmzettel")
    page.get_by_role("checkbox", name="Kletterfelsen").check()
    page.get_by_role("checkbox", name="Dorfbackofen").check()
    steps.press(page, "Neu berechnen")
    expect(page.locator("#budget-bar")).to_contain_text("37.200")
    assert page.get_by_role("checkbox", name="Kletterfelsen").is_checked()
    steps.press(page, "Weiter zur Prüfung")
    expect(page.locator("main")).to_contain_text("Dorfbackofen")
    steps.press(page, "Stimmzettel abgeben")
    expect(page.locator("h1")).to_have_text("Ihre Quittung")


def test_a_proposal_is_supported_and_discussed_without_script(guest: Callable[..., Guest]) -> None:
    resident = guest(java_script_enabled=False)
    resident.sign_in("neu")
    page = resident.go(f"verfahren/{steps.INTAKE}/vorschlaege/?search=Pumptrack")
    steps.follow(page.locator("main"), "Pumptrack")
    page.locator("main form[action$='unterstuetzen/'] button").click()
    expect(page.locator("main")).to_contain_text("Sie unterstützen")
    steps.field(page, "text").fill("Dafür! <script>alert('x')</script>")
    page.locator("main form[action*='beitraege'] button").last.click()
    expect(page.locator("main")).to_contain_text("<script>alert('x')</script>")
