"""Labels of the input fields of budgets, beside those of participation."""

from budgets.labels import FIELD_LABELS
from participation.labels import FIELD_LABELS as ALL_LABELS

for _field, _label in FIELD_LABELS.items():
    ALL_LABELS.setdefault(_field, _label)
