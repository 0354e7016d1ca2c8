"""The sentence that says why a project won or lost reads well for one vote and for thousands."""

import pytest
from django.utils import translation

from budgets.labels import explanation_sentence

BY_SCORE = {"de": "Gefördert an Stelle 1: mit {}, und das Geld reichte.", "en": "Funded in place 1: with {}, and"}


@pytest.mark.parametrize(
    ("language", "votes", "shown"),
    [
        ("de", 1, "1 Stimme"),
        ("de", 1_204, "1.204 Stimmen"),
        ("en", 1, "1 vote"),
        ("en", 1_204, "1,204 votes"),
    ],
)
def test_votes_are_counted_in_words_of_the_language(language: str, votes: int, shown: str) -> None:
    with translation.override(language):
        sentence = explanation_sentence({"code": "won_by_score", "params": {"place": 1, "votes": votes}})
    assert sentence.startswith(BY_SCORE[language].format(shown))


def test_an_exact_amount_is_rounded_to_cents() -> None:
    params = {"place": 2, "votes": 3, "payment_cents": "100000/3", "share_cents": 50_000}
    sentence = explanation_sentence({"code": "won_by_shares", "params": params})
    assert "niemand mehr als 333,33\u00a0€ von seinem Anteil von 500\u00a0€" in sentence
