"""The pages."""

from django.apps import AppConfig


class FrontendConfig(AppConfig):
    """Server-rendered pages, usable without script."""

    name = "frontend"
