"""Every page that can be reached by a link, in both languages, as each role: axe finds nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, resolve

from frontend.urls_office import urlpatterns as office_patterns
from frontend.urls_town import urlpatterns as town_patterns
from tests.browser.towns import Guest

ROLES = ("", "buergerin")
STAFF = ("leitung-a", "sachbearbeitung", "moderation", "administration")  # they walk through the back office alone
# How often axe looks at a kind of page, over all roles; more often where one looks different from the next.
VISITS = {"de": 2, "en": 1}
VARIANTS = {"process": 3, "round": 2, "office_process": 3, "office_round": 3, "office_case": 3}
# No pages: files, and doors that only take what a form sends. What follows a form is looked at in the journeys.
FILES = {"picture", "proposals_feed", "result_chart", "result_file", "round_configuration"}
SENT_ONLY = {
    "booth_review", "office_categories", "office_early_closing", "office_envelope_remove", "office_phase_close",
    "office_phase_open", "office_process_publish", "office_project_drop", "office_rescheduling", "office_role_end",
    "picture_new", "picture_remove", "proposal_comment", "proposal_submit", "proposal_support", "receipt",
}  # fmt: skip
# Reached by a form or after one; the journeys look at them.
JOURNEYS = {"office_confirmation", "office_person", "proposal_versions"}
LEFT_OUT = {"account_logout", "set_language"}


def links_on(guest: Guest) -> list[str]:
    links: list[str] = guest.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    return [urlsplit(link).path for link in links if link.startswith(guest.town.root)]


def name_of(path: str) -> str:
    try:
        return resolve(path).view_name.removeprefix("town:")
    except Resolver404:
        return ""


def pages_for(guest: Guest, *, start: str = "", within: str = "") -> Iterator[str]:
    """Walk along the links from `start` to every kind of page whose name begins with `within`."""
    walked: Counter[str] = Counter()
    paths: set[str] = set()
    waiting = [guest.town.url(start).removeprefix(guest.town.root)]
    while waiting:
        path = waiting.pop(0)
        name = name_of(path)
        is_known = path in paths or walked[name] >= VARIANTS.get(name, 1)
        if is_known or not name or not name.startswith(within) or name in FILES | LEFT_OUT:
            continue
        paths.add(path)
        walked[name] += 1
        guest.go(path)
        waiting += links_on(guest)
        yield name


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("language", VISITS)
def test_axe_finds_nothing_on_any_page(guest: Callable[..., Guest], language: str) -> None:
    seen: Counter[str] = Counter()
    barriers: list[str] = []
    for role in (*ROLES, *STAFF):
        one = guest(language=language)
        if role:
            one.sign_in(role)
        around = pages_for(one, start="verwaltung/", within="office_") if role in STAFF else pages_for(one)
        for name in around:
            seen[name] += 1
            if seen[name] <= VISITS[language] * VARIANTS.get(name, 1):
                assert one.page.locator("html").get_attribute("lang") == language
                barriers += one.barriers()
        one.context.close()
    assert barriers == []
    ours = named(town_patterns) | named(office_patterns)
    assert ours - FILES - SENT_ONLY - JOURNEYS - set(seen) == set()


@pytest.mark.parametrize("path", ["gibt-es-nicht/", "/gibt-es-nicht/", "verwaltung/"])
def test_axe_finds_nothing_on_pages_for_what_goes_wrong(guest: Callable[..., Guest], path: str) -> None:
    visitor = guest()
    visitor.go(path)
    assert visitor.barriers() == []


def named(patterns: Sequence[URLPattern | URLResolver]) -> set[str]:
    return {pattern.name for pattern in patterns if isinstance(pattern, URLPattern) and pattern.name}
