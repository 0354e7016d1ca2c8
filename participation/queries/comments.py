"""What can be seen of comments."""

from django.db.models import QuerySet

from participation.models import Comment, Person, Proposal


def visible_comments(viewer: Person | None, proposal: Proposal) -> QuerySet[Comment]:  # noqa: ARG001 -- reads start from who asks
    """Return the comments below a visible proposal, oldest first; hidden ones keep their place, see `shown_text`."""
    return Comment.objects.filter(proposal=proposal).select_related("author")
