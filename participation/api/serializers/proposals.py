"""Proposals and what belongs to them."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from participation.actions.drafts import MAX_COST_CENTS
from participation.actions.reports import REPORT_REASONS
from participation.api.serializers.common import NamedOutput, OfProcess, PersonOutput, PublicIdField, WithinProcess
from participation.lifecycle import ProposalState
from participation.models import Channel, Picture, Stance
from participation.models.proposals import PROPOSAL_STATE_LABELS

INTAKE_CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.WEB]
REPORT_REASON_CHOICES = [(reason.value, reason.label) for reason in REPORT_REASONS]
STATES = [(state.value, PROPOSAL_STATE_LABELS[state]) for state in ProposalState]


class ProposalSearch(WithinProcess):
    """What a list of proposals is narrowed to and how it is ordered; a random order is stable for its seed."""

    search = serializers.CharField(max_length=200, required=False, allow_blank=True)
    category = PublicIdField(required=False)
    district = PublicIdField(required=False)
    state = serializers.ChoiceField(choices=STATES, required=False)
    channel = serializers.ChoiceField(choices=Channel.choices, required=False)
    ordering = serializers.RegexField(r"^(newest|supports|random:[0-9a-z]{1,32})$", required=False)


class ProposalContent(serializers.Serializer[Any]):
    """What a proposal says; the cost is in cents, the point in degrees (WGS 84)."""

    title = serializers.CharField(max_length=120)
    text = serializers.CharField(max_length=10_000)
    category = PublicIdField(allow_null=True, required=False)
    district = PublicIdField(allow_null=True, required=False)
    place = serializers.CharField(max_length=160, allow_blank=True, required=False)
    latitude = serializers.FloatField(min_value=-90, max_value=90, allow_null=True, required=False)
    longitude = serializers.FloatField(min_value=-180, max_value=180, allow_null=True, required=False)
    estimated_cost_cents = serializers.IntegerField(
        min_value=0, max_value=MAX_COST_CENTS, allow_null=True, required=False
    )


class ProposalInput(ProposalContent, OfProcess):
    """A draft to begin."""


class IntakeInput(ProposalInput):
    """A proposal that came in without the web, with its evidence."""

    channel = serializers.ChoiceField(choices=INTAKE_CHANNELS)
    received_on = serializers.DateField()
    form_number = serializers.CharField(max_length=40, allow_blank=True, required=False)
    intake_place = serializers.CharField(max_length=160, allow_blank=True, required=False)
    submitter_name = serializers.CharField(max_length=120, allow_blank=True, required=False)
    submitter_contact = serializers.CharField(max_length=250, allow_blank=True, required=False)


class ProposalOutput(serializers.Serializer[Any]):
    """One proposal."""

    id = serializers.CharField()
    municipality = serializers.CharField(source="process.municipality_id")
    process = serializers.CharField(source="process_id")
    number = serializers.IntegerField()
    author = PersonOutput(allow_null=True)
    channel = serializers.ChoiceField(choices=Channel.choices)
    state = serializers.ChoiceField(choices=STATES)
    state_reason = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    category = NamedOutput(allow_null=True)
    district = NamedOutput(allow_null=True)
    place = serializers.CharField()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    estimated_cost_cents = serializers.IntegerField(allow_null=True)
    support_count = serializers.IntegerField()
    comment_count = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)


class WithdrawalInput(serializers.Serializer[Any]):
    """Why a proposal is taken back; shown in public."""

    reason = serializers.CharField(max_length=2000, allow_blank=True, required=False)


class CommentInput(serializers.Serializer[Any]):
    """A comment to write."""

    stance = serializers.ChoiceField(choices=Stance.choices, required=False)
    text = serializers.CharField(max_length=3000)


class CommentOutput(serializers.Serializer[Any]):
    """One comment; a hidden one keeps its place, without its text and with the reason."""

    id = serializers.CharField()
    author = PersonOutput()
    stance = serializers.ChoiceField(choices=Stance.choices)
    text = serializers.CharField(source="shown_text")
    written_at = serializers.DateTimeField()
    hidden_at = serializers.DateTimeField(allow_null=True)
    hidden_reason = serializers.CharField()


class PictureInput(serializers.Serializer[Any]):
    """A picture to add: JPEG, PNG or WebP."""

    picture = serializers.FileField()
    alt_text = serializers.CharField(max_length=250)


class PictureOutput(serializers.Serializer[Any]):
    """One picture; sizes in pixels, `url` is the path at which the site serves the file."""

    id = serializers.CharField()
    url = serializers.SerializerMethodField()
    alt_text = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    added_at = serializers.DateTimeField()

    def get_url(self, picture: Picture) -> str:
        """Ask for the path rather than build it: where one town is served alone, its name is no part of it."""
        town = picture.proposal.process.municipality.slug
        return reverse("town:picture", kwargs={"municipality": town, "picture": picture.pk})


class ReportInput(serializers.Serializer[Any]):
    """A complaint about one proposal or one comment."""

    proposal = PublicIdField(required=False)
    comment = PublicIdField(required=False)
    reason = serializers.ChoiceField(choices=REPORT_REASON_CHOICES)
    text = serializers.CharField(max_length=2000, allow_blank=True, required=False)


class ReportOutput(serializers.Serializer[Any]):
    """A complaint as it was taken in."""

    id = serializers.CharField()
    reason = serializers.CharField()
    text = serializers.CharField()
    reported_at = serializers.DateTimeField()
