"""The discussion below a proposal."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from participation.actions.cases import open_case
from participation.actions.proposals import require_state
from participation.errors import SignInRequiredError
from participation.events import CommentWritten, announce
from participation.lifecycle import Activity
from participation.limits import check_limit
from participation.locks import gate_of, lock, lock_shared
from participation.models import CaseKind, Comment, Person, Proposal, Stance
from participation.queries.phases import require_phase
from participation.texts import clean_text, invalid


@transaction.atomic
def write_comment(*, author: Person | None, proposal: Proposal, stance: Stance, text: str, now: datetime) -> Comment:
    """Write below a published proposal; it can be read at once, and moderation looks at it afterwards.

    Raises:
        SignInRequiredError: nobody is signed in.
        TooManyRequestsError: `author` wrote too many comments.
        WrongPhaseError: the process takes no comments at `now`.
        WrongStateError: the proposal is not published.
        InvalidInputError: an unknown stance, no text, or more than 3,000 characters.

    """
    if author is None:
        raise SignInRequiredError
    check_limit("comments", f"person:{author.pk}", now)
    lock_shared(gate_of(proposal.process_id))
    proposal = lock(Proposal, proposal.pk)
    require_phase(proposal.process, Activity.COMMENT, now)
    require_state(proposal=proposal, activity=Activity.COMMENT)
    if stance not in set(Stance):
        raise invalid(field="stance", reason=_("Bitte wählen Sie einen Wert aus der Liste."))
    text = clean_text(text, field="text", limit=3000)
    comment = Comment.objects.create(proposal=proposal, author=author, stance=stance, text=text, written_at=now)
    open_case(kind=CaseKind.NEW_COMMENT, about=comment, now=now)
    announce(CommentWritten(comment_id=comment.pk))
    return comment
