import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_an_address_that_no_view_serves_gets_the_document_of_an_unknown_proposal(client: Client) -> None:
    unknown = client.get("/api/v1/proposals/0000000000000000")
    nowhere = client.get("/api/v1/nowhere/at/all")
    assert (nowhere.status_code, nowhere["Content-Type"]) == (404, "application/problem+json")
    assert nowhere.content == unknown.content
