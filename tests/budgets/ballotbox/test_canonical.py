import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.ballotbox import NotCanonicalError, canonical_json

texts = st.text(st.characters(exclude_categories=["Cs"]))
leaves = st.none() | st.booleans() | st.integers() | texts
documents = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=20)


def test_keys_are_sorted_and_nothing_is_spaced() -> None:
    assert canonical_json({"b": [1, 2], "a": "ä€", "c": None}) == '{"a":"ä€","b":[1,2],"c":null}'.encode()


@given(documents)
def test_every_document_reads_back_as_itself(document: object) -> None:
    assert json.loads(canonical_json(document)) == document


@given(st.dictionaries(texts, leaves, min_size=2))
def test_the_order_of_writing_does_not_matter(document: dict[str, object]) -> None:
    backwards = dict(reversed(document.items()))
    assert canonical_json(backwards) == canonical_json(document)


@pytest.mark.parametrize(
    "document", [1.0, [0.5], {"a": {"b": float("nan")}}, {1: "a"}, {"a": {2: 1}}, {"a": b"x"}, "\ud800", {"a": {1, 2}}]
)
def test_what_has_no_one_text_is_refused(document: object) -> None:
    with pytest.raises(NotCanonicalError):
        canonical_json(document)
