"""What participation offers to the registries."""

from participation.providers import fields, office_tasks

__all__ = ["fields", "office_tasks"]
