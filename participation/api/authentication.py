"""Who is calling: the session cookie of the pages, or a session token as bearer."""

from typing import Any

from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request


class SessionOrBearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer <session token of /api/v1/auth/>`, else the session cookie with its CSRF token."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        """Return account and token, or None for a visitor.

        Raises:
            AuthenticationFailed: the token is malformed, unknown or expired.

        """
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != b"bearer":
            return SessionAuthentication().authenticate(request)
        found = authenticate_by_x_session_token(parts[1].decode("latin-1")) if len(parts) == 2 else None  # noqa: PLR2004 -- scheme and token
        if found is None:
            raise AuthenticationFailed
        return found[0], found[1]

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002 -- DRF's signature
        """Make DRF answer 401 rather than 403."""
        return "Bearer"
