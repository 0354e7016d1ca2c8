import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.errors import InvalidInputError
from participation.texts import clean_email, clean_line, clean_text, fold

any_text = st.text(st.characters(exclude_categories=["Cs"]))


def clean(text: object, *, limit: int = 100, required: bool = True) -> str:
    return clean_text(text, field="title", limit=limit, required=required)


@pytest.mark.parametrize("value", ["", "   \n", "\u202e\x07", None, 7, ["a"], "a\x00b", "\ud800", "x" * 101])
def test_what_cannot_be_used_is_refused_naming_the_field(value: object) -> None:
    with pytest.raises(InvalidInputError) as refused:
        clean(value)
    assert refused.value.field == "title"
    assert "„Titel“" in str(refused.value)


def test_an_optional_text_may_be_empty() -> None:
    assert clean("  ", required=False) == ""


def test_control_characters_and_marks_of_direction_go_and_lines_stay() -> None:
    assert clean("eins\r\nzwei\x07\u202e\tdrei\r ") == "eins\nzwei\tdrei"


def test_a_line_is_one_line() -> None:
    assert clean_line(" a \n b\tc \u202e d\u2067", field="title", limit=10) == "a b c d"


@given(any_text.filter(lambda text: "\x00" not in text))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text, limit=10**6, required=False)
    assert clean(once, limit=10**6, required=False) == once


@given(any_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_case_does_not_matter_to_the_search(text: str) -> None:
    assert fold(text) == fold(text.casefold())


@pytest.mark.parametrize(
    ("written", "searched"),
    [("BÄNKE", "banke"), ("Straße", "STRASSE"), ("Café  Größe", "cafe grosse"), ("Şişli", "sisli")],
)
def test_the_search_forgives_case_umlauts_and_accents(written: str, searched: str) -> None:
    assert fold(written) == fold(searched)


@pytest.mark.parametrize("address", ["kein", "a@", "@b.de", "a b@c.de", "a@b.de\x00", "x" * 250 + "@b.de"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InvalidInputError):
        clean_email(address, field="contact_email")


def test_an_address_is_kept_as_it_is() -> None:
    assert clean_email(" Kim@example.org ", field="contact_email") == "Kim@example.org"
