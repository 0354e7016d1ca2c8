"""Sending the same form twice does what it asks for once."""

import hashlib
import json
from collections.abc import Callable

from django.db import transaction
from django.http import QueryDict

from frontend.pages.office.entrance import Office
from participation.actions.requests import claim_answer, keep_answer

CREATED = 201
NOT_CONTENT = "csrfmiddlewaretoken"


def done_once(office: Office, sent: QueryDict, act: Callable[[], str]) -> str:
    """Call `act` and return the id of what it made; for the same content of the same drawn form, that id again.

    `sent` carries a token that was drawn with the form, so that a form filled alike later makes another thing.
    """
    content = {name: sent.getlist(name) for name in sent if name != NOT_CONTENT}
    digest = hashlib.sha256(json.dumps([office.door.name, content], sort_keys=True).encode()).hexdigest()
    with transaction.atomic():
        answer = claim_answer(asker=office.person.ref, key=digest, fingerprint=digest, now=office.now)
        if answer.status is None:
            keep_answer(answer=answer, status=CREATED, body=act())
        return str(answer.body)
