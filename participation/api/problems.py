"""Every refusal of the API as `application/problem+json` (RFC 9457)."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

from participation.errors import DomainError, NotFoundError, SignInRequiredError, TooLargeError, TooManyRequestsError

CONTENT_TYPE = "application/problem+json"
CODES = {400: "invalid_input", 401: "sign_in_required", 403: "not_permitted", 404: "not_found"}


def problem(*, code: str, status: int, detail: str, **members: object) -> Response:
    """Build one problem document; `type` is a path below `/api/v1/problems/`, stable as the code."""
    body = {"type": f"/api/v1/problems/{code}", "title": code, "status": status, "detail": detail, **members}
    return Response(body, status=status, content_type=CONTENT_TYPE)


def problem_of(error: DomainError) -> Response:
    """Turn a refusal of the domain into its document."""
    members: dict[str, object] = {name: value for name, value in error.params.items() if not name.endswith("label")}
    if error.field:
        members["field"] = error.field
    answer = problem(code=error.code, status=error.status, detail=str(error), **members)
    if isinstance(error, TooManyRequestsError):
        answer["Retry-After"] = str(error.params["seconds"])
    return answer


def unrouted(error: DomainError) -> HttpResponse:
    """Tell a refusal below `/api/` that no view of the API could tell, in the same bytes as those do."""
    document = problem_of(error)
    return HttpResponse(JSONRenderer().render(document.data), status=error.status, content_type=CONTENT_TYPE)


def problem_response(exception: Exception, context: dict[str, Any]) -> Response | None:
    """Answer what the framework or the domain refused; None lets a bug reach the log."""
    refusal = _as_refusal(exception)
    if refusal is not None:
        return problem_of(refusal)
    if isinstance(exception, exceptions.ValidationError):
        sentence = _("Bitte prüfen Sie Ihre Angaben.")
        return problem(code="invalid_input", status=422, detail=sentence, errors=exception.detail)
    if isinstance(exception, SuspiciousOperation):
        return problem(code="invalid_input", status=400, detail=_("Diese Anfrage können wir nicht lesen."))
    answered = exception_handler(exception, context)
    if answered is None or not isinstance(exception, exceptions.APIException):
        return answered
    code = CODES.get(answered.status_code, str(exception.default_code))
    return problem(code=code, status=answered.status_code, detail=str(exception.detail))


def _as_refusal(exception: Exception) -> DomainError | None:
    """Return the refusal of the domain that says the same as an exception of the framework, or None."""
    if isinstance(exception, DomainError):
        return exception
    if isinstance(exception, Http404):
        return NotFoundError()
    if isinstance(exception, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        return SignInRequiredError()
    if isinstance(exception, RequestDataTooBig):
        return TooLargeError(limit=f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024} KiB")
    return None
