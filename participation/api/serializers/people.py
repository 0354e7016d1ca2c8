"""Residencies, roles and the journal."""

from typing import Any

from rest_framework import serializers

from participation.api.serializers.common import InDistrict, InMunicipality, PersonOutput, PublicIdField
from participation.models import Role, VerificationMethod


class ResidencyInput(InDistrict):
    """What a clerk verified about the person who signs in with an address."""

    email = serializers.EmailField(max_length=254)
    born_on = serializers.DateField()


class ResidencyOutput(serializers.Serializer[Any]):
    """One verified residency; the date of birth does not go out."""

    id = serializers.CharField()
    person = PersonOutput()
    municipality = serializers.CharField(source="municipality_id")
    district = serializers.CharField(source="district_id")
    method = serializers.ChoiceField(choices=VerificationMethod.choices)
    verified_at = serializers.DateTimeField()
    valid_until = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)


class RoleGrantInput(InMunicipality):
    """A role to grant from now on, for the whole municipality or one process."""

    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(choices=Role.choices)
    process = PublicIdField(required=False, allow_null=True)
    ends_at = serializers.DateTimeField()


class RoleGrantOutput(serializers.Serializer[Any]):
    """One grant; without a grantor it was the operator."""

    id = serializers.CharField()
    person = PersonOutput()
    municipality = serializers.CharField(source="municipality_id")
    process = serializers.CharField(source="process_id", allow_null=True)
    role = serializers.ChoiceField(choices=Role.choices)
    grantor = PersonOutput(allow_null=True)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class JournalEntryOutput(serializers.Serializer[Any]):
    """One entry of the journal; `seq` counts within its municipality."""

    municipality = serializers.CharField(source="municipality_id")
    seq = serializers.IntegerField()
    at = serializers.DateTimeField()
    actor = serializers.CharField(source="actor_ref")
    act = serializers.CharField()
    on = serializers.CharField(source="on_ref")
    data = serializers.JSONField()  # type: ignore[assignment]  # DRF's own word
    previous_hash = serializers.CharField()
    hash = serializers.CharField()
