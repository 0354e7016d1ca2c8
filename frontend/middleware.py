"""What every page request passes: a device id for limits, and refusals told in place."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from frontend.pages.errors import refusal
from participation.errors import DomainError, TooManyRequestsError
from participation.limits import seconds_left
from participation.models.ids import new_id

DEVICE_MAX_AGE = 60 * 60 * 24 * 90


class DeviceMiddleware:
    """Gives a device that writes a random signed id, so that limits count devices and not addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the id, or draw one and send it with the answer to a writing request."""
        known = request.get_signed_cookie(settings.DEVICE_COOKIE_NAME, default="", max_age=DEVICE_MAX_AGE)
        request.device = known or new_id()  # type: ignore[attr-defined]  # ours
        response = self.get_response(request)
        if not known and request.method not in ("GET", "HEAD", "OPTIONS"):
            response.set_signed_cookie(
                settings.DEVICE_COOKIE_NAME,
                request.device,  # type: ignore[attr-defined]  # ours
                max_age=DEVICE_MAX_AGE,
                secure=settings.HTTPS,
                httponly=True,
                samesite="Lax",
            )
        return response


class RefusalMiddleware:
    """Turns a refusal that no page caught into a page that says it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; whoever did too much in this town, told in place or not, learns how long to wait."""
        response = self.get_response(request)
        if response.status_code == TooManyRequestsError.status and hasattr(request, "municipality"):
            response["Retry-After"] = str(seconds_left(timezone.now()))
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a `DomainError`; leave bugs to the log."""
        return refusal(request, exception) if isinstance(exception, DomainError) else None
