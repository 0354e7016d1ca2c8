"""What only one person may see stays in no cache; what is the same for all may."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.towns import Town, a_furnished_town


@pytest.fixture
def town(db: None) -> Town:
    return a_furnished_town()


def _page(town: Town, name: str) -> str:
    ids = town.ids()
    return reverse(f"town:{name}", kwargs={"municipality": ids["municipality"], "round": ids["round"]})


def _voter(town: Town) -> Client:
    client = Client()
    client.force_login(town.account("resident"))
    return client


def _ballot(town: Town) -> dict[str, str]:
    ids = town.ids()
    return {f"choice-{ids['envelope']}": ids["code"], "idempotency_key": "einmal"}


def test_the_booth_is_stored_nowhere(town: Town) -> None:
    answer = _voter(town).get(_page(town, "booth"))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("page", ["booth_review", "receipt"])
def test_a_filled_ballot_and_its_receipt_are_stored_nowhere(town: Town, page: str) -> None:
    answer = _voter(town).post(_page(town, page), _ballot(town))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_a_receipt_of_the_api_is_stored_nowhere(town: Town) -> None:
    ids = town.ids()
    answer = _voter(town).put(
        f"/api/v1/rounds/{ids['round']}/ballot",
        {"choices": {ids["envelope"]: [ids["code"]]}},
        content_type="application/json",
        headers={"Idempotency-Key": "einmal"},
    )
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_the_office_is_stored_nowhere(town: Town) -> None:
    client = Client()
    client.force_login(town.account("everything"))
    answer = client.get(reverse("town:office_home", kwargs={"municipality": town.municipality.slug}))
    assert "no-store" in answer["Cache-Control"]


def test_pages_differ_by_who_asks(town: Town) -> None:
    answer = _voter(town).get(reverse("town:my_page", kwargs={"municipality": town.municipality.slug}))
    assert "Cookie" in answer["Vary"]
