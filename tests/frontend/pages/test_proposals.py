"""Reading proposals: the list, its filters and order, one proposal with its discussion."""

import pytest

from participation.actions.comments import write_comment
from participation.actions.intake import IntakeEvidence, take_in_proposal
from participation.actions.supports import support_proposal
from participation.lifecycle import PhaseKind, ProposalState
from participation.models import Channel, Municipality, Stance
from tests.factories import (
    A_DAY,
    NOW,
    a_category,
    a_clerk,
    a_comment,
    a_district,
    a_draft,
    a_moderator,
    a_municipality,
    a_person,
    a_proposal,
    an_open_process,
)
from tests.frontend.office.conftest import Clock, SitsDown, text_of
from tests.frontend.pages.conftest import CountsQueries

SCRIPT = "<script>alert(1)</script>"


def test_the_list_shows_what_is_published_and_nothing_else(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    a_proposal(process, draft=a_draft("Öffentlich"))
    a_proposal(process, draft=a_draft("Nur ein Entwurf"), state=ProposalState.DRAFT)
    a_proposal(process, draft=a_draft("Wartet noch"), state=ProposalState.SUBMITTED)
    page = text_of(sits_down(None).opens("proposals", process=process.slug))
    assert "Öffentlich" in page
    assert "1 Vorschlag" in page
    assert "Nur ein Entwurf" not in page
    assert "Wartet noch" not in page


def test_staff_see_what_waits_with_its_state(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    a_proposal(process, draft=a_draft("Wartet noch"), state=ProposalState.SUBMITTED)
    page = text_of(sits_down(a_moderator(town)).opens("proposals", process=process.slug))
    assert "Wartet noch" in page
    assert "eingereicht, wird geprüft" in page


def test_filters_stand_in_the_address_and_narrow_the_list(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    green, north = a_category(process, "Grün"), a_district(town, "Nord")
    a_proposal(process, draft=a_draft("Bäume für Nord", category=green, district=north))
    a_proposal(process, draft=a_draft("Ein Brunnen"))
    desk = sits_down(None)
    for query in ({"search": "baume"}, {"search": "BÄUME"}, {"category": green.pk}, {"district": north.pk}):
        page = text_of(desk.opens("proposals", query, process=process.slug))
        assert "Bäume für Nord" in page, query
        assert "Ein Brunnen" not in page, query
        assert "Filter zurücksetzen" in page


def test_a_filter_that_nobody_offers_filters_nothing(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    a_proposal(process)
    query = {"category": "'; DROP", "channel": "brieftaube", "ordering": "x", "page": "999", "search": "\x00"}
    response = sits_down(None).opens("proposals", query, process=process.slug)
    assert response.status_code == 200
    assert "1 Vorschlag" in text_of(response)


def test_nothing_found_offers_a_way_out(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    desk = sits_down(None)
    assert "Noch keine Vorschläge" in text_of(desk.opens("proposals", process=process.slug))
    page = text_of(desk.opens("proposals", {"search": "Einhorn"}, process=process.slug))
    assert "Dazu haben wir nichts gefunden" in page


def test_the_random_order_stays_the_same_from_page_to_page(town: Municipality, sits_down: SitsDown) -> None:
    process, author = an_open_process(town), a_person()
    for number in range(14):
        a_proposal(process, by=author, draft=a_draft(f"Vorschlag mit Nummer {number:02}"))
    desk = sits_down(None)
    first = desk.opens("proposals", process=process.slug)
    seed = first.context["form"].data["seed"]  # type: ignore[attr-defined] # the test client's own
    assert f"seed={seed}" in text_of(first)
    second = desk.opens("proposals", {"ordering": "random", "seed": seed, "page": "2"}, process=process.slug)
    shown = {card["title"] for page in (first, second) for card in page.context["cards"]}  # type: ignore[attr-defined] # the same
    assert len(shown) == 14


def test_orders_by_date_and_by_support(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    old = a_proposal(process, draft=a_draft("Alt"), now=NOW - A_DAY)
    a_proposal(process, draft=a_draft("Neu"))
    support_proposal(supporter=a_person(), proposal=old, now=NOW)
    desk = sits_down(None)

    def titles(ordering: str) -> list[str]:
        page = desk.opens("proposals", {"ordering": ordering}, process=process.slug)
        return [card["title"] for card in page.context["cards"]]  # type: ignore[attr-defined] # the test client's own

    assert titles("newest") == ["Neu", "Alt"]
    assert titles("supports") == ["Alt", "Neu"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_eight_queries_however_long(
    count: int, town: Municipality, sits_down: SitsDown, queries_of: CountsQueries
) -> None:
    process = an_open_process(town)
    category, district = a_category(process), a_district(town)
    for _ in range(count):
        a_comment(a_proposal(process, draft=a_draft(category=category, district=district)))
    reader = sits_down(a_person())
    assert queries_of(lambda: reader.opens("proposals", process=process.slug)) == 8
    assert queries_of(lambda: sits_down(None).opens("proposals", process=process.slug)) == 6


@pytest.mark.parametrize("count", [1, 3])
def test_a_proposal_costs_eight_queries_however_much_is_said(
    count: int, town: Municipality, sits_down: SitsDown, queries_of: CountsQueries
) -> None:
    proposal = a_proposal(an_open_process(town))
    for _ in range(count):
        a_comment(proposal)
    reader = sits_down(a_person())
    assert queries_of(lambda: reader.opens("proposal", proposal=proposal.pk)) <= 8
    assert queries_of(lambda: sits_down(None).opens("proposal", proposal=proposal.pk)) == 5


def test_a_proposal_from_the_desk_says_so_and_hides_who_brought_it(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    evidence = IntakeEvidence(
        form_number="F-17",
        place="Bürgerbüro",
        received_on=NOW.date(),
        submitter_name="Geheim Genannt",
        submitter_contact="0151 000",
    )
    proposal = take_in_proposal(
        clerk=a_clerk(town), process=process, draft=a_draft(), channel=Channel.DESK, evidence=evidence, now=NOW
    )
    page = text_of(sits_down(a_moderator(town)).opens("proposal", proposal=proposal.pk))
    assert "am Schalter eingereicht" in page
    assert "Geheim Genannt" not in page


def test_what_one_may_not_see_looks_like_what_is_not_there(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    draft = a_proposal(process, state=ProposalState.DRAFT)
    waiting = a_proposal(process, state=ProposalState.SUBMITTED)
    foreign = a_proposal(an_open_process(a_municipality("Nachbarort")))
    for desk in (sits_down(None), sits_down(a_person())):
        unknown = desk.opens("proposal", proposal="0000000000000000")
        assert unknown.status_code == 404
        for hidden in (draft, waiting, foreign):
            response = desk.opens("proposal", proposal=hidden.pk)
            assert (response.status_code, response.content) == (404, unknown.content)


def test_authors_see_their_own_in_any_state(town: Municipality, sits_down: SitsDown) -> None:
    author = a_person()
    proposal = a_proposal(an_open_process(town), by=author, state=ProposalState.RETURNED)
    page = text_of(sits_down(author).opens("proposal", proposal=proposal.pk))
    assert "Bitte überarbeiten Sie Ihren Vorschlag" in page
    assert "So haben wir entschieden." in page


def test_script_in_a_text_is_text(town: Municipality, sits_down: SitsDown) -> None:
    author = a_person(SCRIPT[:20])
    proposal = a_proposal(an_open_process(town), by=author, draft=a_draft(SCRIPT, text=SCRIPT, place=SCRIPT))
    write_comment(author=author, proposal=proposal, stance=Stance.CONTRA, text=SCRIPT, now=NOW)
    page = text_of(sits_down(None).opens("proposal", proposal=proposal.pk))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in text_of(sits_down(None).opens("proposals", process=proposal.process.slug))


def test_discussion_and_support_are_offered_only_while_they_are_open(
    town: Municipality, sits_down: SitsDown, clock: Clock
) -> None:
    proposal = a_proposal(an_open_process(town))
    assert "Anmelden und mitdiskutieren" in text_of(sits_down(None).opens("proposal", proposal=proposal.pk))
    reader = sits_down(a_person())
    page = text_of(reader.opens("proposal", proposal=proposal.pk))
    assert "Beitrag veröffentlichen" in page
    assert "Vorschlag unterstützen" in page
    clock.now = NOW + 11 * A_DAY
    page = text_of(reader.opens("proposal", proposal=proposal.pk))
    assert "In dieser Phase ist die Diskussion geschlossen." in page
    assert "Vorschlag unterstützen" not in page


def test_the_feed_holds_what_is_published(town: Municipality, sits_down: SitsDown) -> None:
    process = an_open_process(town)
    a_proposal(process, draft=a_draft("Öffentlich <b>"))
    a_proposal(process, draft=a_draft("Wartet noch"), state=ProposalState.SUBMITTED)
    response = sits_down(a_moderator(town)).opens("proposals_feed", process=process.slug)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert "Öffentlich &lt;b&gt;" in text_of(response)
    assert "Wartet noch" not in text_of(response)


def test_phases_of_another_kind_take_no_proposals(town: Municipality, sits_down: SitsDown, clock: Clock) -> None:
    process = an_open_process(town)
    assert process.phases.get().kind == PhaseKind.INTAKE
    desk = sits_down(a_person())
    assert "Vorschlag einreichen" in text_of(desk.opens("proposals", process=process.slug))
    clock.now = NOW + 11 * A_DAY
    assert "Vorschlag einreichen" not in text_of(desk.opens("proposals", process=process.slug))
    assert desk.opens("proposal_new", process=process.slug).status_code == 409
