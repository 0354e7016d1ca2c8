"""What can be seen of comments."""

from datetime import datetime

from django.db.models import QuerySet

from participation.models import Comment, Person, Proposal
from participation.queries.proposals import visible_proposals


def visible_comments(viewer: Person | None, proposal: Proposal) -> QuerySet[Comment]:  # noqa: ARG001 -- reads start from who asks
    """Return the comments below a visible proposal, oldest first; hidden ones keep their place, see `shown_text`."""
    return Comment.objects.filter(proposal=proposal).select_related("author")


def visible_comments_anywhere(viewer: Person | None, *, now: datetime) -> QuerySet[Comment]:
    """Return the comments below all visible proposals."""
    proposals = visible_proposals(viewer, None, now=now).values("pk")
    return Comment.objects.filter(proposal__in=proposals).select_related("author", "proposal")
