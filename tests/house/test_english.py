"""English says the glossary's word for each idea, with typographic marks."""

import gettext
import re
from pathlib import Path

import pytest

CATALOGUE = Path(__file__).resolve().parents[2] / "locale" / "en" / "LC_MESSAGES" / "django.mo"
INSTEAD_OF = {
    r"contributions?": "comment; a contribution is made at a meeting",
    r"themes?": "topic",
    r"supports": "supporter",
    r"ideas?|items?": "proposal",
    r"users?": "account or person",
    r"e-mails?": "email",
    r"log ?(?:in|out)": "sign in, sign out",
}


def english() -> list[str]:
    """Every English message of the interface."""
    with CATALOGUE.open("rb") as file:
        catalogue: dict[object, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return [text for key, text in catalogue.items() if key]


@pytest.mark.parametrize("wrong", INSTEAD_OF)
def test_one_idea_has_one_english_word(wrong: str) -> None:
    word = re.compile(rf"\b(?:{wrong})\b", re.IGNORECASE)
    assert [text for text in english() if word.search(text)] == [], f"say {INSTEAD_OF[wrong]}"


def test_quotation_marks_and_apostrophes_are_typographic() -> None:
    assert [text for text in english() if "'" in text or '"' in text] == []
