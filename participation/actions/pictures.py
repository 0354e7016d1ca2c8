"""Pictures of a proposal."""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from participation.actions.proposals import require_state
from participation.errors import NotFoundError, TooLargeError
from participation.lifecycle import Activity
from participation.locks import lock
from participation.models import Person, Picture, Proposal
from participation.models.ids import new_id
from participation.permissions import is_author_of, require
from participation.pictures import EncodedPicture, encode_picture
from participation.texts import clean_line, invalid

MAX_PICTURES = 5


def add_picture(*, author: Person | None, proposal: Proposal, content: bytes, alt_text: str, now: datetime) -> Picture:
    """Add a picture, re-encoded from its pixels.

    Args:
        content: the file as it was sent: JPEG, PNG or WebP.
        alt_text: what can be seen, for those who cannot; required.

    Raises:
        NotPermittedError: `author` is not the author.
        TooLargeError: more bytes than `PICTURE_MAX_BYTES`.
        InvalidInputError: no description, or the proposal has its five pictures.
        UnreadablePictureError: the file is no picture that we can read.
        WrongStateError: the proposal was published, rejected or withdrawn.

    """
    require(allowed=is_author_of(author, proposal), person=author)
    if len(content) > settings.PICTURE_MAX_BYTES:
        raise TooLargeError(field="picture", limit=f"{settings.PICTURE_MAX_BYTES // 1024**2} MB")
    alt_text = clean_line(alt_text, field="alt_text", limit=250)
    # Decoding takes long; it happens before the transaction, which holds locks.
    return _store(proposal=proposal, encoded=encode_picture(content), alt_text=alt_text, now=now)


@transaction.atomic
def _store(*, proposal: Proposal, encoded: EncodedPicture, alt_text: str, now: datetime) -> Picture:
    proposal = lock(Proposal, proposal.pk)
    require_state(proposal=proposal, activity=Activity.EDIT)
    if proposal.pictures.count() >= MAX_PICTURES:
        raise invalid(field="picture", reason=_("Höchstens %(limit)s Bilder sind möglich.") % {"limit": MAX_PICTURES})
    return Picture.objects.create(
        proposal=proposal,
        file=ContentFile(encoded.data, name=f"{new_id()}.{encoded.extension}"),
        alt_text=alt_text,
        width=encoded.width,
        height=encoded.height,
        added_at=now,
    )


@transaction.atomic
def remove_picture(*, author: Person | None, picture: Picture) -> None:
    """Remove a picture and, once that is sure, its file.

    Raises:
        NotPermittedError: `author` is not the author of the proposal.
        WrongStateError: the proposal was published, rejected or withdrawn.
        NotFoundError: it is gone already.

    """
    require(allowed=is_author_of(author, picture.proposal), person=author)
    proposal = lock(Proposal, picture.proposal_id)
    require_state(proposal=proposal, activity=Activity.EDIT)
    deleted, _rows = Picture.objects.filter(pk=picture.pk).delete()
    if not deleted:
        raise NotFoundError
    transaction.on_commit(partial(picture.file.storage.delete, picture.file.name))
