"""Municipalities, districts and bodies, as they go out."""

from typing import Any

from rest_framework import serializers

from participation.models import BodyKind


class MunicipalityOutput(serializers.Serializer[Any]):
    """One municipality."""

    id = serializers.CharField()
    slug = serializers.CharField()
    name = serializers.CharField()
    regional_key = serializers.CharField()
    introduction = serializers.CharField()
    contact_name = serializers.CharField()
    contact_email = serializers.CharField()
    contact_phone = serializers.CharField()
    address = serializers.CharField()


class DistrictOutput(serializers.Serializer[Any]):
    """One district; `boundary` is a GeoJSON geometry (WGS 84)."""

    id = serializers.CharField()
    municipality = serializers.CharField(source="municipality_id")
    parent = serializers.CharField(source="parent_id", allow_null=True)  # type: ignore[assignment]  # DRF's own word
    name = serializers.CharField()
    population = serializers.IntegerField(allow_null=True)
    boundary = serializers.JSONField(allow_null=True)


class BodyOutput(serializers.Serializer[Any]):
    """One body that decides or deliberates."""

    id = serializers.CharField()
    municipality = serializers.CharField(source="municipality_id")
    kind = serializers.ChoiceField(choices=BodyKind.choices)
    name = serializers.CharField()
    contact_email = serializers.CharField()
