"""What people do in the town, as they see it: by the words on the page, step by step."""

from datetime import datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.towns import Guest

YEAR = datetime.now().astimezone().year
INTAKE, BALLOT, FINISHED = (f"buergerbudget-{year}" for year in (YEAR + 1, YEAR, YEAR - 1))
BALLOT_ROUND = f"Abstimmung zum Bürgerbudget {YEAR}"
NEXT_ROUND = f"Abstimmung zum Bürgerbudget {YEAR + 1}"


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def follow(page: Page | Locator, label: str) -> None:
    page.get_by_role("link", name=label).first.click()


def field(page: Page, name: str) -> Locator:
    return page.locator(f"main [name={name}]")


def title(page: Page) -> str:
    return page.locator("h1").inner_text()


def propose(resident: Guest, heading: str) -> str:
    """Write a proposal, look at it and hand it in; return its path."""
    page = resident.go(f"verfahren/{INTAKE}/")
    follow(page.locator("main"), "Vorschlag einreichen")
    field(page, "title").fill(heading)
    field(page, "text").fill("Am Ufer fehlt ein **Steg**. Kinder und Ältere kämen so gefahrlos ans Wasser.")
    field(page, "category").select_option(label="Sport und Freizeit")
    field(page, "district").select_option(label="Weidenthal")
    field(page, "estimated_cost_cents").fill("12.500,00")
    press(page, "Vorschau ansehen")
    expect(page.locator("strong", has_text="Steg")).to_be_visible()
    assert resident.barriers() == []
    press(page, "Einreichen")
    expect(page.locator("h1")).to_contain_text(heading)
    return resident.path


def publish(moderator: Guest, heading: str) -> None:
    """Find a new proposal in the queue and publish it."""
    page = moderator.go("verwaltung/pruefung/")
    follow(page, heading)
    field(page, "outcome").locator("visible=true").first.wait_for()
    page.locator("main input[name=outcome][value=publish]").check()
    field(page, "reason").select_option("complete")
    press(page, "Entscheiden")
    expect(page.locator("h1")).to_have_text("Prüfung")


def take_in(clerk: Guest, heading: str) -> None:
    """Enter what somebody brought to the desk."""
    page = clerk.go("verwaltung/erfassen/")
    page.locator("main input[name=channel][value=desk]").check()
    field(page, "form_number").fill("B-4711")
    field(page, "title").fill(heading)
    field(page, "text").fill("Eine Bürgerin bittet um einen Handlauf. Die Treppe ist steil und im Winter glatt.")
    press(page, "Erfassen")
    expect(page.locator("main")).to_contain_text("erfasst")


def verify(clerk: Guest, name: str) -> None:
    """Confirm at the desk where somebody lives."""
    page = clerk.go("verwaltung/personen/")
    field(page, "email").fill(f"{name}@lindenweide.example")
    field(page, "email").press("Enter")
    field(page, "district").select_option(label="Kernstadt")
    field(page, "born_on").fill("1999-05-04")
    page.locator("main input[name=seen]").check()
    assert clerk.barriers() == []
    press(page, "Wohnsitz bestätigen")
    expect(page.locator("main")).to_contain_text("bestätigt")


def open_office_round(officer: Guest, heading: str) -> Page:
    page = officer.go("verwaltung/budget/")
    follow(page.locator("main"), heading)
    return page


def adopt(clerk: Guest, heading: str) -> None:
    """Put a published proposal on the next ballot, and let that begin as soon as it is opened."""
    page = open_office_round(clerk, NEXT_ROUND)
    path = clerk.path
    clerk.go(f"{path}projekte/")
    page.get_by_label(heading).check()
    press(page, "Übernehmen")
    clerk.go(f"{path}einstellungen/")
    field(page, "opens_at").fill("")
    field(page, "closes_at").fill(f"{datetime.now().astimezone() + timedelta(days=9):%Y-%m-%dT12:00}")
    press(page, "Speichern")
    expect(page.locator("h1")).to_have_text(NEXT_ROUND)


