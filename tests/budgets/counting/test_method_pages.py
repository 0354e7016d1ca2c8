"""The worked examples of the method pages are what the code counts."""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from budgets.counting import METHODS, Comparison, Election, Parameters, Result, count
from budgets.counting.pabulib import election_of, read_pb

PAGES = Path(__file__).resolve().parents[3] / "docs" / "methods"


def page(name: str) -> str:
    return (PAGES / name).read_text()


def example(name: str) -> Election:
    block = re.search(r"```\n(META.*?)```", page(name), re.DOTALL)
    assert block
    return election_of(read_pb(block[1]))


def money(cents: Fraction | int) -> str:
    return f"{float(cents) / 100:.2f}"


def paid_rounds(result: Result) -> list[str]:
    return [
        f"| {turn} | {funded.project} | {funded.votes} | {float(funded.effective_votes or 0):.2f} "
        f"| {money(funded.payment or 0)} |"
        for turn, funded in enumerate(result.rounds, start=1)
    ]


def test_every_method_has_its_place_in_the_list() -> None:
    assert [name for name in METHODS if f"`{name}`" not in page("README.md")] == []


def test_greedy_funds_what_its_page_says() -> None:
    result = count(example("greedy.md"), Parameters(method="greedy/1"))
    rows = [
        f"| {turn} | {funded.project} | {funded.votes} | {funded.cost // 100} | {(funded.money_left or 0) // 100} |"
        for turn, funded in enumerate(result.rounds, start=1)
    ]
    assert "\n".join(rows) in page("greedy.md")
    assert len(rows) == page("greedy.md").count("\n| ") - 1


def test_with_less_money_skipping_makes_the_difference_of_the_page() -> None:
    election = replace(example("greedy.md"), budget=95_00)
    assert count(election, Parameters(method="greedy/1")).funded == ("swing", "tree", "well")
    assert count(election, Parameters(method="greedy-no-skip/1")).funded == ("swing",)


@pytest.mark.parametrize(("completion", "spent"), [("none", 60_00), ("add1", 90_00)])
def test_equal_shares_fund_what_their_page_says(completion: str, spent: int) -> None:
    result = count(example("equal-shares.md"), Parameters(completion=completion))
    heading = "|---|---|---|---|---|\n"
    assert heading + "\n".join(paid_rounds(result)) + "\n\n" in page("equal-shares.md")
    assert result.spent == spent


def test_the_page_says_what_was_left_and_missing() -> None:
    result = count(example("equal-shares.md"), Parameters())
    assert [(loser.project, money(loser.money_left), money(loser.missing)) for loser in result.losers] == [
        ("bench", "20.00", "40.00"),
        ("well", "26.67", "3.33"),
    ]


def test_the_page_says_where_the_shares_end_and_who_prefers_what() -> None:
    election = example("equal-shares.md")
    result = count(election, Parameters(completion="add1", comparison="greedy"))
    assert (result.share, result.increments) == (Fraction(33_00), 13)
    assert result.comparison == Comparison(prefer_this=2, prefer_greedy=2, indifferent=1, taken="this")


def test_the_page_says_who_pays_all_they_have_at_the_other_stop() -> None:
    result = count(example("equal-shares.md"), Parameters(completion="add1", stop="first-exhaustive"))
    well = result.rounds[-1]
    assert (result.share, well.project, money(well.payment or 0)) == (Fraction(27_00), "well", "16.33")
    assert f"{float(well.effective_votes or 0):.2f}" == "1.84"


def test_a_loser_is_told_of_the_moment_it_fell_out_not_of_the_end() -> None:
    """After the swing 59 are left for the bench; that Cem pays for the well later is not what it failed for."""
    result = count(example("equal-shares.md"), Parameters(completion="add1"))
    assert [(loser.project, money(loser.money_left), money(loser.missing)) for loser in result.losers] == [
        ("bench", "59.00", "1.00")
    ]
