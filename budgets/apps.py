"""Budgets: rounds, envelopes, projects, ballots and counts."""

from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    """Registers what budgets offer and hear."""

    name = "budgets"

    def ready(self) -> None:
        """Fill the registries."""
        from budgets import providers  # noqa: F401 -- models must be loaded first