def cost_everything(officer: Guest) -> int:
    """Cost every project that waits, the crossing as not feasible; return how many there were."""
    costed = 0
    while True:
        page = officer.go("verwaltung/kosten/")
        waiting = page.locator("main tr", has_text="wird geprüft")
        if not waiting.count():
            return costed
        follow(waiting.first, "")
        is_feasible = "Querung" not in title(page)
        page.locator(f"main input[name=feasibility][value={'feasible' if is_feasible else 'infeasible'}]").check()
        field(page, "cost_cents").fill("9.900" if is_feasible else "")
        field(page, "reason").fill("" if is_feasible else "Für diese Straße ist das Land zuständig.")
        press(page, "Speichern")
        expect(page.locator("h1")).to_have_text("Kosten und Umsetzbarkeit")
        costed += 1


def open_by_two(first: Guest, second: Guest) -> None:
    """Open the next round; whoever proposed it has no button to confirm it."""
    page = open_office_round(first, NEXT_ROUND)
    follow(page.locator("main"), "Abstimmung öffnen")
    press(page, "Öffnung vorschlagen")
    expect(page.get_by_role("button", name="Öffnung bestätigen")).to_have_count(0)
    assert first.barriers() == []
    page = second.go(first.path)
    press(page, "Öffnung bestätigen")
    expect(page.locator("main")).to_contain_text("Die Abstimmung ist eröffnet")


def vote(resident: Guest, *titles: str) -> str:
    """Fill in, look over and cast; return the receipt in its short form."""
    page = resident.page
    follow(page.locator("main"), "Zum Stimmzettel")
    for one in titles:
        page.get_by_role("checkbox", name=one).check()
    press(page, "Weiter zur Prüfung")
    for one in titles:
        expect(page.locator("main")).to_contain_text(one)
    assert resident.barriers() == []
    press(page, "Stimmzettel abgeben")
    expect(page.locator("h1")).to_have_text("Ihre Quittung")
    assert resident.barriers() == []
    return page.locator(".receipt").inner_text()


def close_early(first: Guest, second: Guest, path: str) -> None:
    page = first.go(f"{path}schluss/")
    page.locator("main textarea[name=early-reason]").fill("Das Rathaus zieht um; alle Ämter sind geschlossen.")
    press(page, "Vorzeitiges Ende vorschlagen")
    expect(page.locator("main")).to_contain_text("Wartet auf eine zweite Person")
    page = second.go(f"{path}schluss/")
    page.locator("main button[value=confirm]").click()
    page.wait_for_load_state()


def count(officer: Guest, path: str) -> None:
    page = officer.go(f"{path}auszaehlung/")
    press(page, "Jetzt auszählen")
    expect(page.locator("main")).to_contain_text("berechnet")
    assert officer.barriers() == []


def confirm(first: Guest, second: Guest, path: str, *, departure: str) -> None:
    """Enter the resolution of the council with one departure, and confirm it as the second person."""
    page = first.go(f"{path}bestaetigung/")
    field(page, "decided_on").fill(f"{datetime.now().astimezone():%Y-%m-%d}")
    field(page, "paper_reference").fill("SR 12/34")
    field(page, "title").fill("Umsetzung des Bürgerbudgets")
    field(page, "reasons").fill("Der Stadtrat folgt der Abstimmung bis auf ein Projekt.")
    page.locator("summary", has_text="weicht").click()
    page.locator("main input[name^=departure_]").first.fill(departure)
    assert first.barriers() == []
    press(page, "Beschluss zur Bestätigung vorlegen")
    expect(page.locator("main")).to_contain_text("Wartet auf eine zweite Person")
    page = second.go(f"{path}bestaetigung/")
    press(page, "Beschluss bestätigen")
    expect(page.locator("main")).to_contain_text("Das Ergebnis ist bestätigt")
    assert second.barriers() == []
