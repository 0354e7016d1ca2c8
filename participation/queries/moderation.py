"""The moderation queue as moderators see it."""

from datetime import datetime

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from participation.models import ModerationCase, Municipality, Person, Report
from participation.permissions import MODERATION_ROLES, grants_in_force


def visible_cases(moderator: Person | None, *, now: datetime) -> QuerySet[ModerationCase]:
    """Return the cases, open and decided, of every municipality or process that somebody moderates."""
    if moderator is None:
        return ModerationCase.objects.none()
    grants = grants_in_force(moderator, now=now).filter(
        role__in=MODERATION_ROLES, municipality=OuterRef("municipality")
    )
    for_it = grants.filter(Q(process=None) | Q(process=OuterRef("process_of_case")))
    of_case = Report.objects.filter(case=OuterRef("pk")).order_by().values("case")
    reports = of_case.annotate(number=Count("pk")).values("number")
    cases = ModerationCase.objects.annotate(
        process_of_case=Coalesce(F("proposal__process"), F("comment__proposal__process"))
    )
    return (
        cases.filter(Exists(for_it))
        .select_related(
            "municipality",
            "proposal__process__municipality",
            "proposal__author",
            "proposal__category",
            "proposal__district",
            "comment__author",
            "comment__proposal__process__municipality",
            "decision__decided_by",
        )
        .annotate(
            report_count=Coalesce(Subquery(reports, output_field=IntegerField()), 0),
            waiting=ExpressionWrapper(
                Value(now, output_field=DateTimeField()) - F("opened_at"), output_field=DurationField()
            ),
            overdue=Case(
                When(closed_at=None, due_at__lt=now, then=Value(value=True)),
                default=Value(value=False),
                output_field=BooleanField(),
            ),
        )
    )


def queue(moderator: Person | None, municipality: Municipality, *, now: datetime) -> QuerySet[ModerationCase]:
    """Return the open cases, oldest first, each with `waiting` (a duration), `overdue` and `report_count`."""
    return (
        visible_cases(moderator, now=now).filter(municipality=municipality, closed_at=None).order_by("opened_at", "id")
    )
