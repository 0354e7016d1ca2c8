from typing import Any

import pytest

from participation.actions.proposals import withdraw_proposal
from participation.actions.supports import support_proposal
from participation.lifecycle import ProposalState
from participation.models import Person, Proposal, Role
from participation.queries.proposals import (
    ProposalFilter,
    filter_proposals,
    order_proposals,
    proposals_of,
    supported_by,
    visible_pictures,
    visible_proposals,
)
from tests.factories import (
    A_DAY,
    NOW,
    a_category,
    a_comment,
    a_district,
    a_draft,
    a_municipality,
    a_person,
    a_process,
    a_proposal,
    an_open_process,
    staff,
)

pytestmark = pytest.mark.django_db
PUBLIC = {"published", "withdrawn after publication"}
HANDED_IN = {"submitted", "returned", "rejected", "withdrawn while waiting", *PUBLIC}
ALL = {"draft", "withdrawn draft", *HANDED_IN}


@pytest.fixture
def proposals() -> dict[str, Proposal]:
    """One proposal in every state of one author and process."""
    process, author = an_open_process(), a_person()
    made = {
        str(state): a_proposal(process, by=author, state=state)
        for state in ProposalState
        if state != ProposalState.WITHDRAWN
    }
    for name, state in (
        ("withdrawn after publication", ProposalState.PUBLISHED),
        ("withdrawn while waiting", ProposalState.SUBMITTED),
        ("withdrawn draft", ProposalState.DRAFT),
    ):
        made[name] = a_proposal(process, by=author, state=state)
        withdraw_proposal(author=author, proposal=made[name], reason="", now=NOW)
    return made


def seen(proposals: dict[str, Proposal], viewer: Person | None) -> set[str]:
    names = {proposal.pk: name for name, proposal in proposals.items()}
    process = proposals["draft"].process
    found = [
        {names[proposal.pk] for proposal in visible_proposals(viewer, scope, now=NOW) if proposal.pk in names}
        for scope in (process, process.municipality, None)
    ]
    assert found[0] == found[1] == found[2]
    return found[0]


def test_everybody_sees_what_was_published(proposals: dict[str, Proposal]) -> None:
    assert seen(proposals, None) == PUBLIC
    assert seen(proposals, a_person()) == PUBLIC


def test_authors_see_their_own_in_any_state(proposals: dict[str, Proposal]) -> None:
    assert seen(proposals, proposals["draft"].author) == ALL


@pytest.mark.parametrize("role", list(Role))
def test_staff_see_all_that_was_handed_in_and_nobodys_drafts(proposals: dict[str, Proposal], role: Role) -> None:
    town = proposals["draft"].process.municipality
    assert seen(proposals, staff(role, within=town)) == HANDED_IN
    assert seen(proposals, staff(role, within=proposals["draft"].process)) == HANDED_IN


def test_staff_of_elsewhere_see_what_everybody_sees(proposals: dict[str, Proposal]) -> None:
    town = proposals["draft"].process.municipality
    for within in (a_municipality(), a_process(town)):
        assert seen(proposals, staff(*Role, within=within)) == PUBLIC


def test_staff_without_a_second_factor_and_after_their_term_see_what_everybody_sees(
    proposals: dict[str, Proposal],
) -> None:
    town = proposals["draft"].process.municipality
    assert seen(proposals, staff(Role.CLERK, within=town, second_factor=False)) == PUBLIC
    assert seen(proposals, staff(Role.CLERK, within=town, now=NOW - 366 * A_DAY)) == PUBLIC


def test_a_list_keeps_to_its_process_and_municipality() -> None:
    here, elsewhere = a_proposal(), a_proposal()
    assert list(visible_proposals(None, here.process, now=NOW)) == [here]
    assert list(visible_proposals(None, here.process.municipality, now=NOW)) == [here]
    assert set(visible_proposals(None, None, now=NOW)) == {here, elsewhere}


def test_supports_and_comments_that_show_are_counted() -> None:
    proposal = a_proposal()
    for _ in range(3):
        support_proposal(supporter=a_person(), proposal=proposal, now=NOW)
    a_comment(proposal)
    hidden = a_comment(proposal)
    hidden.hidden_at, hidden.hidden_reason = NOW, "Beleidigung"
    hidden.save()
    found = visible_proposals(None, proposal.process, now=NOW).get()
    assert (found.support_count, found.comment_count) == (3, 1)  # type: ignore[attr-defined]  # annotated


