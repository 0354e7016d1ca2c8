import pytest
from django.apps import apps
from django.db.models import Model

from participation.registries import Sensitivity, field_classes

MODELS = sorted(apps.get_models(), key=lambda model: model._meta.label)


def fields_of(model: type[Model]) -> set[str]:
    return {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_classified(model: type[Model]) -> None:
    assert set(field_classes.get(model._meta.label, {})) == fields_of(model)


def test_nothing_is_classified_that_does_not_exist() -> None:
    assert set(field_classes) == {model._meta.label for model in MODELS}


def test_every_personal_field_says_why_and_how_long() -> None:
    silent = [
        f"{model}.{name}"
        for model, fields in field_classes.items()
        for name, kind in fields.items()
        if (kind.sensitivity == Sensitivity.PERSONAL) != bool(kind.purpose and kind.retention)
    ]
    assert silent == []
