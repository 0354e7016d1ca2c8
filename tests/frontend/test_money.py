import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontend.money import cents_of, euro_text, grouped


@pytest.mark.parametrize(
    ("cents", "german", "english"),
    [
        (0, "0\u00a0€", "€0"),
        (5, "0,05\u00a0€", "€0.05"),
        (100, "1\u00a0€", "€1"),
        (1_234_500, "12.345\u00a0€", "€12,345"),
        (1_234_550, "12.345,50\u00a0€", "€12,345.50"),
        (-20_000, "\u2212200\u00a0€", "\u2212€200"),
        (123_456_789_00, "123.456.789\u00a0€", "€123,456,789"),
    ],
)
def test_an_amount_reads_as_in_its_language(cents: int, german: str, english: str) -> None:
    assert (euro_text(cents, "de"), euro_text(cents, "en")) == (german, english)


def test_thousands_are_grouped_and_minus_is_a_minus() -> None:
    assert (grouped(-12_345, "de"), grouped(12_345, "en-gb")) == ("\u221212.345", "12,345")


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12345", 1_234_500),
        ("12.345", 1_234_500),
        ("12 345 €", 1_234_500),
        ("12.345,50 €", 1_234_550),
        ("12345.5", 1_234_550),
        ("0,05", 5),
        ("1.000.000", 100_000_000),
    ],
)
def test_amounts_are_read_as_people_type_them(text: str, cents: int) -> None:
    assert cents_of(text) == cents


@pytest.mark.parametrize("text", ["", "abc", "-5", "1,2,3", "12.34.567", "1,234,5", "10 Euro", "1e3", "٣"])
def test_what_is_no_amount_is_not_guessed(text: str) -> None:
    assert cents_of(text) is None


@given(st.integers(min_value=0, max_value=10**12))
def test_what_is_shown_in_german_can_be_typed_back(cents: int) -> None:
    assert cents_of(euro_text(cents, "de")) == cents
