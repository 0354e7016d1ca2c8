"""Budget rounds, their envelopes and the projects on the ballot."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from budgets.lifecycle import RoundState
from participation.models import Body, District, Person, Process, Proposal
from participation.models.base import Entity

ROUND_STATE_LABELS = {
    RoundState.PREPARATION: _("in Vorbereitung"),
    RoundState.OPEN: _("Abstimmung läuft"),
    RoundState.CLOSED: _("Abstimmung beendet"),
    RoundState.CALCULATED: _("berechnet, noch nicht bestätigt"),
    RoundState.CONFIRMED: _("bestätigt"),
}


class BallotType(models.TextChoices):
    """What a ballot says."""

    APPROVAL = "approval", _("Ankreuzen")
    KNAPSACK = "knapsack", _("Budget zusammenstellen")
    POINTS = "points", _("Punkte verteilen")
    RANKING = "ranking", _("Reihenfolge bilden")


class RollKind(models.TextChoices):
    """Who may vote; one kind per round, so that nobody gets two entries by two ways."""

    RESIDENTS = "residents", _("bestätigte Einwohnerinnen und Einwohner")
    IMPORTED = "imported", _("eingelesene Wahl ohne Verzeichnis")


class Round(Entity):
    """One run of a participatory budget; for ballots its state and `closes_at` count, not the process phase.

    From opening on `configuration` (canonical JSON) and its SHA-256 are frozen; a later closing time is the one change.
    """

    process = models.ForeignKey(Process, models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=160)
    state = models.CharField(
        max_length=20, choices=[(s.value, ROUND_STATE_LABELS[s]) for s in RoundState], default=RoundState.PREPARATION
    )
    deciding_body = models.ForeignKey(Body, models.PROTECT, related_name="rounds")
    ballot_type = models.CharField(max_length=20, choices=BallotType, default=BallotType.APPROVAL)
    roll_kind = models.CharField(max_length=20, choices=RollKind, default=RollKind.RESIDENTS)
    age_min = models.PositiveIntegerField(null=True, blank=True)  # years completed on the day of opening, both included
    age_max = models.PositiveIntegerField(null=True, blank=True)
    blank_allowed = models.BooleanField(default=True)
    replaceable = models.BooleanField(default=False)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    method = models.CharField(max_length=40, default="equal-shares/1")
    parameters = models.JSONField(
        default=dict, blank=True
    )  # of the method, as `budgets.counting.Parameters` takes them
    min_score = models.PositiveIntegerField(default=0)
    configuration = models.JSONField(null=True, blank=True)
    configuration_hash = models.CharField(max_length=64, blank=True)
    currency = models.CharField(max_length=3, default="EUR")  # amounts are in its minor unit, here called cents
    source = models.CharField(max_length=300, blank=True)  # of an imported round
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-created_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(closes_at__gt=F("opens_at")), name="round_closes_later"
            ),
            models.CheckConstraint(
                condition=Q(age_min=None) | Q(age_max=None) | Q(age_max__gte=F("age_min")), name="round_age_range"
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.PREPARATION) | ~Q(configuration_hash=""), name="open_round_is_frozen"
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.OPEN) | (Q(opens_at__isnull=False) & Q(closes_at__isnull=False)),
                name="open_round_has_times",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Rescheduling(Entity):
    """One later closing time, decided by two people while ballots are cast, published with its reason."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="reschedulings")
    closed_before_at = models.DateTimeField()  # the closing time that no longer holds
    closes_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("decided_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(closes_at__gt=F("closed_before_at")), name="rescheduling_is_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="rescheduling_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.round_id} until {self.closes_at}"


class Envelope(Entity):
    """A part of the budget, for one district (with all below it) or for all; each project belongs to exactly one."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="envelopes")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    amount_cents = models.BigIntegerField()
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="envelopes")
    max_choices = models.PositiveIntegerField(null=True, blank=True)  # null: as many as one likes

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=("round", "position"), name="envelope_position_once"),
            models.UniqueConstraint(fields=("round", "name"), name="envelope_name_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="envelope_has_money"),
            models.CheckConstraint(condition=Q(max_choices=None) | Q(max_choices__gt=0), name="envelope_allows_choice"),
        )

    def __str__(self) -> str:
        return self.name


class Feasibility(models.TextChoices):
    """What the offices found."""

    PENDING = "pending", _("wird geprüft")
    FEASIBLE = "feasible", _("umsetzbar")
    INFEASIBLE = "infeasible", _("nicht umsetzbar")


class Project(Entity):
    """A proposal adopted into a round, with its cost and whether it can be done; on the ballot when feasible.

    `code` names it on ballots, in counts and in files; it never changes.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="projects")
    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="projects")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="projects")
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=600)
    summary = models.TextField(max_length=10_000, blank=True)
    cost_cents = models.BigIntegerField(null=True, blank=True)
    feasibility = models.CharField(max_length=20, choices=Feasibility, default=Feasibility.PENDING)
    feasibility_reason = models.TextField(max_length=2000, blank=True)
    costed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="costed_projects")
    costed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("round", "code")
        constraints = (
            models.UniqueConstraint(fields=("round", "code"), name="project_code_once"),
            models.UniqueConstraint(
                fields=("round", "proposal"), condition=Q(proposal__isnull=False), name="proposal_adopted_once"
            ),
            models.CheckConstraint(
                condition=Q(cost_cents=None) | Q(cost_cents__gte=0), name="project_cost_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(feasibility=Feasibility.FEASIBLE) | Q(cost_cents__isnull=False), name="feasible_has_cost"
            ),
            models.CheckConstraint(
                condition=~Q(feasibility=Feasibility.INFEASIBLE) | ~Q(feasibility_reason=""),
                name="infeasible_has_reason",
            ),
        )

    def __str__(self) -> str:
        return self.title
