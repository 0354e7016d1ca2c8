import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.ballotbox import pseudonym, spent_key_digest

KEY = b"\x07" * 32
ENTRY = "0123456789abcdef0123456789abcdef"


def test_a_pseudonym_known_from_outside_stays_the_same() -> None:
    # printf 'v1|0123…' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0707…
    assert pseudonym(key=KEY, roll_entry_id=ENTRY) == "fa3dcad46108041570de6fd395dd657bb6baecfeffb57fadf9a1443652435b64"


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_another_key_gives_another_pseudonym(one: bytes, other: bytes) -> None:
    assert len({pseudonym(key=key, roll_entry_id=ENTRY) for key in (one, other)}) == len({one, other})


@given(st.text(), st.text())
def test_two_voters_with_the_same_key_never_meet(one: str, other: str) -> None:
    digests = {spent_key_digest(key=KEY, pseudonym=voter, idempotency_key="same") for voter in (f"a{one}", f"b{other}")}
    assert len(digests) == 2


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        pseudonym(key=b"short", roll_entry_id=ENTRY)
