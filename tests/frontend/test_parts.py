"""The template kit: what parts say, and that none needs what the content security policy forbids."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

TEMPLATES = Path(settings.BASE_DIR) / "frontend" / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
FORBIDDEN = re.compile(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\bsrc=)|https?://(?!www\.w3\.org)")


@pytest.mark.parametrize("template", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_has_inline_style_script_or_a_foreign_address(template: Path) -> None:
    assert FORBIDDEN.findall(template.read_text()) == []


@pytest.mark.parametrize("part", sorted((TEMPLATES / "parts").glob("*.html")), ids=lambda path: path.stem)
def test_every_part_stands_in_the_list_of_parts(part: Path) -> None:
    inner = {"field_label", "field_hint", "field_errors", "table_row", "table_cell"}
    assert part.stem in inner or f"`{part.stem}`" in (TEMPLATES / "README.md").read_text()


def a_bar(**changes: object) -> dict[str, object]:
    bar = {"id": "e1", "name": "Ganze Stadt", "chosen_cents": 1_200_000, "limit_cents": 5_000_000, "count": 1}
    bar |= {"left_cents": 3_800_000, "missing_cents": -3_800_000, "most": None, "over": False, "over_budget": False}
    return {"bars": [bar | changes], "is_knapsack": True, "is_over": bool(changes.get("over"))}


def test_the_budget_bar_says_what_is_left() -> None:
    html = render_to_string("parts/budget_bar.html", a_bar())
    assert "38.000\u00a0€ übrig" in html
    assert "1 gewählt" in html
    assert 'aria-live="polite"' in html
    assert 'width="24.00"' in html


def test_the_budget_bar_says_what_is_too_much() -> None:
    too_much = {"chosen_cents": 5_000_100, "missing_cents": 100, "over": True, "over_budget": True}
    html = render_to_string("parts/budget_bar.html", a_bar(**too_much))
    assert "1\u00a0€ zu viel" in html
    assert 'width="100.00"' in html


def test_the_budget_bar_of_ticked_projects_says_their_sum_and_how_many_more() -> None:
    html = render_to_string("parts/budget_bar.html", {**a_bar(most=3), "is_knapsack": False})
    assert "zusammen 12.000\u00a0€" in html
    assert "1 von 3 gewählt" in html


def test_a_timeline_says_what_is_done_now_and_next() -> None:
    phases = [
        {"name": "Sammeln", "state": "done", "opens": datetime(2026, 3, 1, tzinfo=UTC), "closes": None},
        {"name": "Abstimmen", "state": "now", "time_left": "noch 8 Tage"},
        {"name": "Umsetzen", "state": "next"},
    ]
    html = render_to_string("parts/phase_timeline.html", {"phases": phases})
    assert html.count('aria-current="step"') == 1
    assert "ab <time" in html
    assert "1. März 2026" in html
    assert "läuft jetzt · noch 8 Tage" in html


def test_the_line_stands_once_between_funded_and_not() -> None:
    results = [
        {"title": name, "funded": funded, "cost_cents": 100, "support": 3, "support_label": "3 Stimmen"}
        for name, funded in (("A", True), ("B", True), ("C", False), ("D", False))
    ]
    context = {"results": results, "most_support": 3, "line_label": "LINIE", "currency": "EUR"}
    html = render_to_string("parts/result_list.html", context)
    assert html.count("LINIE") == 1
    assert html.index("B") < html.index("LINIE") < html.index("</span>C")


def test_the_line_does_not_stand_where_nothing_was_funded() -> None:
    results = [{"title": "A", "funded": False, "cost_cents": 100, "support": 3, "support_label": "3 Stimmen"}]
    context = {"results": results, "most_support": 3, "line_label": "LINIE", "currency": "EUR"}
    assert "LINIE" not in render_to_string("parts/result_list.html", context)


def test_a_table_heads_its_rows_and_aligns_its_numbers() -> None:
    html = render_to_string(
        "parts/table.html",
        {
            "name": "t",
            "caption": "Runden",
            "columns": [{"label": "Runde"}, {"label": "Kosten", "numeric": True}],
            "rows": [[{"label": "2026", "url": "/2026"}, "1 €"]],
        },
    )
    assert '<th scope="row" class="kern-table__header"><a href="/2026">2026</a>' in html
    assert '<td class="kern-table__cell kern-table__cell--numeric">1 €' in html


def test_names_of_people_cannot_become_markup() -> None:
    card = {"title": "<script>alert(1)</script>", "text": "<b>", "category": "<i>", "url": '"><script>'}
    html = render_to_string("parts/proposal_card.html", {"card": card})
    assert not re.search(r"<script|<b>|<i>", html)


def test_a_bar_is_drawn_in_numbers_of_svg_in_every_language() -> None:
    with translation.override("de"):
        assert 'width="33.33"' in render_to_string("parts/bar.html", {"part": 1, "whole": 3})
