"""What can be seen of proposals."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import MD5, Coalesce, Concat

from participation.lifecycle import PUBLIC_STATES, ProposalState
from participation.models import Comment, Municipality, Person, Picture, Process, Proposal, Support
from participation.permissions import grants_in_force
from participation.texts import fold

IS_PUBLIC = Q(state__in=sorted(PUBLIC_STATES), published_at__isnull=False)
WAS_HANDED_IN = ~Q(state=ProposalState.DRAFT) & Q(submitted_at__isnull=False)
MAX_NUMBER_DIGITS = 9


@dataclass(frozen=True, kw_only=True)
class ProposalFilter:
    """What a list of proposals is narrowed to; empty means all."""

    search: str = ""
    category: str = ""  # id
    district: str = ""  # id
    state: str = ""
    channel: str = ""


def visible_proposals(
    viewer: Person | None, scope: Process | Municipality | None, *, now: datetime
) -> QuerySet[Proposal]:
    """Return what is public, one's own in any state, and for staff all that was handed in.

    Carries `support_count` and `comment_count`; `scope` None looks in all municipalities.
    """
    proposals = Proposal.objects.select_related("process__municipality", "author", "category", "district")
    return _counted(_within(proposals, scope).filter(_may_be_seen_by(viewer, now=now)))


def visible_pictures(viewer: Person | None, *, now: datetime) -> QuerySet[Picture]:
    """Return the pictures of all visible proposals."""
    proposals = visible_proposals(viewer, None, now=now).values("pk")
    return Picture.objects.filter(proposal__in=proposals).select_related("proposal")


def proposals_of(author: Person, municipality: Municipality) -> QuerySet[Proposal]:
    """Return somebody's own proposals in any state, newest first."""
    proposals = Proposal.objects.select_related("process__municipality", "author", "category", "district")
    return _counted(_within(proposals, municipality).filter(author=author))


def supported_by(supporter: Person, municipality: Municipality) -> QuerySet[Proposal]:
    """Return the public proposals that somebody backs, newest first."""
    proposals = Proposal.objects.select_related("process__municipality", "author", "category", "district")
    return _counted(_within(proposals, municipality).filter(IS_PUBLIC, supports__person=supporter))


def _within(proposals: QuerySet[Proposal], scope: Process | Municipality | None) -> QuerySet[Proposal]:
    if isinstance(scope, Process):
        return proposals.filter(process=scope)
    return proposals.filter(process__municipality=scope) if scope is not None else proposals


def _may_be_seen_by(viewer: Person | None, *, now: datetime) -> Q:
    if viewer is None:
        return IS_PUBLIC
    grants = grants_in_force(viewer, now=now).filter(municipality=OuterRef("process__municipality"))
    for_it = grants.filter(Q(process=None) | Q(process=OuterRef("process")))
    return IS_PUBLIC | Q(author=viewer) | (WAS_HANDED_IN & Q(Exists(for_it)))


def _counted(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    supports = Support.objects.filter(proposal=OuterRef("pk"))
    comments = Comment.objects.filter(proposal=OuterRef("pk"), hidden_at=None)
    return proposals.annotate(support_count=_number_of(supports), comment_count=_number_of(comments))


def _number_of(rows: QuerySet[Support] | QuerySet[Comment]) -> Coalesce:
    counted = rows.order_by().values("proposal").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def filter_proposals(proposals: QuerySet[Proposal], wanted: ProposalFilter) -> QuerySet[Proposal]:
    """Narrow a list; an unknown category or district leaves nothing."""
    exact = {
        "category": wanted.category,
        "district": wanted.district,
        "state": wanted.state,
        "channel": wanted.channel,
    }
    proposals = proposals.filter(**{field: value for field, value in exact.items() if value})
    return proposals.filter(_matches(wanted.search)) if wanted.search.strip() else proposals


def _matches(search: str) -> Q:
    """Match every word somewhere in title, text or place, or the number."""
    found = Q()
    for word in fold(search).split():
        found &= Q(search_text__contains=word)
    number = search.strip().lstrip("#")
    if number.isascii() and number.isdigit() and len(number) <= MAX_NUMBER_DIGITS:
        found |= Q(number=int(number))
    return found


def order_proposals(proposals: QuerySet[Proposal], ordering: str) -> QuerySet[Proposal]:
    """Order by `random:<seed>` (the same for the same seed), `newest` or `supports`; anything else is newest."""
    kind, _, seed = ordering.partition(":")
    if kind == "random":
        shuffled = MD5(Concat(Value(seed), F("id"), output_field=CharField()))
        return proposals.annotate(shuffle=shuffled).order_by("shuffle", "id")
    if kind == "supports":
        return proposals.order_by("-support_count", "id")
    return proposals.order_by(F("published_at").desc(nulls_first=True), "-created_at", "id")
