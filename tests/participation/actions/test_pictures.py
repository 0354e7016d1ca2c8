from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from participation.actions.pictures import MAX_PICTURES, add_picture, remove_picture
from participation.errors import (
    DomainError,
    InvalidInputError,
    NotFoundError,
    NotPermittedError,
    SignInRequiredError,
    TooLargeError,
    UnreadablePictureError,
    WrongStateError,
)
from participation.lifecycle import ProposalState
from participation.models import Picture, Proposal
from tests.factories import NOW, a_person, a_proposal

pytestmark = pytest.mark.django_db


def a_file() -> bytes:
    target = BytesIO()
    Image.new("RGB", (20, 10)).save(target, "PNG")
    return target.getvalue()


def add(proposal: Proposal, **more: Any) -> Picture:
    asked = {"author": proposal.author, "content": a_file(), "alt_text": "Eine Bank", "now": NOW} | more
    return add_picture(proposal=proposal, **asked)


@pytest.mark.parametrize("state", [ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.RETURNED])
def test_its_author_adds_a_picture_before_publication(state: ProposalState) -> None:
    picture = add(a_proposal(state=state))
    assert (picture.alt_text, picture.width, picture.height) == ("Eine Bank", 20, 10)
    assert default_storage.exists(picture.file.name)


@pytest.mark.parametrize(
    ("refusal", "field", "said"),
    [
        (InvalidInputError, "alt_text", {"alt_text": " "}),
        (InvalidInputError, "alt_text", {"alt_text": "x" * 251}),
        (UnreadablePictureError, "picture", {"content": b"kein Bild"}),
        (UnreadablePictureError, "picture", {"content": b""}),
        (TooLargeError, "picture", {"content": b"x" * (8 * 1024 * 1024 + 1)}),
        (SignInRequiredError, "", {"author": None}),
    ],
)
def test_what_cannot_be_used_is_refused_by_field(refusal: type[DomainError], field: str, said: dict[str, Any]) -> None:
    proposal = a_proposal(state=ProposalState.DRAFT)
    with pytest.raises(refusal) as refused:
        add(proposal, **said)
    assert refused.value.field == field
    assert not proposal.pictures.exists()


def test_others_add_and_remove_nothing() -> None:
    proposal = a_proposal(state=ProposalState.DRAFT)
    picture = add(proposal)
    with pytest.raises(NotPermittedError):
        add(proposal, author=a_person())
    with pytest.raises(NotPermittedError):
        remove_picture(author=a_person(), picture=picture)


def test_a_proposal_has_at_most_five_pictures() -> None:
    proposal = a_proposal(state=ProposalState.DRAFT)
    for _ in range(MAX_PICTURES):
        add(proposal)
    with pytest.raises(InvalidInputError):
        add(proposal)


def test_pictures_of_a_published_proposal_stay_as_they_are() -> None:
    proposal = a_proposal(state=ProposalState.SUBMITTED)
    picture = add(proposal)
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.PUBLISHED, published_at=NOW)
    with pytest.raises(WrongStateError):
        add(proposal)
    with pytest.raises(WrongStateError):
        remove_picture(author=proposal.author, picture=picture)


def test_a_removed_picture_takes_its_file_along_once_that_is_sure(django_capture_on_commit_callbacks: Any) -> None:
    proposal = a_proposal(state=ProposalState.DRAFT)
    picture = add(proposal)
    with django_capture_on_commit_callbacks(execute=True):
        remove_picture(author=proposal.author, picture=picture)
        assert default_storage.exists(picture.file.name)
    assert not default_storage.exists(picture.file.name)
    with pytest.raises(NotFoundError):
        remove_picture(author=proposal.author, picture=picture)
