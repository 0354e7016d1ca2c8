"""Proposing and voting with nothing but a keyboard: every step is reached by Tab, and its focus can be seen."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.towns import Guest

MOST_TABS = 120
IS_FOCUSED = """
([selector, text]) => {
  const focused = document.activeElement;
  return focused.matches(selector) && (focused.innerText + (focused.labels?.[0]?.innerText ?? "")).includes(text);
}
"""
IS_SEEN = """
() => {
  const focused = document.activeElement;
  const look = getComputedStyle(focused);
  const around = getComputedStyle(focused.closest("label, .kern-form-check") ?? focused);
  const marked = [look, around].some((one) => one.outlineStyle !== "none" || one.boxShadow !== "none");
  const box = focused.getBoundingClientRect();
  const onTop = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  const uncovered = focused.contains(onTop) || onTop?.closest("label")?.control === focused;
  return marked && uncovered;
}
"""


def tab_to(page: Page, selector: str, text: str = "") -> None:
    for _ in range(MOST_TABS):
        if page.evaluate(IS_FOCUSED, [selector, text]):
            # Scrolling to what is focused may take a moment.
            page.wait_for_function(IS_SEEN, timeout=3000)
            return
        page.keyboard.press("Tab")
    message = f"{selector} {text} is not reached by Tab on {page.url}"
    raise AssertionError(message)


def press(page: Page, selector: str, text: str, key: str = "Enter") -> None:
    tab_to(page, selector, text)
    page.keyboard.press(key)


def write(page: Page, name: str, text: str) -> None:
    tab_to(page, f"[name={name}]")
    page.keyboard.type(text)


def sign_in_by_keyboard(guest: Guest, name: str) -> Page:
    page = guest.go("/konto/login/")
    write(page, "login", f"{name}@lindenweide.example")
    write(page, "password", "lindenbaum-2000")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/konto/login" not in url)
    return page


def test_the_first_tab_leads_past_the_navigation(guest: Callable[..., Guest]) -> None:
    page = guest().go()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null || location.hash !== ''")


def test_a_proposal_is_written_by_keyboard(guest: Callable[..., Guest]) -> None:
    resident = guest()
    page = sign_in_by_keyboard(resident, "buergerin")
    resident.go(f"verfahren/{steps.INTAKE}/")
    press(page, "main a", "Vorschlag einreichen")
    page.wait_for_url("**/neu/")
    write(page, "title", "Fußweg zur Sternwarte")
    write(page, "text", "Der Weg ist bei Regen nicht zu gehen. Ein paar Meter Schotter würden reichen.")
    tab_to(page, "[name=category]")
    page.keyboard.type("Verkehr")
    press(page, "main button", "Einreichen")
    expect(page.locator("h1")).to_contain_text("Fußweg zur Sternwarte")


def test_a_ballot_is_cast_by_keyboard(guest: Callable[..., Guest]) -> None:
    resident = guest()
    page = sign_in_by_keyboard(resident, "buergerin")
    resident.go(f"verfahren/{steps.BALLOT}/")
    press(page, "main a", steps.BALLOT_ROUND)
    page.wait_for_url("**/budget/**")
    press(page, "main a", "Zum Stimmzettel")
    page.wait_for_url("**/stimmzettel/")
    press(page, "input[type=checkbox]", "Trinkbrunnen", "Space")
    page.evaluate("document.activeElement.blur()")
    press(page, "input[type=checkbox]", "Dorfbackofen", "Space")
    expect(page.locator("main input:checked")).to_have_count(2)
    press(page, "main button", "Weiter zur Prüfung")
    page.wait_for_url("**/pruefen/")
    press(page, "main button", "Stimmzettel abgeben")
    expect(page.locator("h1")).to_have_text("Ihre Quittung")
