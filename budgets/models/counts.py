"""Counts, and what the body made of them."""

from django.db import models
from django.db.models import F, Q

from budgets.models.rounds import Project, Round
from participation.models import Person, Resolution
from participation.models.base import Entity


class Count(Entity):
    """One evaluation of a closed round by its method: *calculated* until the body confirms it. All are kept."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="counts")
    number = models.PositiveIntegerField()
    parameters = models.JSONField()
    ballots = models.PositiveIntegerField()
    roll_size = models.PositiveIntegerField(null=True, blank=True)  # rights to vote; null: imported without a roll
    # One entry per envelope: {"envelope", "name", "amount_cents", "result", "explanations"}; see `actions/counting.py`.
    results = models.JSONField()
    calculated_by = models.ForeignKey(Person, models.PROTECT, related_name="counts")
    calculated_at = models.DateTimeField()

    class Meta:
        ordering = ("round", "-number")
        constraints = (models.UniqueConstraint(fields=("round", "number"), name="count_number_once"),)

    def __str__(self) -> str:
        return f"{self.round_id} #{self.number}"


class CountConfirmation(Entity):
    """The body's decision on a count; one per round."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="confirmation")
    count = models.OneToOneField(Count, models.PROTECT, related_name="confirmation")
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="confirmations")
    confirmed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.count_id


class ProjectDecision(Entity):
    """What the body decided about one project; where it departs from the count, the public reason stands here."""

    confirmation = models.ForeignKey(CountConfirmation, models.PROTECT, related_name="decisions")
    project = models.OneToOneField(Project, models.PROTECT, related_name="decision")
    calculated = models.BooleanField()
    realised = models.BooleanField()
    reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(realised=F("calculated")) | ~Q(reason=""), name="departure_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.project_id}: {self.realised}"
