"""Writing below a proposal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from frontend.forms.discussion import CommentForm
from frontend.forms.refusals import carried_out
from frontend.pages.addresses import address
from frontend.pages.proposals import proposal_of, proposal_page
from frontend.pages.visits import visit
from participation.actions.comments import write_comment


def proposal_comment(request: HttpRequest, municipality: str, proposal: str) -> HttpResponse:
    """Add a contribution; a plain visit (after signing in) leads to the discussion."""
    here = visit(request, municipality)
    found = proposal_of(here, proposal)
    if request.method == "POST":
        author = here.person
        form = CommentForm(request.POST)
        if not carried_out(form, lambda data: write_comment(author=author, proposal=found, now=here.now, **data)):
            return proposal_page(request, here, found, form)
        messages.success(request, _("Ihr Beitrag ist veröffentlicht."))
    return redirect(address(here.municipality, "proposal", proposal=found.pk) + "#diskussion")
