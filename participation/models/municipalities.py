"""Municipalities, their districts and the bodies that decide."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.models.base import Entity


class Municipality(Entity):
    """One town that runs the platform; the owner of everything."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    regional_key = models.CharField(max_length=12, blank=True)  # Amtlicher Regionalschlüssel
    contact_name = models.CharField(max_length=120)
    contact_email = models.EmailField()
    contact_phone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=250, blank=True)
    introduction = models.TextField(max_length=2000, blank=True)
    moderation_target_hours = models.PositiveIntegerField(default=48)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class District(Entity):
    """A part of a municipality; districts form a tree, `boundary` is a GeoJSON geometry (WGS 84) or null."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="districts")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    population = models.PositiveIntegerField(null=True, blank=True)
    boundary = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("municipality", "slug"), name="district_slug_once"),)

    def __str__(self) -> str:
        return self.name


class BodyKind(models.TextChoices):
    """What sort of body it is."""

    MUNICIPAL_COUNCIL = "municipal_council", _("Gemeinderat")
    COMMITTEE = "committee", _("Ausschuss")
    CITIZENS_COUNCIL = "citizens_council", _("Bürgerrat")
    YOUTH_PARLIAMENT = "youth_parliament", _("Jugendparlament")
    VILLAGE_COUNCIL = "village_council", _("Ortsbeirat")


class Body(Entity):
    """Whoever decides or deliberates; processes, rounds, meetings and councils refer to it."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=30, choices=BodyKind)
    name = models.CharField(max_length=160)
    contact_email = models.EmailField(blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "name"), name="body_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="body_has_name"),
        )

    def __str__(self) -> str:
        return self.name
