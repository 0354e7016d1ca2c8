import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from participation.actions.requests import claim_answer
from participation.models import Account, IdempotentAnswer, JournalEntry, Municipality, Person, Role
from participation.permissions import lacks_second_factor
from tests.factories import a_municipality, a_person

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and what was written."""
    written = StringIO()
    try:
        call_command(*arguments, stdout=written)
    except SystemExit as ended:
        return int(ended.code or 0), written.getvalue()
    return 0, written.getvalue()


def add(**more: str) -> tuple[int, str]:
    said = {"slug": "lindenau", "name": "Lindenau", "admin": "kim@example.org"} | more
    return run(
        "add_municipality", said["slug"], said["name"], "--contact-name", "Kim", "--contact-email",
        "rathaus@example.org", "--admin", said["admin"],
    )  # fmt: skip


def test_a_municipality_is_set_up_with_its_administrator() -> None:
    code, said = add()
    assert (code, "kim@example.org" in said) == (0, True)
    grant = Municipality.objects.get(slug="lindenau").role_grants.get()
    assert (grant.role, grant.grantor) == (Role.MUNICIPALITY_ADMINISTRATOR, None)
    assert not grant.person.account.has_usable_password()  # type: ignore[union-attr]  # just made
    assert lacks_second_factor(grant.person, grant.municipality, now=grant.starts_at)


def test_somebody_with_an_account_keeps_it() -> None:
    person = a_person()
    assert person.account is not None
    add(admin=person.account.email)
    assert person.role_grants.count() == 1
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"slug": "API"}, "invalid_input"),
        ({"slug": "konto"}, "invalid_input"),
        ({"name": " "}, "invalid_input"),
        ({"admin": "kim"}, "invalid_input"),
    ],
)
def test_a_refusal_leaves_nothing_behind(said: dict[str, str], code: str) -> None:
    with pytest.raises(CommandError, match=code):
        add(**said)
    assert not Municipality.objects.exists()
    assert not Person.objects.exists()


def test_the_same_address_twice_is_refused() -> None:
    add()
    with pytest.raises(CommandError, match="already_exists"):
        add()


def test_a_journal_that_holds_is_confirmed() -> None:
    town = a_municipality()
    assert run("verify_journal") == (0, f"{town.slug}: the chain holds\n")


@pytest.mark.parametrize("change", [{"act": "something.else"}, {"seq": 7}])
def test_a_broken_journal_is_told_with_exit_code_two(change: dict[str, Any]) -> None:
    town, other = a_municipality(), a_municipality()
    JournalEntry.objects.filter(municipality=town).update(**change)
    code, said = run("verify_journal", "--json")
    found = json.loads(said)
    assert (code, found[other.slug], bool(found[town.slug])) == (2, [], True)
    assert run("verify_journal", other.slug)[0] == 0
    assert run("verify_journal", town.slug)[0] == 2


def test_an_unknown_municipality_is_refused() -> None:
    with pytest.raises(CommandError):
        run("verify_journal", "nowhere")


def test_old_answers_are_forgotten_by_command() -> None:
    for days in (0, 2):
        claim_answer(asker="person:a", key=f"k{days}", fingerprint="f" * 64, now=timezone.now() - timedelta(days=days))
    assert run("forget_old_answers") == (0, "1\n")
    assert run("forget_old_answers") == (0, "0\n")
    assert IdempotentAnswer.objects.get().key == "k0"
