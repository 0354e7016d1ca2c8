"""The booth: fill in, look over, cast, and the receipt. No browser keeps these pages, no log names a choice."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from budgets.actions.ballots import BallotInput, cast_ballot
from budgets.actions.contents import content_of
from budgets.ballotbox import receipt_groups
from budgets.models import Round
from budgets.queries.ballots import Booth, booth_of
from frontend.forms.ballots import FilledBallot, hidden_choices, read_ballot
from frontend.pages.addresses import address
from frontend.pages.ballot_papers import ballot_paper, chosen_projects
from frontend.pages.methods import ballot_text
from frontend.pages.rounds import round_crumbs, round_of
from frontend.pages.visits import Visit, visit
from participation.errors import DomainError

UNPROCESSABLE = 422


@never_cache
def booth(request: HttpRequest, municipality: str, round: str) -> HttpResponse:  # noqa: A002 -- the glossary's word
    """The ballot to fill in; whoever may not vote reads why instead."""
    here = visit(request, municipality)
    found = round_of(here, round)
    empty = FilledBallot(choices={}, idempotency_key=secrets.token_urlsafe(24))
    return booth_page(request, here, open_booth(here, found), empty)


@never_cache
def review(request: HttpRequest, municipality: str, round: str) -> HttpResponse:  # noqa: A002 -- the glossary's word
    """The choices once more before they are cast; what is not possible leads back to the ballot with the reason."""
    here = visit(request, municipality)
    found = round_of(here, round)
    if request.method != "POST":
        return redirect(address(here.municipality, "booth", round=found.pk))
    opened = open_booth(here, found)
    ballot = read_ballot(request.POST)
    if "update" in request.POST:
        return booth_page(request, here, opened, ballot)
    try:
        content_of(round_=found, envelopes=opened.envelopes, choices=ballot.choices)
    except DomainError as refusal:
        return booth_page(request, here, opened, ballot, refusal)
    context = {
        "round": found,
        "envelopes": chosen_projects(opened, ballot),
        "is_blank": not any(ballot.choices.values()),
        "hidden_choices": hidden_choices(opened.envelopes, ballot),
        "ballot": ballot,
        "breadcrumb": _crumbs(here, found, _("Prüfen und abgeben")),
    }
    return render(request, "town/booth_review.html", context)


@never_cache
def receipt(request: HttpRequest, municipality: str, round: str) -> HttpResponse:  # noqa: A002 -- the glossary's word
    """Cast the ballot and show the receipt; sending the same form again shows the same receipt.

    The receipt is the answer itself: its leaf never stands in an address, a log or a session.
    """
    here = visit(request, municipality)
    found = round_of(here, round)
    if request.method != "POST":
        return redirect(address(here.municipality, "round", round=found.pk))
    filled = read_ballot(request.POST)
    ballot = BallotInput(
        choices=filled.choices, idempotency_key=filled.idempotency_key, client_nonce=filled.client_nonce
    )
    try:
        cast = cast_ballot(voter=here.person, round_=found, ballot=ballot, now_after_lock=timezone.now)
    except DomainError as refusal:
        if refusal.status != UNPROCESSABLE:
            raise
        return booth_page(request, here, open_booth(here, found), filled, refusal)
    context = {"round": found, "leaf": cast.leaf, "groups": receipt_groups(cast.leaf).split()}
    context["breadcrumb"] = _crumbs(here, found, _("Quittung"))
    return render(request, "town/receipt.html", context)


def open_booth(here: Visit, round_: Round) -> Booth:
    """Return the booth of the one who is signed in.

    Raises:
        DomainError: what keeps them from voting, typed.

    """
    opened = booth_of(here.person, round_, now=here.now)
    if opened.why_not is not None:
        raise opened.why_not
    return opened


def booth_page(
    request: HttpRequest, here: Visit, booth: Booth, ballot: FilledBallot, refusal: DomainError | None = None
) -> HttpResponse:
    """Draw the ballot with what was chosen so far, and above it what was refused."""
    context = {
        "round": booth.round,
        "already_cast": booth.already_cast,
        "ballot": ballot,
        "refusal": refusal,
        "ballot_text": ballot_text(booth.round),
        "breadcrumb": _crumbs(here, booth.round, _("Ihr Stimmzettel")),
        **ballot_paper(here, booth, ballot),
    }
    return render(request, "town/booth.html", context, status=refusal.status if refusal else 200)


def _crumbs(here: Visit, round_: Round, label: str) -> list[dict[str, str]]:
    return round_crumbs(here, round_, (label, ""))
