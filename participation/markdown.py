"""The subset of Markdown in which people write: paragraphs, lists, emphasis, links; never raw HTML, never pictures."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "blockquote", "br", "h3", "h4"}
_parser = MarkdownIt("zero", {"html": False, "breaks": True}).enable(
    ["list", "emphasis", "link", "autolink", "newline", "blockquote", "escape"]
)


# The same texts are read far more often than written.
@lru_cache(maxsize=512)
def render_markdown(text: str) -> str:
    """Return safe HTML: only `TAGS`, links to http, https and mailto with `rel="nofollow noopener"`."""
    return nh3.clean(
        _parser.render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )
