"""Processes, their phases and categories."""

from typing import Any

from rest_framework import serializers

from participation.api.serializers.common import InMunicipality, NamedOutput, OfProcess, PublicIdField
from participation.lifecycle import PhaseKind, PhaseStatus
from participation.models import Influence, Phase
from participation.models.processes import PHASE_LABELS

PHASE_KINDS = [(kind.value, PHASE_LABELS[kind]) for kind in PhaseKind]


class ProcessInput(InMunicipality):
    """A process to begin."""

    title = serializers.CharField(max_length=160)


class ProcessChanges(serializers.Serializer[Any]):
    """What is to change about a process."""

    title = serializers.CharField(max_length=160)
    summary = serializers.CharField(max_length=400, allow_blank=True)
    task = serializers.CharField(max_length=5000, allow_blank=True)
    fixed = serializers.CharField(max_length=5000, allow_blank=True)
    open = serializers.CharField(max_length=5000, allow_blank=True)
    influence = serializers.ChoiceField(choices=Influence.choices, allow_blank=True)
    use_of_result = serializers.CharField(max_length=5000, allow_blank=True)
    deciding_body = PublicIdField(allow_null=True)
    office = serializers.CharField(max_length=160, allow_blank=True)
    contact_name = serializers.CharField(max_length=120, allow_blank=True)
    contact_email = serializers.EmailField(max_length=254, allow_blank=True)
    contact_phone = serializers.CharField(max_length=60, allow_blank=True)


class ProcessOutput(serializers.Serializer[Any]):
    """One process."""

    id = serializers.CharField()
    municipality = serializers.CharField(source="municipality_id")
    slug = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    task = serializers.CharField()
    fixed = serializers.CharField()
    open = serializers.CharField()
    influence = serializers.CharField()
    use_of_result = serializers.CharField()
    deciding_body = NamedOutput(allow_null=True)
    office = serializers.CharField()
    contact_name = serializers.CharField()
    contact_email = serializers.CharField()
    contact_phone = serializers.CharField()
    created_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField(allow_null=True)


class PhaseChanges(serializers.Serializer[Any]):
    """What is to change about a phase."""

    title = serializers.CharField(max_length=120, allow_blank=True, required=False)
    opens_at = serializers.DateTimeField(allow_null=True, required=False)
    closes_at = serializers.DateTimeField(allow_null=True, required=False)
    analogue_way = serializers.CharField(max_length=1000, allow_blank=True, required=False)


class PhaseInput(PhaseChanges, OfProcess):
    """A phase to add at the end."""

    kind = serializers.ChoiceField(choices=PHASE_KINDS)


class PhaseOutput(serializers.Serializer[Any]):
    """One phase and where it stands now."""

    id = serializers.CharField()
    process = serializers.CharField(source="process_id")
    position = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=PHASE_KINDS)
    title = serializers.CharField()
    opens_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    analogue_way = serializers.CharField()
    status = serializers.SerializerMethodField()

    def get_status(self, phase: Phase) -> PhaseStatus:
        """Return where the phase stands at the moment of the request."""
        return phase.status_at(self.context["now"])


class CategoryInput(OfProcess):
    """A category to add."""

    name = serializers.CharField(max_length=80)


class CategoryOutput(serializers.Serializer[Any]):
    """One category."""

    id = serializers.CharField()
    process = serializers.CharField(source="process_id")
    position = serializers.IntegerField()
    name = serializers.CharField()
