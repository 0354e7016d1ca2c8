"""Fields that many inputs and outputs share."""

from typing import Any

from rest_framework import serializers

from participation.models.ids import ALPHABET, ID_LENGTH


class PublicIdField(serializers.RegexField):
    """A random public id."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- DRF's options
        super().__init__(f"^[{ALPHABET}]{{{ID_LENGTH}}}$", max_length=ID_LENGTH, **kwargs)


class PersonOutput(serializers.Serializer[Any]):
    """The public face of somebody."""

    id = serializers.CharField()
    display_name = serializers.CharField()


class NamedOutput(serializers.Serializer[Any]):
    """Something referred to by id and name."""

    id = serializers.CharField()
    name = serializers.CharField()


class OfMunicipality(serializers.Serializer[Any]):
    """What a list is narrowed to: one municipality, or without it all of them."""

    municipality = PublicIdField(required=False)


class WithinProcess(OfMunicipality):
    """What a list is narrowed to: one municipality, one process, or neither."""

    process = PublicIdField(required=False)


class InMunicipality(serializers.Serializer[Any]):
    """What is added to one municipality."""

    municipality = PublicIdField()


class InDistrict(serializers.Serializer[Any]):
    """What is recorded about one district."""

    district = PublicIdField()


class OfProcess(serializers.Serializer[Any]):
    """What is added to one process."""

    process = PublicIdField()
