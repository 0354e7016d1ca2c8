"""`manage.py forget_old_answers`: delete answers kept for repeated requests; for a timer, harmless when repeated."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from participation.actions.requests import forget_old_answers


class Command(BaseCommand):
    """Delete what was kept longer than the 24 hours that are promised."""

    help = "Delete the answers kept for repeated requests that are older than 24 hours."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- the framework's signature
        self.stdout.write(str(forget_old_answers(now=timezone.now())))
