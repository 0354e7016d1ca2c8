"""Rounds, envelopes and projects."""

from typing import Any

from rest_framework import serializers

from budgets.lifecycle import RoundState
from budgets.models import BallotType, Feasibility
from budgets.models.rounds import ROUND_STATE_LABELS
from participation.api.serializers.common import NamedOutput, OfProcess, PublicIdField, WithinProcess

ROUND_STATES = [(state.value, ROUND_STATE_LABELS[state]) for state in RoundState]
DECIDED = [choice for choice in Feasibility.choices if choice[0] != Feasibility.PENDING]


class RoundSearch(WithinProcess):
    """Which rounds a list is asked for."""

    state = serializers.ChoiceField(choices=ROUND_STATES, required=False)


class RoundInput(OfProcess):
    """A round to begin."""

    title = serializers.CharField(max_length=160)


class RoundChanges(serializers.Serializer[Any]):
    """What is to change about a round; refused once it has opened."""

    title = serializers.CharField(max_length=160)
    deciding_body = PublicIdField()
    ballot_type = serializers.ChoiceField(choices=BallotType.choices)
    age_min = serializers.IntegerField(min_value=0, max_value=120, allow_null=True)
    age_max = serializers.IntegerField(min_value=0, max_value=120, allow_null=True)
    blank_allowed = serializers.BooleanField()
    replaceable = serializers.BooleanField()
    opens_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    method = serializers.CharField(max_length=40)
    parameters = serializers.DictField(child=serializers.CharField(max_length=80, allow_blank=True))
    min_score = serializers.IntegerField(min_value=0, max_value=1_000_000)


class ReschedulingOutput(serializers.Serializer[Any]):
    """A later closing time and its reason."""

    closes_at = serializers.DateTimeField()
    reason = serializers.CharField()
    decided_at = serializers.DateTimeField()


class RoundOutput(serializers.Serializer[Any]):
    """One round; `configuration` and its SHA-256 are there from opening on."""

    id = serializers.CharField()
    process = serializers.CharField(source="process_id")
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=ROUND_STATES)
    deciding_body = NamedOutput()
    ballot_type = serializers.ChoiceField(choices=BallotType.choices)
    roll_kind = serializers.CharField()
    age_min = serializers.IntegerField(allow_null=True)
    age_max = serializers.IntegerField(allow_null=True)
    blank_allowed = serializers.BooleanField()
    replaceable = serializers.BooleanField()
    opens_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    method = serializers.CharField()
    parameters = serializers.DictField(child=serializers.CharField())
    min_score = serializers.IntegerField()
    currency = serializers.CharField()
    origin = serializers.CharField(source="source")
    configuration = serializers.JSONField(allow_null=True)
    configuration_hash = serializers.CharField()
    created_at = serializers.DateTimeField()


class EnvelopeInput(serializers.Serializer[Any]):
    """An envelope; without a district, everybody votes in it."""

    name = serializers.CharField(max_length=120)
    amount_cents = serializers.IntegerField(min_value=1, max_value=10**12)
    district = PublicIdField(required=False, allow_null=True)
    max_choices = serializers.IntegerField(min_value=1, max_value=1_000_000, required=False, allow_null=True)


class EnvelopeOutput(serializers.Serializer[Any]):
    """One envelope."""

    id = serializers.CharField()
    round = serializers.CharField(source="round_id")
    position = serializers.IntegerField()
    name = serializers.CharField()
    amount_cents = serializers.IntegerField()
    district = serializers.CharField(source="district_id", allow_null=True)
    max_choices = serializers.IntegerField(allow_null=True)


class AdoptionInput(serializers.Serializer[Any]):
    """A published proposal to take into an envelope."""

    envelope = PublicIdField()
    proposal = PublicIdField()


class CostingInput(serializers.Serializer[Any]):
    """What the offices found."""

    cost_cents = serializers.IntegerField(min_value=0, max_value=10**12, allow_null=True)
    feasibility = serializers.ChoiceField(choices=DECIDED)
    reason = serializers.CharField(max_length=2000, allow_blank=True, default="")


class ProjectOutput(serializers.Serializer[Any]):
    """One project; `code` names it on ballots, in counts and in files."""

    id = serializers.CharField()
    round = serializers.CharField(source="round_id")
    envelope = serializers.CharField(source="envelope_id")
    proposal = serializers.CharField(source="proposal_id", allow_null=True)
    code = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    cost_cents = serializers.IntegerField(allow_null=True)
    feasibility = serializers.ChoiceField(choices=Feasibility.choices)
    feasibility_reason = serializers.CharField()
