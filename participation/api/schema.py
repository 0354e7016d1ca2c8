"""The OpenAPI document: each operation names in `x-roles` who may call it."""

from typing import Any

from drf_spectacular.openapi import AutoSchema


class RoleAwareSchema(AutoSchema):
    """Adds `x-roles` from the view's `roles`: one tuple for all methods or one per method."""

    def get_extensions(self) -> dict[str, Any]:
        """Return the extensions of one operation."""
        roles = getattr(self.view, "roles", ())
        if isinstance(roles, dict):
            roles = roles[self.method]
        return {"x-roles": list(roles)}
