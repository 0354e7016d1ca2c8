"""The pictures of a proposal."""

from django.conf import settings
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from participation.actions.pictures import add_picture, remove_picture
from participation.api.callers import signed_in, viewer_of
from participation.api.idempotency import idempotent
from participation.api.schema import EVERYBODY, SIGNED_IN
from participation.api.serializers.proposals import PictureInput, PictureOutput
from participation.api.views.base import ApiView, ListView, parsed
from participation.api.views.proposals import author_calling, visible_proposal
from participation.queries.lookup import find
from participation.queries.proposals import visible_pictures

ROOM_FOR_THE_FORM = 64 * 1024


class PictureListView(ListView):
    """The pictures of a proposal, oldest first."""

    roles = {"GET": EVERYBODY, "POST": SIGNED_IN}
    ordering = ("added_at", "id")
    parser_classes = (MultiPartParser,)
    max_bytes = settings.PICTURE_MAX_BYTES + ROOM_FOR_THE_FORM

    @extend_schema(operation_id="pictures_list", responses=PictureOutput(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List the pictures."""
        return self.answer_page(request, visible_proposal(request, public_id).pictures.all(), PictureOutput)

    @extend_schema(operation_id="pictures_create", request=PictureInput, responses={201: PictureOutput})
    @idempotent
    def post(self, request: Request, public_id: str) -> Response:
        """Add a picture; it is encoded afresh."""
        proposal = visible_proposal(request, public_id)
        author = author_calling(request, proposal)
        sent = parsed(PictureInput, request.data)
        picture = add_picture(
            author=author,
            proposal=proposal,
            content=sent["picture"].read(),
            alt_text=sent["alt_text"],
            now=timezone.now(),
        )
        return Response(PictureOutput(picture).data, status=201)


class PictureView(ApiView):
    """One picture."""

    roles = SIGNED_IN

    @extend_schema(operation_id="pictures_remove", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Remove a picture of one's own proposal."""
        picture = find(visible_pictures(viewer_of(request), now=timezone.now()), public_id)
        remove_picture(author=signed_in(request), picture=picture)
        return Response(status=204)
