"""What budgets offer to the registries."""

from budgets.providers import fields, labels, tasks

__all__ = ["fields", "labels", "tasks"]
