"""A short way to say what the fields of a model are."""

from collections.abc import Mapping

from participation.registries import INTERNAL, PUBLIC, SECRET, FieldClass, classify


def describe(
    model: str,
    *,
    public: str = "",
    internal: str = "",
    secret: str = "",
    personal: Mapping[str, FieldClass] | None = None,
) -> None:
    """Classify the fields of a model; the first three take field names separated by spaces.

    Raises:
        ValueError: a field stands in two classes, or the model was classified before.

    """
    named = [
        (name, kind)
        for names, kind in ((public, PUBLIC), (internal, INTERNAL), (secret, SECRET))
        for name in names.split()
    ]
    fields = dict([*named, *(personal or {}).items()])
    if len(fields) != len(named) + len(personal or {}):
        message = f"A field of {model} stands in two classes"
        raise ValueError(message)
    classify(model, fields)
