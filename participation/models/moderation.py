"""The one queue of everything new and reported, and what was decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.models.accounts import Person
from participation.models.base import Entity
from participation.models.municipalities import Municipality
from participation.models.proposals import Comment, Proposal

ABOUT_ONE_THING = (Q(proposal__isnull=False) & Q(comment=None)) | (Q(proposal=None) & Q(comment__isnull=False))


class CaseKind(models.TextChoices):
    """Why something is in the queue."""

    NEW_PROPOSAL = "new_proposal", _("neuer Vorschlag")
    NEW_COMMENT = "new_comment", _("neuer Beitrag")
    REPORT = "report", _("Meldung")


class ReasonCode(models.TextChoices):
    """The published list of reasons for a decision."""

    COMPLETE = "complete", _("Vollständig und zulässig")
    UNCLEAR = "unclear", _("Unklar oder unvollständig")
    DUPLICATE = "duplicate", _("Gibt es schon")
    NOT_RESPONSIBLE = "not_responsible", _("Die Kommune ist nicht zuständig")
    OFF_TASK = "off_task", _("Passt nicht zur Aufgabe des Verfahrens")
    INSULT = "insult", _("Beleidigung oder Herabsetzung")
    HATE = "hate", _("Hass oder Bedrohung")
    PERSONAL_DATA = "personal_data", _("Enthält persönliche Daten Dritter")
    ADVERTISING = "advertising", _("Werbung")
    UNFOUNDED = "unfounded", _("Die Meldung ist unbegründet")


class Outcome(models.TextChoices):
    """What a moderator decides."""

    PUBLISH = "publish", _("veröffentlichen")
    RETURN = "return", _("zur Überarbeitung zurückgeben")
    REJECT = "reject", _("ablehnen")
    KEEP = "keep", _("stehen lassen")
    HIDE = "hide", _("ausblenden")


class ModerationCase(Entity):
    """One entry of the queue, about one proposal or one comment; one open case of a kind per thing."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="moderation_cases")
    kind = models.CharField(max_length=20, choices=CaseKind)
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="moderation_cases")
    comment = models.ForeignKey(Comment, models.PROTECT, null=True, blank=True, related_name="moderation_cases")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("opened_at", "id")
        constraints = (
            models.CheckConstraint(condition=ABOUT_ONE_THING, name="case_about_one_thing"),
            models.UniqueConstraint(
                fields=("kind", "proposal"), condition=Q(closed_at=None), name="one_open_case_per_proposal"
            ),
            models.UniqueConstraint(
                fields=("kind", "comment"), condition=Q(closed_at=None), name="one_open_case_per_comment"
            ),
        )
        indexes = (models.Index(fields=("municipality", "closed_at", "opened_at"), name="case_queue"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def content(self) -> Proposal | Comment:
        """Return what the case is about; reads it where it was not selected along.

        Raises:
            ValueError: about nothing, which the database forbids.

        """
        about = self.proposal or self.comment
        if about is None:
            message = f"Case {self.pk} is about nothing."
            raise ValueError(message)
        return about


class Report(Entity):
    """A complaint about content; made with or without an account, several may join one case."""

    case = models.ForeignKey(ModerationCase, models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="reports")
    reason = models.CharField(max_length=30, choices=ReasonCode)
    text = models.TextField(max_length=2000, blank=True)
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ("reported_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "reporter"), condition=Q(reporter__isnull=False), name="report_once_per_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.reason} {self.pk}"


class ModerationDecision(Entity):
    """What was decided about one case, by whom, for which published reason; the author reads `explanation`."""

    case = models.OneToOneField(ModerationCase, models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=20, choices=Outcome)
    reason = models.CharField(max_length=30, choices=ReasonCode)
    explanation = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="moderation_decisions")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("-decided_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=(Outcome.PUBLISH, Outcome.KEEP)) | ~Q(explanation=""),
                name="refusal_is_explained",
            ),
        )

    def __str__(self) -> str:
        return f"{self.outcome} {self.case_id}"
