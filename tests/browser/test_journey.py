"""What a stranger does with the printed accounts: from a proposal to a confirmed result."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.towns import Guest

HEADING = "Badesteg am alten Wehr"
AT_THE_DESK = "Handlauf an der Friedhofstreppe"
DEPARTURE = "Das Land bezahlt dieses Projekt inzwischen selbst."


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_from_a_proposal_to_the_confirmed_result(guest: Callable[..., Guest]) -> None:
    def at_a_desk(name: str) -> Guest:
        one = guest()
        one.sign_in(name)
        return one

    resident, clerk, moderator = (at_a_desk(name) for name in ("buergerin", "sachbearbeitung", "moderation"))
    first, second = at_a_desk("leitung-a"), at_a_desk("leitung-b")

    proposal = steps.propose(resident, HEADING)
    steps.publish(moderator, HEADING)
    steps.take_in(clerk, AT_THE_DESK)
    steps.publish(moderator, AT_THE_DESK)
    expect(guest().go(proposal).locator("h1")).to_contain_text(HEADING)

    steps.adopt(clerk, HEADING)
    assert steps.cost_everything(at_a_desk("kaemmerei")) >= 4
    steps.open_by_two(first, second)
    office = first.path.removesuffix("oeffnung/")

    page = resident.go(office.replace("verwaltung/", ""))
    receipt = steps.vote(resident, HEADING, "Pumptrack")
    assert len(receipt.split()) == 4
    page.reload()
    assert page.locator(".receipt").inner_text() == receipt
    resident.go(office.replace("verwaltung/", ""))
    expect(page.locator("main")).to_contain_text("abgestimmt")

    newcomer = at_a_desk("neu")
    newcomer.go(office.replace("verwaltung/", "") + "stimmzettel/")
    expect(newcomer.page.locator("main")).to_contain_text("noch nicht bestätigt")
    steps.verify(clerk, "neu")
    newcomer.go(office.replace("verwaltung/", ""))
    steps.vote(newcomer, HEADING)

    steps.close_early(first, second, office)
    steps.count(first, office)
    steps.confirm(first, second, office, departure=DEPARTURE)

    stranger = guest()
    result = stranger.go(office.replace("verwaltung/", "") + "ergebnis/")
    expect(result.locator("main")).to_contain_text(HEADING)
    expect(result.locator("main")).to_contain_text(DEPARTURE)
    assert stranger.barriers() == []
