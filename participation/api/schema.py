"""The OpenAPI document: who may call each operation, how it refuses, and which requests may be repeated."""

from typing import Any, Literal

from django.conf import settings
from django.utils import translation
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request

from participation.models import Role
from participation.permissions import DESK_ROLES, MODERATION_ROLES, OFFICE_ROLES

# In `x-roles`, `visitor` stands for everybody and `account` for everybody who is signed in.
EVERYBODY = ("visitor",)
SIGNED_IN = ("account",)
OFFICE = tuple(str(role) for role in OFFICE_ROLES)
DESK = tuple(str(role) for role in DESK_ROLES)
MODERATION = tuple(str(role) for role in MODERATION_ROLES)
ADMINISTRATION = (str(Role.MUNICIPALITY_ADMINISTRATOR),)
READERS_OF_THE_JOURNAL = (*ADMINISTRATION, str(Role.AUDITOR))

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="Up to 80 characters. The same key with the same content gets the same answer for 24 hours.",
)


class Problem(serializers.Serializer[Any]):
    """A refusal (RFC 9457); further members are the parameters of its code."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    field = serializers.CharField(required=False)


class EnglishSchemaGenerator(SchemaGenerator):
    """Writes the document in the language of its descriptions, whatever the reader's: one address, one text."""

    def get_schema(self, request: Request | None = None, public: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 -- its signature
        """Return the document."""
        with translation.override("en"):
            return super().get_schema(request=request, public=public)  # type: ignore[no-untyped-call]


class RoleAwareSchema(AutoSchema):
    """Adds `x-roles` from the view's `roles` (one tuple for all methods or one per method), refusals and keys."""

    def get_extensions(self) -> dict[str, Any]:
        """Return the extensions of one operation."""
        roles = getattr(self.view, "roles", ())
        if isinstance(roles, dict):
            roles = roles[self.method]
        return {"x-roles": list(roles)}

    def get_override_parameters(self) -> list[Any]:
        """Add the key that a creating request may carry."""
        handler = getattr(self.view, self.method.lower(), None)
        own = list(super().get_override_parameters())
        return [*own, IDEMPOTENCY_KEY] if getattr(handler, "takes_idempotency_key", False) else own

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, Any]:
        problem = self.resolve_serializer(Problem, "response").ref
        refused = {
            "description": "Refused; `title` is the code, `detail` a sentence.",
            "content": {"application/problem+json": {"schema": problem}},
        }
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        return {**bodies, "4XX": refused}


class SessionOrBearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself
    """Says how one signs in: the session cookie of the pages, or a session token as bearer."""

    target_class = "participation.api.authentication.SessionOrBearerAuthentication"
    name = ["session", "bearer"]

    def get_security_definition(self, auto_schema: AutoSchema) -> list[dict[str, str]]:  # noqa: ARG002 -- its signature
        """Return both schemes."""
        return [
            {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
            {"type": "http", "scheme": "bearer", "description": "A session token of `/api/v1/auth/`."},
        ]
