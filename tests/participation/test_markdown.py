import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.markdown import TAGS, render_markdown

SNIPPETS = [
    "<script>alert(1)</script>", "[a](javascript:alert(1))", "[a](java\nscript:x)", "<img src=x onerror=alert(1)>",
    "![a](http://b/c.png)", "<a href='data:text/html,x'>", "**fett**", "[a](http://b)", "> ", "- ", "\n\n", "`", "<",
    "<javascript:alert(1)>", "[a](  javascript:x)", "[a](&#106;avascript:x)", "<svg/onload=alert(1)>", "\\", "](",
]  # fmt: skip


class Found(HTMLParser):
    """Collects tags and the attributes that could do harm."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


@given(st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=20)).map("".join))
def test_whatever_is_written_comes_out_harmless(text: str) -> None:
    found = Found()
    found.feed(render_markdown(text))
    assert found.tags <= TAGS
    assert {name for name, _ in found.attributes} <= {"href", "rel"}
    assert all(re.match(r"(https?:|mailto:)", value or "") for name, value in found.attributes if name == "href")


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("**fett** und *kursiv*", "<p><strong>fett</strong> und <em>kursiv</em></p>\n"),
        ("- eins\n- zwei", "<ul>\n<li>eins</li>\n<li>zwei</li>\n</ul>\n"),
        ("eins\nzwei", "<p>eins<br>\nzwei</p>\n"),
        ("[hier](https://example.org)", '<p><a href="https://example.org" rel="nofollow noopener">hier</a></p>\n'),
        ("<b>roh</b>", "<p>&lt;b&gt;roh&lt;/b&gt;</p>\n"),
    ],
)
def test_the_subset_reads_as_meant(written: str, html: str) -> None:
    assert render_markdown(written) == html
