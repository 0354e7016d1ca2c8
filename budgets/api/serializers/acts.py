"""Acts that take two people, and what they need."""

from typing import Any

from rest_framework import serializers

from participation.api.serializers.common import PersonOutput, PublicIdField


class ActOutput(serializers.Serializer[Any]):
    """A proposed act that waits for its second person."""

    act = serializers.CharField()
    proposed_by = PersonOutput()
    proposed_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    params = serializers.JSONField()


class EarlyClosingInput(serializers.Serializer[Any]):
    """Why a round is to close before its time; public."""

    reason = serializers.CharField(max_length=500)


class ReschedulingInput(EarlyClosingInput):
    """A later closing time and why; public."""

    closes_at = serializers.DateTimeField()


class ResolutionInput(serializers.Serializer[Any]):
    """What the body decided about the last count; `departures` are public reasons by project code."""

    body = PublicIdField()
    title = serializers.CharField(max_length=200)
    decided_on = serializers.DateField()
    paper_reference = serializers.CharField(max_length=80)
    paper_url = serializers.CharField(max_length=200, allow_blank=True, default="")
    reasons = serializers.CharField(max_length=5000)
    departures = serializers.DictField(
        child=serializers.CharField(max_length=2000, allow_blank=True), required=False, default=dict
    )
