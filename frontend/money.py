"""Amounts in the words of a language: pure text, integer cents."""

import re

NBSP = "\u00a0"
MINUS = "\u2212"
AMOUNT = re.compile(r"(?P<whole>[0-9]{1,3}(?:[.\u00a0 ][0-9]{3})+|[0-9]+)(?:[.,](?P<cents>[0-9]{1,2}))?")


def grouped(value: int, language: str) -> str:
    """A whole number with its thousands grouped: „12.345“ in German, “12,345” in English."""
    text = f"{abs(value):,}"
    if not language.startswith("en"):
        text = text.replace(",", ".")
    return f"{MINUS}{text}" if value < 0 else text


def euro_text(cents: int, language: str) -> str:
    """An amount of `cents`; even amounts go without decimals, a negative one gets a true minus sign."""
    euros, rest = divmod(abs(cents), 100)
    english = language.startswith("en")
    text = grouped(euros, language)
    if rest:
        text += f"{'.' if english else ','}{rest:02}"
    sign = MINUS if cents < 0 else ""
    return f"{sign}€{text}" if english else f"{sign}{text}{NBSP}€"


def cents_of(text: str) -> int | None:
    """Read what people type for an amount: „12345“, „12.345“, „12.345,50 €“, “12345.5”.

    A point before exactly three digits groups thousands; any other point or comma divides the cents.
    None when it is no amount, negative ones included.
    """
    match = AMOUNT.fullmatch(text.replace("€", "").strip())
    if match is None:
        return None
    euros = int(re.sub(r"\D", "", match["whole"]))
    return euros * 100 + int((match["cents"] or "0").ljust(2, "0"))
