"""Proposals, whatever the channel, and what people say about them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.lifecycle import ProposalState
from participation.models.accounts import Person
from participation.models.base import Entity
from participation.models.municipalities import District
from participation.models.processes import Process

PROPOSAL_STATE_LABELS = {
    ProposalState.DRAFT: _("Entwurf"),
    ProposalState.SUBMITTED: _("eingereicht, wird geprüft"),
    ProposalState.PUBLISHED: _("veröffentlicht"),
    ProposalState.RETURNED: _("zurückgegeben zur Überarbeitung"),
    ProposalState.REJECTED: _("abgelehnt"),
    ProposalState.WITHDRAWN: _("zurückgezogen"),
}


class Channel(models.TextChoices):
    """The door through which something came in."""

    WEB = "web", _("online")
    PAPER = "paper", _("auf Papier")
    DESK = "desk", _("am Schalter")
    TELEPHONE = "telephone", _("telefonisch")
    POST = "post", _("per Post")
    EVENT = "event", _("bei einer Veranstaltung")


class Category(Entity):
    """A theme by which the proposals of a process are sorted."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="categories")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("process", "name"), name="category_name_once"),)

    def __str__(self) -> str:
        return self.name


class Proposal(Entity):
    """One submission. From the web it has an author; from elsewhere an intake record, and an author only if claimed."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()  # counts up within the process; what people say aloud
    author = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="proposals")
    channel = models.CharField(max_length=20, choices=Channel)
    state = models.CharField(
        max_length=20, choices=[(s.value, PROPOSAL_STATE_LABELS[s]) for s in ProposalState], default=ProposalState.DRAFT
    )
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=10_000)  # a subset of Markdown
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="proposals")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="proposals")
    place = models.CharField(max_length=160, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    estimated_cost_cents = models.BigIntegerField(null=True, blank=True)
    search_text = models.TextField(editable=False)  # case-folded title, text and place
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    state_reason = models.TextField(max_length=2000, blank=True)  # why returned, rejected or withdrawn

    class Meta:
        ordering = ("-created_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("process", "number"), name="proposal_number_once"),
            models.CheckConstraint(
                condition=~Q(channel=Channel.WEB) | Q(author__isnull=False), name="web_proposal_has_author"
            ),
            models.CheckConstraint(
                condition=Q(estimated_cost_cents=None) | Q(estimated_cost_cents__gte=0),
                name="proposal_cost_not_negative",
            ),
            models.CheckConstraint(
                condition=(Q(latitude=None) & Q(longitude=None))
                | (
                    # Named, because a comparison with nothing is neither true nor false, and so would pass.
                    Q(latitude__isnull=False, longitude__isnull=False)
                    & Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
                ),
                name="proposal_point_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.PUBLISHED) | Q(published_at__isnull=False),
                name="published_proposal_has_date",
            ),
        )
        indexes = (models.Index(fields=("process", "state"), name="proposal_by_state"),)

    def __str__(self) -> str:
        return self.title


class ProposalVersion(Entity):
    """How a proposal read after one edit; number 1 is the first submission."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=10_000)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="proposal_versions")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("proposal", "number")
        constraints = (models.UniqueConstraint(fields=("proposal", "number"), name="proposal_version_once"),)

    def __str__(self) -> str:
        return f"{self.proposal_id} v{self.number}"


class Picture(Entity):
    """One picture of a proposal, re-encoded from its pixels so that no metadata survive."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="pictures")
    file = models.FileField(upload_to="pictures")
    alt_text = models.CharField(max_length=250)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("added_at", "id")

    def __str__(self) -> str:
        return self.alt_text


class IntakeRecord(Entity):
    """The evidence of a submission that did not come by web: which form, who took it, who submitted it."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="intake_record")
    form_number = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=160, blank=True)
    received_on = models.DateField()
    submitter_name = models.CharField(max_length=120, blank=True)
    submitter_contact = models.CharField(max_length=250, blank=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="intake_records")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ("-taken_at", "id")

    def __str__(self) -> str:
        return self.form_number or self.pk


class Support(Entity):
    """One person backs one proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, models.PROTECT, related_name="supports")
    given_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("proposal", "person"), name="support_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} for {self.proposal_id}"


class Stance(models.TextChoices):
    """How a comment relates to the proposal."""

    NEUTRAL = "neutral", _("Hinweis oder Frage")
    PRO = "pro", _("Dafür")
    CONTRA = "contra", _("Dagegen")


class Comment(Entity):
    """One contribution to the discussion below a proposal; hidden ones keep their place with the reason."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="comments")
    author = models.ForeignKey(Person, models.PROTECT, related_name="comments")
    stance = models.CharField(max_length=10, choices=Stance, default=Stance.NEUTRAL)
    text = models.TextField(max_length=3000)
    written_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ("written_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(hidden_at=None) | ~Q(hidden_reason=""), name="hidden_comment_has_reason"
            ),
        )

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def title(self) -> str:
        """Name the comment by what it stands below."""
        return self.proposal.title

    @property
    def shown_text(self) -> str:
        """Return what the public reads: nothing of a hidden comment."""
        return "" if self.hidden_at else self.text
