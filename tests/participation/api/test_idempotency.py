from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from participation.models import IdempotentAnswer, Person, Proposal
from tests.factories import a_person, a_phase, a_process
from tests.participation.api.calls import a_client, call, problem_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def said() -> dict[str, str]:
    process, now = a_process(), timezone.now()
    a_phase(process, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    return {"process": process.pk, "title": "Bank", "text": "Am See"}


@pytest.fixture
def anna() -> Person:
    return a_person()


def post(person: Person, said: Any, key: str = "k-1", path: str = "proposals") -> Any:
    return call(a_client(person), "POST", path, said, **{"Idempotency-Key": key})


def test_a_repeated_request_changes_nothing_and_gets_the_same_answer(anna: Person, said: dict[str, str]) -> None:
    first, second = post(anna, said), post(anna, said)
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert Proposal.objects.count() == 1


def test_the_order_of_members_does_not_matter(anna: Person, said: dict[str, str]) -> None:
    post(anna, said)
    assert post(anna, dict(reversed(said.items()))).status_code == 201
    assert Proposal.objects.count() == 1


def test_without_a_key_each_request_counts(anna: Person, said: dict[str, str]) -> None:
    for _ in range(2):
        assert post(anna, said, key="").status_code == 201
    assert Proposal.objects.count() == 2


def test_another_content_under_the_same_key_is_refused(anna: Person, said: dict[str, str]) -> None:
    post(anna, said)
    assert problem_of(post(anna, {**said, "title": "Tisch"})) == (422, "idempotency_conflict")
    assert problem_of(post(anna, said, path="reports")) == (422, "idempotency_conflict")
    assert Proposal.objects.count() == 1


def test_two_people_may_use_the_same_key(anna: Person, said: dict[str, str]) -> None:
    ids = {post(person, said).json()["id"] for person in (anna, a_person())}
    assert len(ids) == 2


def test_a_refusal_is_not_kept(anna: Person, said: dict[str, str]) -> None:
    assert post(anna, {**said, "title": ""}).status_code == 422
    assert not IdempotentAnswer.objects.exists()
    assert post(anna, said).status_code == 201


@pytest.mark.parametrize("key", ["x" * 81, "\u00ff" * 81])
def test_a_key_too_long_is_refused(anna: Person, said: dict[str, str], key: str) -> None:
    assert problem_of(post(anna, said, key=key)) == (422, "invalid_input")


def test_answers_without_a_body_are_repeated_too(anna: Person, said: dict[str, str]) -> None:
    draft = post(anna, said).json()["id"]
    path = f"proposals/{draft}/submission"
    answers = [post(anna, None, key="k-2", path=path) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]


def test_of_a_file_its_bytes_count(anna: Person, said: dict[str, str]) -> None:
    draft = post(anna, said).json()["id"]
    client, path = a_client(anna), f"/api/v1/proposals/{draft}/pictures"

    def send(content: bytes) -> Any:
        picture = SimpleUploadedFile("bild.png", content)
        return client.post(path, {"picture": picture, "alt_text": "Bank"}, headers={"Idempotency-Key": "k-3"})

    png = (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdac\xfc\xcf"
        b"\xc0P\x0f\0\x04\x85\x01\x80\x84\xa9\x8c!\0\0\0\0IEND\xaeB`\x82"
    )
    assert [send(png).status_code, send(png).status_code] == [201, 201]
    assert problem_of(send(png + b"x")) == (422, "idempotency_conflict")
    assert len(client.get(path).json()["results"]) == 1
