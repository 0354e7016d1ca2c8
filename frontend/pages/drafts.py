"""Writing proposals: new ones, changing them, handing them in, taking them back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from frontend.forms.proposals import PictureForm, ProposalForm, WithdrawalForm, initial_of
from frontend.forms.refusals import carried_out, put_refusal, status_of
from frontend.pages.addresses import address
from frontend.pages.processes import process_crumbs, process_of
from frontend.pages.proposals import proposal_of
from frontend.pages.visits import Visit, visit
from participation.actions.proposals import draft_proposal, edit_proposal, submit_proposal, withdraw_proposal
from participation.errors import DomainError, NotFoundError, WrongPhaseError, WrongStateError
from participation.lifecycle import ALLOWED_IN_STATE, Activity, ProposalState
from participation.models import Proposal
from participation.permissions import is_author_of
from participation.queries.phases import open_phase_for


def proposal_new(request: HttpRequest, municipality: str, process: str) -> HttpResponse:
    """Write a proposal: look at it first, keep it as a draft, or hand it in at once."""
    here = visit(request, municipality)
    found = process_of(here, process)
    phase = open_phase_for(found, Activity.SUBMIT, now=here.now)
    if phase is None:
        raise WrongPhaseError
    author = here.person
    form = ProposalForm(request.POST or None, process=found)
    if "preview" not in request.POST and form.is_valid():
        try:
            draft = draft_proposal(author=author, process=found, draft=form.draft, now=here.now)
        except DomainError as error:
            put_refusal(form, error)
        else:
            return _after_writing(request, here, draft)
    context = {"process": found, "phase": phase, "form": form, **_preview(request, form)}
    context["breadcrumb"] = process_crumbs(here, found, (_("Vorschlag einreichen"), ""))
    return render(request, "town/proposal_new.html", context, status=status_of(form))


def proposal_edit(request: HttpRequest, municipality: str, proposal: str) -> HttpResponse:
    """Change a proposal of one's own and its pictures; a returned one can be handed in again."""
    here = visit(request, municipality)
    found = own_proposal(here, proposal)
    if found.state not in ALLOWED_IN_STATE[Activity.EDIT]:
        raise WrongStateError
    form = ProposalForm(request.POST or None, process=found.process, initial=initial_of(found))
    if "preview" not in request.POST and carried_out(
        form, lambda _data: edit_proposal(author=here.person, proposal=found, draft=form.draft, now=here.now)
    ):
        return _after_writing(request, here, found)
    return edit_page(request, here, found, form, PictureForm())


def edit_page(
    request: HttpRequest, here: Visit, proposal: Proposal, form: ProposalForm, picture_form: PictureForm
) -> HttpResponse:
    """Draw the page on which a proposal is changed; status 422 where one of its forms was refused."""
    context = {
        "proposal": proposal,
        "form": form,
        "picture_form": picture_form,
        "pictures": list(proposal.pictures.all()),
        "can_submit": proposal.state in ALLOWED_IN_STATE[Activity.SUBMIT],
        "breadcrumb": _proposal_crumbs(here, proposal, _("Bearbeiten")),
        **_preview(request, form),
    }
    status = max(status_of(form), status_of(picture_form))
    return render(request, "town/proposal_edit.html", context, status=status)


def _preview(request: HttpRequest, form: ProposalForm) -> dict[str, Any]:
    if "preview" not in request.POST or not form.is_valid():
        return {}
    return {"preview": form.cleaned_data}


def _after_writing(request: HttpRequest, here: Visit, proposal: Proposal) -> HttpResponse:
    if "submit" in request.POST:
        return _hand_in(request, here, proposal)
    messages.success(request, _("Gespeichert."))
    return redirect(address(here.municipality, "proposal_edit", proposal=proposal.pk))


@require_POST
def proposal_submit(request: HttpRequest, municipality: str, proposal: str) -> HttpResponse:
    """Hand in a draft, or a returned proposal again."""
    here = visit(request, municipality)
    return _hand_in(request, here, own_proposal(here, proposal))


def _hand_in(request: HttpRequest, here: Visit, proposal: Proposal) -> HttpResponse:
    try:
        submit_proposal(author=here.person, proposal=proposal, now=here.now)
    except NotFoundError:
        raise
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(address(here.municipality, "proposal_edit", proposal=proposal.pk))
    messages.success(
        request,
        _("Danke! Ihr Vorschlag ist eingereicht. Wir prüfen ihn und schreiben Ihnen, sobald er öffentlich ist."),
    )
    return redirect(address(here.municipality, "proposal", proposal=proposal.pk))


def proposal_withdraw(request: HttpRequest, municipality: str, proposal: str) -> HttpResponse:
    """Take a proposal back, after a question."""
    here = visit(request, municipality)
    found = own_proposal(here, proposal)
    if found.state not in ALLOWED_IN_STATE[Activity.WITHDRAW]:
        raise WrongStateError
    form = WithdrawalForm(request.POST or None)
    if carried_out(form, lambda data: withdraw_proposal(author=here.person, proposal=found, now=here.now, **data)):
        messages.success(request, _("Ihr Vorschlag ist zurückgezogen."))
        return redirect(address(here.municipality, "my_page"))
    context = {"proposal": found, "form": form, "was_public": found.state == ProposalState.PUBLISHED}
    context["breadcrumb"] = _proposal_crumbs(here, found, _("Zurückziehen"))
    return render(request, "town/proposal_withdraw.html", context, status=status_of(form))


def own_proposal(here: Visit, pk: str) -> Proposal:
    """Return a proposal of the one who is signed in.

    Raises:
        SignInRequiredError: nobody is signed in.
        NotFoundError: it does not exist, or is somebody else's: the pages of an author are nobody else's.

    """
    author = here.person
    found = proposal_of(here, pk)
    if not is_author_of(author, found):
        raise NotFoundError
    return found


def _proposal_crumbs(here: Visit, proposal: Proposal, label: str) -> list[dict[str, str]]:
    own = (proposal.title, address(here.municipality, "proposal", proposal=proposal.pk))
    return process_crumbs(here, proposal.process, own, (label, ""))