@pytest.mark.parametrize(
    ("search", "finds"),
    [
        ("", {"Bänke am See", "Spielplatz 100 % grün"}),
        ("BANKE", {"Bänke am See"}),
        ("see bänke", {"Bänke am See"}),
        ("see gruen", set()),
        ("grun", {"Spielplatz 100 % grün"}),
        ("%", {"Spielplatz 100 % grün"}),
        ("_", set()),
        ("\\", set()),
        ("'; DROP TABLE", set()),
        ("2", {"Spielplatz 100 % grün"}),
        ("#2", {"Spielplatz 100 % grün"}),
        ("９", set()),
        ("²", {"Spielplatz 100 % grün"} - {"Spielplatz 100 % grün"}),
        ("9" * 30, set()),
    ],
)
def test_the_search_finds_words_and_numbers(search: str, finds: set[str]) -> None:
    process = an_open_process()
    for title in ("Bänke am See", "Spielplatz 100 % grün"):
        a_proposal(process, draft=a_draft(title=title, text="Mehr davon."))
    found = filter_proposals(visible_proposals(None, process, now=NOW), ProposalFilter(search=search))
    assert {proposal.title for proposal in found} == finds


def test_a_list_is_narrowed_by_category_district_channel_and_state() -> None:
    process = an_open_process()
    category, district = a_category(process), a_district(process.municipality)
    wanted = a_proposal(process, draft=a_draft(category=category, district=district))
    a_proposal(process)
    everything = visible_proposals(None, process, now=NOW)
    for narrowed in (ProposalFilter(category=category.pk), ProposalFilter(district=district.pk)):
        assert list(filter_proposals(everything, narrowed)) == [wanted]
    assert filter_proposals(everything, ProposalFilter(channel="web", state="published")).count() == 2
    for nothing in (ProposalFilter(channel="paper"), ProposalFilter(state="draft"), ProposalFilter(category="none")):
        assert filter_proposals(everything, nothing).count() == 0


def test_a_random_order_is_the_same_for_a_seed_and_another_for_another() -> None:
    process = an_open_process()
    for _ in range(8):
        a_proposal(process)
    everything = visible_proposals(None, process, now=NOW)
    orders = [
        [proposal.pk for proposal in order_proposals(everything, f"random:{seed}")] for seed in ("a", "a", "b", "'\"%s")
    ]
    assert orders[0] == orders[1] != orders[2]
    assert len({frozenset(order) for order in orders}) == 1


def test_the_newest_and_the_most_supported_come_first() -> None:
    process = an_open_process()
    old, new = a_proposal(process, now=NOW - A_DAY), a_proposal(process)
    support_proposal(supporter=a_person(), proposal=old, now=NOW)
    everything = visible_proposals(None, process, now=NOW)
    assert list(order_proposals(everything, "newest")) == [new, old]
    assert list(order_proposals(everything, "supports")) == [old, new]
    assert list(order_proposals(everything, "no such order")) == [new, old]


def test_my_own_and_those_that_i_back() -> None:
    anna, process = a_person(), an_open_process()
    own = a_proposal(process, by=anna, state=ProposalState.DRAFT)
    backed, other = a_proposal(process), a_proposal()
    support_proposal(supporter=anna, proposal=backed, now=NOW)
    support_proposal(supporter=anna, proposal=other, now=NOW)
    assert list(proposals_of(anna, process.municipality)) == [own]
    assert list(supported_by(anna, process.municipality)) == [backed]


def test_pictures_are_seen_by_whoever_sees_the_proposal() -> None:
    draft = a_proposal(state=ProposalState.DRAFT)
    picture = draft.pictures.create(file="pictures/x.jpg", alt_text="Bank", width=1, height=1, added_at=NOW)
    assert list(visible_pictures(draft.author, now=NOW)) == [picture]
    assert not visible_pictures(a_person(), now=NOW).exists()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["visitor", "account", "staff"])
def test_a_list_costs_one_query(rows: int, who: str, django_assert_num_queries: Any) -> None:
    process = an_open_process()
    for _ in range(rows):
        a_proposal(process, draft=a_draft(category=a_category(process), district=a_district(process.municipality)))
    viewer = {"visitor": None, "account": a_person(), "staff": staff(Role.CLERK, within=process)}[who]
    with django_assert_num_queries(1):
        shown = order_proposals(visible_proposals(viewer, process, now=NOW), "random:1")
        texts = [(p.author, p.category, p.district, p.process.municipality.slug) for p in shown]
    assert len(texts) == rows
