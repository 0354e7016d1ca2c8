"""The ballot box: canonical documents, leaves, pseudonyms. Plain data in, plain data out."""

from .canonical import NotCanonicalError, canonical_json
from .leaves import leaf_of, receipt_groups
from .pseudonyms import KEY_BYTES, pseudonym, spent_key_digest

__all__ = [
    "KEY_BYTES",
    "NotCanonicalError",
    "canonical_json",
    "leaf_of",
    "pseudonym",
    "receipt_groups",
    "spent_key_digest",
]
