from pathlib import Path

import pytest

from budgets.errors import RoundKeyMissingError
from budgets.keys import create_round_key, key_file, round_key


@pytest.fixture(autouse=True)
def key_dir(settings: object, tmp_path: Path) -> Path:
    settings.KEY_DIR = tmp_path / "keys"  # type: ignore[attr-defined] # pytest-django's
    return tmp_path / "keys"


def test_two_rounds_have_two_keys_for_their_owner_alone(key_dir: Path) -> None:
    create_round_key("one")
    create_round_key("two")
    assert round_key("one") != round_key("two")
    assert len(round_key("one")) == 32
    assert {path.stat().st_mode & 0o777 for path in [key_dir, key_file("one")]} == {0o700, 0o600}


def test_a_key_is_never_written_over() -> None:
    create_round_key("one")
    before = round_key("one")
    create_round_key("one")
    assert round_key("one") == before


def test_a_missing_or_damaged_key_is_a_typed_refusal() -> None:
    with pytest.raises(RoundKeyMissingError):
        round_key("one")
    create_round_key("one")
    key_file("one").write_bytes(b"short")
    for read in (round_key, create_round_key):
        with pytest.raises(RoundKeyMissingError):
            read("one")
