import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.ballotbox import NotCanonicalError, leaf_of, receipt_groups

NONCE = "00" * 32
BALLOT = {"choices": {"e1": ["P-1", "P-2"], "e2": []}}


def test_a_leaf_is_the_hash_of_prefix_and_canonical_document() -> None:
    text = (
        '{"b":{"choices":{"e1":["P-1","P-2"],"e2":[]}},"c":"mein Wort","e":"round1","n":"' + NONCE + '"}'
    )  # written out by hand
    expected = hashlib.sha256(b"\x00" + text.encode()).hexdigest()
    assert leaf_of(round_id="round1", server_nonce=NONCE, client_nonce="mein Wort", ballot=BALLOT) == expected


def test_a_leaf_known_from_outside_stays_the_same() -> None:
    # printf '\0{"b":{},"c":"abcdefgh","e":"r","n":"00"}' | sha256sum
    leaf = leaf_of(round_id="r", server_nonce="00", client_nonce="abcdefgh", ballot={})
    assert leaf == "8ee9f814d2a23983922ecd9fe8ac4035a9b104e5caff14a5a4b87ef14c4bb692"


@given(st.text("0123456789abcdef", min_size=64, max_size=64), st.text("0123456789abcdef", min_size=64, max_size=64))
def test_another_nonce_gives_another_leaf(one: str, other: str) -> None:
    leaves = {leaf_of(round_id="r", server_nonce=n, client_nonce="c", ballot=BALLOT) for n in (one, other)}
    assert len(leaves) == len({one, other})


def test_every_part_counts() -> None:
    parts = {"round_id": "r", "server_nonce": "n", "client_nonce": "c"}
    changed = [{**parts, name: "x"} for name in parts]
    leaves = {leaf_of(**variant, ballot=BALLOT) for variant in [parts, *changed]}
    assert len(leaves) == 4


def test_a_float_on_a_ballot_is_refused() -> None:
    with pytest.raises(NotCanonicalError):
        leaf_of(round_id="r", server_nonce="n", client_nonce="c", ballot={"points": 0.5})


def test_a_receipt_is_read_in_four_groups_of_four() -> None:
    assert receipt_groups("0123456789abcdef" + "f" * 48) == "0123 4567 89ab cdef"
