"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def town(request: HttpRequest) -> dict[str, Any]:
    """Offer the municipality of the page (set by the page function), the signed-in person and the demo flag."""
    account = getattr(request, "user", None)
    return {
        "municipality": getattr(request, "municipality", None),
        "person": getattr(account, "person", None) if account and account.is_authenticated else None,
        "is_demo": settings.DEMO,
    }
