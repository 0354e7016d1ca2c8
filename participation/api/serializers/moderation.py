"""The moderation queue."""

from typing import Any

from rest_framework import serializers

from participation.api.serializers.common import OfMunicipality, PersonOutput
from participation.api.serializers.proposals import ReportOutput
from participation.models import CaseKind, Outcome, ReasonCode


class CaseSearch(OfMunicipality):
    """Which cases a list is asked for: open ones, or those already closed."""

    open = serializers.BooleanField(required=False, default=True)


class CaseOutput(serializers.Serializer[Any]):
    """One case; `waiting_seconds` counts from its opening."""

    id = serializers.CharField()
    municipality = serializers.CharField(source="municipality_id")
    kind = serializers.ChoiceField(choices=CaseKind.choices)
    proposal = serializers.CharField(source="proposal_id", allow_null=True)
    comment = serializers.CharField(source="comment_id", allow_null=True)
    opened_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    overdue = serializers.BooleanField()
    waiting_seconds = serializers.SerializerMethodField()
    report_count = serializers.IntegerField()

    def get_waiting_seconds(self, case: Any) -> int:  # noqa: ANN401 -- a case with what the query adds
        """Return how long the case has been open, in whole seconds."""
        return int(case.waiting.total_seconds())


class DecisionInput(serializers.Serializer[Any]):
    """What is decided; the explanation goes to the author and is required unless the content stays."""

    outcome = serializers.ChoiceField(choices=Outcome.choices)
    reason = serializers.ChoiceField(choices=ReasonCode.choices)
    explanation = serializers.CharField(max_length=2000, allow_blank=True, required=False)


class DecisionOutput(serializers.Serializer[Any]):
    """What was decided."""

    id = serializers.CharField()
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    reason = serializers.ChoiceField(choices=ReasonCode.choices)
    explanation = serializers.CharField()
    decided_by = PersonOutput()
    decided_at = serializers.DateTimeField()


class ContentOutput(serializers.Serializer[Any]):
    """What a case is about, as its author wrote it."""

    title = serializers.CharField()
    text = serializers.CharField()
    author = PersonOutput(allow_null=True)


class CaseDetailOutput(CaseOutput):
    """One case with its content, its reports and its decision."""

    content = ContentOutput()
    reports = ReportOutput(many=True)
    decision = DecisionOutput(allow_null=True)
