"""What participation offers to the registries."""

from participation.providers import fields, foreign_fields, office_tasks

__all__ = ["fields", "foreign_fields", "office_tasks"]
