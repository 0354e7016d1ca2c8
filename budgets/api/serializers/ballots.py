"""Booth, ballot and receipt."""

from typing import Any

from rest_framework import serializers

from budgets.actions.ballots import LEAST_NONCE, MOST_NONCE, Receipt
from budgets.ballotbox import receipt_groups
from budgets.queries.ballots import Booth
from budgets.queries.configurations import FrozenEnvelope
from participation.api.serializers.common import PublicIdField

MOST_CHOICES = 1_000


class BallotSerializer(serializers.Serializer[Any]):
    """A ballot: codes by envelope id; an envelope left out is left blank."""

    choices = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(max_length=60), max_length=MOST_CHOICES)
    )
    client_nonce = serializers.CharField(
        min_length=LEAST_NONCE, max_length=MOST_NONCE, required=False, trim_whitespace=False
    )


class ReceiptOutput(serializers.Serializer[Any]):
    """That a ballot is in the box; the leaf says nothing about the choice."""

    round = serializers.CharField(source="round_id")
    leaf = serializers.RegexField("^[0-9a-f]{64}$")
    groups = serializers.SerializerMethodField()

    def get_groups(self, receipt: Receipt) -> str:
        """Return what people compare by eye."""
        return receipt_groups(receipt.leaf)


class BoothProjectOutput(serializers.Serializer[Any]):
    """A project on the ballot."""

    code = serializers.CharField()
    title = serializers.CharField()
    cost_cents = serializers.IntegerField()


class BoothEnvelopeOutput(serializers.Serializer[Any]):
    """An envelope on the ballot."""

    id = PublicIdField()
    name = serializers.CharField()
    amount_cents = serializers.IntegerField()
    max_choices = serializers.IntegerField(allow_null=True)
    projects = serializers.SerializerMethodField()

    def get_projects(self, envelope: FrozenEnvelope) -> list[dict[str, Any]]:
        """Return the projects by code."""
        return [dict(BoothProjectOutput(project).data) for project in envelope.projects.values()]


class BoothOutput(serializers.Serializer[Any]):
    """The ballot of the one who asks, and why they may not cast it, if so."""

    envelopes = BoothEnvelopeOutput(many=True)
    may_vote = serializers.BooleanField()
    already_cast = serializers.BooleanField()
    why_not = serializers.SerializerMethodField()
    why_not_sentence = serializers.SerializerMethodField()

    def get_why_not(self, booth: Booth) -> str | None:
        """Return the code of the refusal that casting would meet."""
        return booth.why_not.code if booth.why_not else None

    def get_why_not_sentence(self, booth: Booth) -> str | None:
        """Return its sentence."""
        return str(booth.why_not) if booth.why_not else None
