"""What each app offers to the others: registries filled in `providers` when the apps are loaded."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sensitivity(StrEnum):
    """Who may learn what a field holds."""

    PUBLIC = "public"  # may stand on a public page
    INTERNAL = "internal"  # for those in charge; tells nothing about a person
    PERSONAL = "personal"  # about a person
    SECRET = "secret"  # noqa: S105 -- a class of fields: nobody reads hashes, keys, nonces


@dataclass(frozen=True, kw_only=True)
class FieldClass:
    """What a model field is, why it is kept and how long."""

    sensitivity: Sensitivity
    purpose: str = ""  # German sentence part for the privacy page; required for personal fields
    retention: str = ""  # German sentence part; required for personal fields


PUBLIC = FieldClass(sensitivity=Sensitivity.PUBLIC)
INTERNAL = FieldClass(sensitivity=Sensitivity.INTERNAL)
SECRET = FieldClass(sensitivity=Sensitivity.SECRET)


def personal(*, purpose: str, retention: str) -> FieldClass:
    """Classify a personal field."""
    return FieldClass(sensitivity=Sensitivity.PERSONAL, purpose=purpose, retention=retention)


field_classes: dict[str, Mapping[str, FieldClass]] = {}  # "app.Model" → field name → class


def classify(model: str, fields: Mapping[str, FieldClass]) -> None:
    """Register the fields of one model.

    Raises:
        ValueError: the model was classified already.

    """
    if model in field_classes:
        message = f"{model} is classified twice"
        raise ValueError(message)
    field_classes[model] = fields


@dataclass(frozen=True, kw_only=True)
class OfficeTask:
    """One line of the task list of the back office: how many things of a kind wait, how many of them too long."""

    kind: str
    count: int
    overdue: int = 0


# Called with person, municipality and now; each app adds its own.
office_tasks: list[Callable[..., Iterable[OfficeTask]]] = []
