"""Limits count people and devices: a school behind one address gets in, one who sends too much waits."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from participation.models import Comment, Report
from tests.factories import a_person
from tests.towns import Town, a_furnished_town

ADDRESS = "203.0.113.7"
A_SCHOOL = 40


@pytest.fixture
def town(db: None, settings: Any) -> Town:
    furnished = a_furnished_town()
    settings.LIMITS = {**settings.LIMITS, "comments": (2, 3600), "reports": (2, 3600), "supports": (2, 3600)}
    cache.clear()
    return furnished


def _device() -> Client:
    client = Client()
    client.defaults["REMOTE_ADDR"] = ADDRESS
    return client


def _signed_in() -> Client:
    client = _device()
    account = a_person().account
    assert account is not None
    client.force_login(account)
    return client


def _page(town: Town, name: str, *parts: str) -> str:
    ids = town.ids()
    return reverse(f"town:{name}", kwargs={part: ids[part] for part in ("municipality", *parts)})


def _comment(client: Client, town: Town) -> Any:
    return client.post(_page(town, "proposal_comment", "proposal"), {"text": "Gut.", "stance": "pro"})


def _report(client: Client, town: Town) -> Any:
    return client.post(_page(town, "report", "kind", "subject"), {"reason": "advertising", "text": "Werbung"})


def test_forty_accounts_behind_one_address_all_get_through(town: Town) -> None:
    before = Comment.objects.count()
    assert {_comment(_signed_in(), town).status_code for _ in range(A_SCHOOL)} == {302}
    assert Comment.objects.count() == before + A_SCHOOL


def test_forty_devices_without_account_behind_one_address_all_get_through(town: Town) -> None:
    assert {_report(_device(), town).status_code for _ in range(A_SCHOOL)} == {302}
    assert Report.objects.count() == A_SCHOOL


def test_one_account_over_the_limit_is_told_how_long_to_wait(town: Town) -> None:
    client = _signed_in()
    answers = [_comment(client, town) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600


def test_another_address_does_not_help_one_account(town: Town) -> None:
    client = _signed_in()
    for _ in range(2):
        _comment(client, town)
    client.defaults["REMOTE_ADDR"] = "198.51.100.9"
    assert _comment(client, town).status_code == 429


def test_one_device_over_the_limit_is_told_how_long_to_wait(town: Town) -> None:
    client = _device()
    answers = [_report(client, town) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600


def test_the_api_says_it_too(town: Town) -> None:
    client = _signed_in()
    path = f"/api/v1/proposals/{town.ids()['proposal']}/comments"
    answers = [client.post(path, {"text": "Gut."}, content_type="application/json") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[-1]["Content-Type"] == "application/problem+json"
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600
