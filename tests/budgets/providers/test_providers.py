import pytest
from django.apps import apps

from budgets.providers import tasks
from participation.labels import label_of
from participation.models import Role
from participation.registries import Sensitivity, field_classes
from tests.factories import NOW, a_person, staff
from tests.factories_budgets import (
    AFTER_CLOSING,
    a_closed_round,
    a_count,
    a_round,
    an_adopted_project,
    an_envelope,
    an_open_round,
)


@pytest.mark.parametrize("model", list(apps.get_app_config("budgets").get_models()), ids=lambda model: model.__name__)
def test_every_field_is_classified(model: type) -> None:
    fields = {field.name for field in model._meta.concrete_fields}  # type: ignore[attr-defined] # a model
    assert set(field_classes[f"budgets.{model.__name__}"]) == fields


def test_nothing_personal_is_kept_without_purpose_and_end() -> None:
    for model, classes in field_classes.items():
        for name, kind in classes.items():
            if model.startswith("budgets.") and kind.sensitivity == Sensitivity.PERSONAL:
                assert kind.purpose, name
                assert kind.retention, name


def test_fields_have_german_labels() -> None:
    assert label_of("min_score") == "Mindeststimmen"


def waiting(*roles: Role, round_: object, now: object = NOW) -> dict[str, int]:
    town = round_.process.municipality  # type: ignore[attr-defined] # a round
    offered = tasks.budget_tasks(staff(*roles, within=town), town, now=now)  # type: ignore[arg-type] # a moment
    return {task.kind: task.count for task in offered}


@pytest.mark.django_db
def test_each_role_sees_what_waits_for_it() -> None:
    round_ = a_round()
    an_adopted_project(an_envelope(round_))
    assert waiting(Role.FINANCE_OFFICER, round_=round_) == {"projects_to_cost": 1}
    assert waiting(Role.MODERATOR, round_=round_) == {}
    open_round = an_open_round()
    told = waiting(Role.RETURNING_OFFICER, round_=open_round, now=AFTER_CLOSING)
    assert told == {"rounds_to_close": 1, "rounds_to_count": 0, "rounds_to_confirm": 0}
    closed = a_closed_round([0])
    assert waiting(Role.RETURNING_OFFICER, round_=closed)["rounds_to_count"] == 1
    a_count(closed)
    assert waiting(Role.RETURNING_OFFICER, round_=closed)["rounds_to_confirm"] == 1
    assert list(tasks.budget_tasks(a_person(), closed.process.municipality, now=NOW)) == []
