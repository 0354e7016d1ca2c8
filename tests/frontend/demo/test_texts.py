import re
from itertools import chain
from typing import Any

import pytest

from frontend.demo.accounts import accounts
from frontend.demo.names import address_of
from frontend.demo.texts import read
from participation.models import Channel, ReasonCode, Role

PROPOSALS = [
    *chain.from_iterable(read(name)["proposal"] for name in ("intake_1", "intake_2", "ballot", "finished")),
]


def test_there_are_at_least_sixty_proposals_by_many_ways() -> None:
    assert len(PROPOSALS) >= 60
    assert {text["channel"] for text in PROPOSALS} == set(Channel.values)


@pytest.mark.parametrize("text", PROPOSALS, ids=lambda text: text["title"])
def test_a_proposal_says_what_where_and_for_how_much(text: dict[str, Any]) -> None:
    districts = {district["slug"] for district in read("town")["district"]}
    assert 3 <= len(text["title"]) <= 120
    assert len(re.findall(r"[.!?](?:\s|$)", text["text"])) >= 2
    assert text["cost"] > 0
    assert text["category"] in read("processes")["categories"]
    assert text.get("district") is None or text["district"] in districts
    assert text.get("reason") is None or text["reason"] in ReasonCode.values


def test_titles_are_not_used_twice_in_a_process() -> None:
    for names in (("intake_1", "intake_2"), ("ballot",), ("finished",)):
        titles = [text["title"] for name in names for text in read(name)["proposal"]]
        assert len(set(titles)) == len(titles)


def test_every_role_but_the_helper_has_an_account_and_two_returning_officers() -> None:
    roles = [account.role for account in accounts()]
    assert set(roles) - {""} == set(Role.values) - {Role.HELPER}
    assert roles.count(Role.RETURNING_OFFICER) == 2


def test_addresses_lie_where_no_mail_can_arrive() -> None:
    assert all(account.email.endswith(".example") for account in accounts())
    assert address_of("Klasse 6b der Süd-Schule ß", "town.example") == "klasse.6b.der.sud.schule.ss@town.example"
