"""What every view shares."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from participation.api.callers import signed_in
from participation.api.pagination import CreatedCursorPagination
from participation.errors import NotFoundError, TooLargeError
from participation.models import Municipality, Person, Process, Role
from participation.permissions import require_role, require_role_somewhere
from participation.queries.lookup import find
from participation.texts import invalid

M = TypeVar("M", bound=Model)
KIB = 1024


class ApiView(APIView):
    """One noun; `roles` says who may call which method."""

    roles: tuple[str, ...] | Mapping[str, tuple[str, ...]] = ()
    max_bytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- DRF's signature
        """Refuse what is too large before reading it.

        Raises:
            TooLargeError: more bytes than this view takes.

        """
        super().initial(request, *args, **kwargs)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > self.max_bytes:
            raise TooLargeError(limit=f"{self.max_bytes // KIB} KiB")

    def permitted(self, request: Request, *, within: Municipality | Process) -> Person:
        """Return who calls, if they may; asked before the body is read, so that its faults are told to nobody else.

        Raises:
            SignInRequiredError: nobody is signed in.
            SecondFactorRequiredError, NotPermittedError: none of this operation's `roles` is held here.

        """
        caller, roles = signed_in(request), self._staff_roles(request)
        if roles:
            require_role(caller, *roles, within=within, now=timezone.now())
        return caller

    def scope(self, request: Request, named: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """Return the ids by which a body says where it is to happen.

        Raises:
            SignInRequiredError, SecondFactorRequiredError, NotPermittedError: none, and the caller may nowhere.
            ValidationError: there are none.

        """
        try:
            return parsed(named, request.data)
        except ValidationError:
            caller, roles = signed_in(request), self._staff_roles(request)
            if roles:
                require_role_somewhere(caller, *roles, municipality=None, now=timezone.now())
            raise

    def _staff_roles(self, request: Request) -> list[Role]:
        roles = self.roles[str(request.method)] if isinstance(self.roles, Mapping) else self.roles
        return [Role(role) for role in roles if role in set(Role)]


class ListView(ApiView):
    """A noun in the plural: GET answers in pages, in the order of `ordering` that the view sets."""

    pagination_class = CreatedCursorPagination
    ordering: tuple[str, ...] = ("id",)

    def answer_page(self, request: Request, rows: QuerySet[Any], output: type[BaseSerializer[Any]]) -> Response:
        """Answer one page of rows."""
        paginator = self.pagination_class()
        page = paginator.paginate_queryset(rows, request, self)
        return paginator.get_paginated_response(output(page, many=True, context={"now": timezone.now()}).data)


def parsed(serializer: type[BaseSerializer[Any]], data: Any, *, partial: bool = False) -> dict[str, Any]:  # noqa: ANN401 -- what came in
    """Return what a body or a query string says.

    Raises:
        ValidationError: it does not fit; the framework turns it into a problem document.

    """
    reader = serializer(data=data, partial=partial)
    reader.is_valid(raise_exception=True)
    return dict(reader.validated_data)


def referred(visible: QuerySet[M], public_id: str | None, *, field: str) -> M | None:
    """Return what an input field refers to by id; None stays None.

    Raises:
        InvalidInputError: there is no such thing among the visible ones.

    """
    if public_id is None:
        return None
    try:
        return find(visible, public_id)
    except NotFoundError:
        raise invalid(field=field, reason=_("Das gibt es hier nicht.")) from None
