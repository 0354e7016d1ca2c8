"""An installation for one town alone: its pages stand at the root, and links lead there."""

import importlib
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.handlers.exception import response_for_exception
from django.test import Client, RequestFactory
from django.urls import clear_url_caches, converters

import config.urls
import frontend.urls
from participation.actions.mail import queue_decision_mail
from participation.models import ModerationDecision, Municipality
from tests.factories import NOW, a_municipality, a_proposal, an_open_process


def reload_urls() -> None:
    converters.REGISTERED_CONVERTERS.pop("only")
    for module in (frontend.urls, config.urls):
        importlib.reload(module)
    clear_url_caches()


@pytest.fixture
def alone(town: Municipality, settings: pytest.FixtureRequest) -> Iterator[Municipality]:
    settings.SINGLE_MUNICIPALITY = town.slug  # type: ignore[attr-defined] # pytest-django's own
    reload_urls()
    yield town
    settings.SINGLE_MUNICIPALITY = ""  # type: ignore[attr-defined] # the same
    reload_urls()


def test_pages_and_their_links_stand_at_the_root(alone: Municipality) -> None:
    process = an_open_process(alone)
    proposal = a_proposal(process)
    home = Client().get("/").content.decode()
    assert f'href="/verfahren/{process.slug}/"' in home
    assert f"/{alone.slug}/" not in home
    assert Client().get(f"/vorschlaege/{proposal.pk}/").status_code == 200
    assert Client().get(f"/{alone.slug}/").status_code == 404


def test_the_mail_about_a_decision_links_to_the_root(alone: Municipality) -> None:
    proposal = a_proposal(an_open_process(alone))
    queued = queue_decision_mail(decision_id=ModerationDecision.objects.get(case__proposal=proposal).pk, now=NOW)
    assert queued is not None
    assert f"{settings.SITE_URL}/vorschlaege/{proposal.pk}/" in queued.text


def test_another_town_is_not_served(alone: Municipality) -> None:
    other = a_municipality("Nachbarort")
    assert Client().get(f"/{other.slug}/").status_code == 404


def test_the_page_for_our_faults_needs_neither_session_nor_database() -> None:
    response = response_for_exception(RequestFactory(SERVER_NAME="localhost").get("/"), ZeroDivisionError())
    assert response.status_code == 500
    assert "Da ist etwas schiefgegangen" in response.content.decode()
