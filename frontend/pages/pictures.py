"""Pictures of proposals: showing, adding, removing them."""

import mimetypes
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from frontend.forms.proposals import PictureForm, ProposalForm, initial_of
from frontend.forms.refusals import carried_out
from frontend.pages.addresses import address
from frontend.pages.drafts import edit_page, own_proposal
from frontend.pages.visits import Visit, one_of, visit
from participation.actions.pictures import add_picture, remove_picture
from participation.lifecycle import ProposalState
from participation.models import Picture, Proposal
from participation.queries.proposals import visible_proposals

A_YEAR = 365 * 24 * 60 * 60


def picture(request: HttpRequest, municipality: str, picture: str) -> HttpResponse:
    """The file of a picture of a visible proposal; it never changes, so browsers keep it."""
    here = visit(request, municipality)
    proposals = visible_proposals(here.viewer, here.municipality, now=here.now)
    found = one_of(Picture.objects.filter(proposal__in=proposals.values("pk")).select_related("proposal"), pk=picture)
    kind = mimetypes.guess_type(found.file.name)[0] or "application/octet-stream"
    with found.file.open("rb") as file:
        answer = HttpResponse(file.read(), content_type=kind)
    # What not everybody may see stays out of shared caches.
    reach = "public" if found.proposal.state == ProposalState.PUBLISHED else "private"
    answer["Cache-Control"] = f"{reach}, max-age={A_YEAR}, immutable"
    answer["Content-Security-Policy"] = "default-src 'none'"
    return answer


@require_POST
def picture_new(request: HttpRequest, municipality: str, proposal: str) -> HttpResponse:
    """Add a picture to a proposal of one's own."""
    here = visit(request, municipality)
    found = own_proposal(here, proposal)
    form = PictureForm(request.POST, request.FILES)
    if carried_out(form, lambda data: _add(here, found, data)):
        messages.success(request, _("Das Bild ist hinzugefügt."))
        return redirect(address(here.municipality, "proposal_edit", proposal=found.pk))
    return edit_page(request, here, found, ProposalForm(process=found.process, initial=initial_of(found)), form)


def _add(here: Visit, proposal: Proposal, data: dict[str, Any]) -> None:
    content = data["picture"].read()
    add_picture(author=here.person, proposal=proposal, content=content, alt_text=data["alt_text"], now=here.now)


@require_POST
def picture_remove(request: HttpRequest, municipality: str, proposal: str, picture: str) -> HttpResponse:
    """Take a picture off a proposal of one's own."""
    here = visit(request, municipality)
    found = own_proposal(here, proposal)
    remove_picture(author=here.person, picture=one_of(found.pictures.all(), pk=picture))
    messages.success(request, _("Das Bild ist entfernt."))
    return redirect(address(here.municipality, "proposal_edit", proposal=found.pk))
