"""Texts as people write them: cleaned before they are stored, folded before they are searched."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from participation.errors import InvalidInputError
from participation.labels import label_of

# Control characters do not print; the marks of reading direction can make a text look like another one.
_UNPRINTABLE = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def invalid(*, field: str, reason: str) -> InvalidInputError:
    """Build the refusal of one field."""
    return InvalidInputError(field=field, label=label_of(field), reason=reason)


def clean_text(value: object, *, field: str, limit: int, required: bool = True) -> str:
    """Return a text of several lines without control characters and outer space, at most `limit` characters long.

    Raises:
        InvalidInputError: no text, too long, empty though required, or with characters that cannot be stored.

    """
    if not isinstance(value, str):
        raise invalid(field=field, reason=_("Bitte geben Sie einen Text ein."))
    if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise invalid(field=field, reason=_("Der Text enthält Zeichen, die wir nicht speichern können."))
    text = _UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if required and not text:
        raise invalid(field=field, reason=_("Bitte füllen Sie dieses Feld aus."))
    if len(text) > limit:
        raise invalid(field=field, reason=_("Höchstens %(limit)s Zeichen sind möglich.") % {"limit": limit})
    return text


def clean_line(value: object, *, field: str, limit: int, required: bool = True) -> str:
    """Return a text of one line, each run of space made one; refuses like `clean_text`."""
    if isinstance(value, str):
        value = " ".join(_UNPRINTABLE.sub("", " ".join(value.split())).split())
    return clean_text(value, field=field, limit=limit, required=required)


def clean_email(value: object, *, field: str, required: bool = True) -> str:
    """Return an e-mail address.

    Raises:
        InvalidInputError: it is none.

    """
    address = clean_line(value, field=field, limit=254, required=required)
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        raise invalid(field=field, reason=_("Das ist keine E-Mail-Adresse.")) from None
    return address


def fold(text: str) -> str:
    """Return `text` as it is searched: without case, accents and umlauts (ä as a, ß as ss), space made one."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(sign for sign in decomposed if not unicodedata.combining(sign)).split())
