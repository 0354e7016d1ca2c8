"""Participation: people, processes, proposals, moderation, accountability, journal."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """Registers what participation offers and hears."""

    name = "participation"

    def ready(self) -> None:
        """Connect the reactions and fill the registries."""
        from participation import providers, reactions  # noqa: F401 -- models must be loaded first
