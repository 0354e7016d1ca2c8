"""Fields that several forms share: an amount of money, a day, a moment."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from frontend.money import cents_of, euro_text

MOST_CENTS = 10**12


class EuroField(forms.CharField):
    """An amount in euros, typed as people write it; its value is integer cents.

    Args:
        least: smallest amount in cents.
        most: largest amount in cents.

    """

    def __init__(self, *, least: int = 0, most: int = MOST_CENTS, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "amount"}))
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 -- Django's signature
        """Show stored cents as an amount; what was typed stays as it is."""
        if not isinstance(value, int):
            return value
        language = get_language() or "de"
        text = euro_text(value, language).replace("€", "").strip()
        # A comma between thousands could be taken for one before cents.
        return text.replace(",", "") if language.startswith("en") else text

    def clean(self, value: Any) -> int | None:  # noqa: ANN401 -- Django's signature
        """Read the amount as cents; None where nothing was typed and nothing is required."""
        text = super().clean(value)
        if not text:
            return None
        cents = cents_of(text)
        if cents is None:
            raise ValidationError(_("Geben Sie einen Betrag ein, zum Beispiel 12.500 oder 12.500,50."), "invalid")
        self._check(cents)
        return cents

    def _check(self, cents: int) -> None:
        if not self.least <= cents <= self.most:
            language = get_language() or "de"
            amounts = {"least": euro_text(self.least, language), "most": euro_text(self.most, language)}
            sentence = _("Der Betrag muss zwischen %(least)s und %(most)s liegen.")
            raise ValidationError(sentence, "out_of_bounds", amounts)


class DayInput(forms.DateInput):
    """A day, by the browser's own calendar where it has one."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a time to the minute, in the town's time zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
