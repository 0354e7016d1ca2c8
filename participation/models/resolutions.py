"""Decisions of elected bodies."""

from django.db import models
from django.db.models import Q

from participation.models.base import Entity
from participation.models.municipalities import Body, Municipality


class Resolution(Entity):
    """One decision of a body, with its date, the council paper and the reasons."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="resolutions")
    body = models.ForeignKey(Body, models.PROTECT, related_name="resolutions")
    title = models.CharField(max_length=200)
    decided_on = models.DateField()
    paper_reference = models.CharField(max_length=80)
    paper_url = models.URLField(blank=True)
    reasons = models.TextField(max_length=5000)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-decided_on", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(paper_reference=""), name="resolution_has_paper"),
            models.CheckConstraint(condition=~Q(reasons=""), name="resolution_has_reasons"),
        )

    def __str__(self) -> str:
        return self.title
