"""`Idempotency-Key` on creating requests: the same key and content, the same answer, and nothing happens twice."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.utils import timezone
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from participation.actions.requests import claim_answer, keep_answer
from participation.api.callers import asker_of
from participation.texts import clean_line

HEADER = "Idempotency-Key"
KEY_LENGTH = 80
Handler = Callable[..., Response]


def idempotent(handler: Handler) -> Handler:
    """Keep the answer of a creating method, in one transaction with what it did; refusals are not kept."""

    @wraps(handler)
    def answered_once(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401 -- any view
        key = clean_line(request.headers.get(HEADER, ""), field=HEADER, limit=KEY_LENGTH, required=False)
        if not key:
            return handler(view, request, *args, **kwargs)
        fingerprint = _fingerprint(request)
        with transaction.atomic():
            kept = claim_answer(asker=asker_of(request), key=key, fingerprint=fingerprint, now=timezone.now())
            if kept.status is not None:
                return Response(kept.body, status=kept.status)
            response = handler(view, request, *args, **kwargs)
            body = None if response.data is None else json.loads(JSONRenderer().render(response.data))
            keep_answer(answer=kept, status=response.status_code, body=body)
            return response

    answered_once.takes_idempotency_key = True  # type: ignore[attr-defined]  # the schema asks for it
    return answered_once


def _fingerprint(request: Request) -> str:
    """Hash method, path and content; of a file its bytes, because the boundary between parts differs each time."""
    data = request.data
    content = {name: _digestible(value) for name, value in data.items()} if hasattr(data, "items") else data
    asked = [request.method, request.get_full_path(), content]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _digestible(value: Any) -> Any:  # noqa: ANN401 -- JSON or a file
    if not hasattr(value, "read"):
        return value
    digest = hashlib.sha256(value.read()).hexdigest()
    value.seek(0)
    return digest
