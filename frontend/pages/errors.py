"""Pages for what goes wrong."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from participation.api.problems import unrouted
from participation.errors import DomainError, NotFoundError, SignInRequiredError


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Say a refusal; what may not be seen looks like what does not exist."""
    if isinstance(error, NotFoundError):
        return not_found(request)
    if isinstance(error, SignInRequiredError):
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    return render(request, "errors/refusal.html", {"error": error}, status=error.status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """400."""
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """403."""
    return render(request, "errors/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """403 for a form whose token is missing or stale."""
    return render(request, "errors/403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """404, the same bytes whatever was asked for; below `/api/` as a problem document."""
    if request.path.startswith("/api/"):
        return unrouted(NotFoundError())
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """500; needs neither session nor database."""
    # Without the request no context processor asks who is signed in.
    return HttpResponse(render_to_string("errors/500.html"), status=500)
