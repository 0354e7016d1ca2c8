"""What participation offers to the registries."""

from participation.providers import fields

__all__ = ["fields"]
