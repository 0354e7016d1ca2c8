"""The pages of allauth speak formal German and look like the rest."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

INFORMAL = re.compile(r"\b([Dd]u|[Dd]ein(e[mnrs]?)?|[Dd]ir|[Dd]ich)\b")
ENTRANCE = ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]
MANAGE = ["account_email", "account_change_password", "account_logout", "mfa_index"]


@pytest.fixture
def signed_in(client: Client) -> Client:
    account = get_user_model().objects.create(email="anna@example.org")
    account.set_password("eine lange Losung")
    account.save()
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    client.force_login(account)
    return client


def assert_in_our_look(html: str) -> None:
    assert INFORMAL.findall(html) == []
    assert html.count("<h1>") == 1
    assert 'class="site-header"' in html
    assert " style=" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("name", ENTRANCE)
def test_signing_in_and_up_is_said_formally(client: Client, name: str) -> None:
    assert_in_our_look(client.get(reverse(name)).content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("name", MANAGE)
def test_the_settings_of_an_account_are_said_formally(signed_in: Client, name: str) -> None:
    assert_in_our_look(signed_in.get(reverse(name)).content.decode())


@pytest.mark.django_db
def test_a_failed_sign_in_links_the_error_to_its_field(client: Client) -> None:
    html = client.post(reverse("account_login"), {"login": "", "password": ""}).content.decode()
    assert 'href="#id_login"' in html
    assert "<title>Fehler: " in html
