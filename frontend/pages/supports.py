"""Backing a proposal and taking that back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from frontend.pages.addresses import address
from frontend.pages.proposals import proposal_of
from frontend.pages.visits import visit
from participation.actions.supports import support_proposal, withdraw_support


def proposal_support(request: HttpRequest, municipality: str, proposal: str) -> HttpResponse:
    """Give support, or take it back with `withdraw`; a plain visit (after signing in) leads to the proposal."""
    here = visit(request, municipality)
    found = proposal_of(here, proposal)
    if request.method == "POST":
        act = withdraw_support if "withdraw" in request.POST else support_proposal
        act(supporter=here.person, proposal=found, now=here.now)
    return redirect(address(here.municipality, "proposal", proposal=found.pk) + "#unterstuetzung")
