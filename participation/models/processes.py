"""Participation processes and their timed phases."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participation.lifecycle import INPUT_PHASES, PhaseKind, PhaseStatus, phase_status
from participation.models.base import Entity
from participation.models.municipalities import Body, Municipality

PHASE_LABELS = {
    PhaseKind.INFORMATION: _("Information"),
    PhaseKind.INTAKE: _("Vorschläge einreichen"),
    PhaseKind.REVIEW: _("Prüfung"),
    PhaseKind.DELIBERATION: _("Beratung"),
    PhaseKind.BALLOT: _("Abstimmung"),
    PhaseKind.DECISION: _("Entscheidung"),
    PhaseKind.DELIVERY: _("Umsetzung"),
    PhaseKind.EVALUATION: _("Auswertung"),
}


class Influence(models.TextChoices):
    """How much the result of a process weighs (G04)."""

    INFORM = "inform", _("Information")
    CONSULT = "consult", _("Anhörung")
    CO_CREATE = "co_create", _("Mitgestaltung")
    CO_DECIDE = "co_decide", _("Mitentscheidung")
    DECIDE = "decide", _("Entscheidung")


REQUIRED_FOR_PUBLICATION = (
    "task",
    "fixed",
    "open",
    "influence",
    "use_of_result",
    "deciding_body",
    "office",
    "contact_name",
    "contact_email",
)


class Process(Entity):
    """One participation process, published only when all can see who decides, who is in charge and what is open."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="processes")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=400, blank=True)
    task = models.TextField(max_length=5000, blank=True)  # the question, in plain language
    fixed = models.TextField(max_length=5000, blank=True)
    open = models.TextField(max_length=5000, blank=True)
    influence = models.CharField(max_length=20, choices=Influence, blank=True)
    use_of_result = models.TextField(max_length=5000, blank=True)
    deciding_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="processes")
    office = models.CharField(max_length=160, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug"), name="process_slug_once"),
            models.CheckConstraint(
                name="published_process_is_complete",
                condition=Q(published_at=None)
                | (
                    Q(deciding_body__isnull=False)
                    & ~Q(task="")
                    & ~Q(fixed="")
                    & ~Q(open="")
                    & ~Q(influence="")
                    & ~Q(use_of_result="")
                    & ~Q(office="")
                    & ~Q(contact_name="")
                    & ~Q(contact_email="")
                ),
            ),
        )

    def __str__(self) -> str:
        return self.title


class Phase(Entity):
    """One timed part of a process: open from `opens_at` until just before `closes_at`; never without `opens_at`."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="phases")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind.value, PHASE_LABELS[kind]) for kind in PhaseKind])
    title = models.CharField(max_length=120, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    analogue_way = models.TextField(max_length=1000, blank=True)  # place and hours, form, telephone, post

    class Meta:
        ordering = ("process", "position")
        constraints = (
            models.UniqueConstraint(fields=("process", "position"), name="phase_position_once"),
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(opens_at__isnull=False, closes_at__gte=F("opens_at")),
                name="phase_closes_later",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(INPUT_PHASES)) | Q(opens_at=None) | ~Q(analogue_way=""),
                name="input_phase_has_analogue_way",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    def status_at(self, now: datetime) -> PhaseStatus:
        """Say where the phase stands at `now`."""
        return phase_status(opens_at=self.opens_at, closes_at=self.closes_at, now=now)
