"""One text for one document, so that whoever hashes it gets the same bytes."""

import json


class NotCanonicalError(ValueError):
    """The document holds something that has no one canonical text: a float, or a key that is not text."""


def canonical_json(document: object) -> bytes:
    """Write a document with sorted keys, without spaces, as UTF-8; whole numbers only.

    Takes text, integers, booleans, None, lists, tuples (written as lists) and dicts with text keys.

    Raises:
        NotCanonicalError: anything else, however deep.

    """
    _check(document)
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        return text.encode()
    except UnicodeEncodeError as lone_surrogate:
        raise NotCanonicalError(str(lone_surrogate)) from None


def _check(document: object) -> None:
    if document is None or isinstance(document, str | int):
        return
    if isinstance(document, list | tuple):
        for part in document:
            _check(part)
        return
    if isinstance(document, dict):
        for key, part in document.items():
            if not isinstance(key, str):
                raise NotCanonicalError(repr(key))
            _check(part)
        return
    raise NotCanonicalError(type(document).__name__)
