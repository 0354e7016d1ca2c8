"""Acts that take two different people: one proposes, another confirms."""

from django.db import models
from django.db.models import F, Q

from participation.models.accounts import Person
from participation.models.base import Entity
from participation.models.municipalities import Municipality


class CriticalAct(Entity):
    """One proposed act and who confirmed it; at most one open proposal of an act per thing."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="critical_acts")
    act = models.CharField(max_length=60)
    on_ref = models.CharField(max_length=80)
    params = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="proposed_acts")
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="confirmed_acts")
    confirmed_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # expired or taken back

    class Meta:
        ordering = ("-proposed_at", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(confirmed_by=F("proposed_by")), name="two_different_people"),
            models.UniqueConstraint(
                fields=("act", "on_ref"),
                condition=Q(confirmed_at=None, dropped_at=None),
                name="one_open_proposal_of_act",
            ),
        )

    def __str__(self) -> str:
        return f"{self.act} on {self.on_ref}"
