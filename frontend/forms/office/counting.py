"""Forms of closing and confirming: a later end, and what the body decided."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from frontend.forms.fields import DayInput, MomentInput
from participation.models import Body, Municipality

REASON_LENGTH = 500


def _public_reason() -> forms.CharField:
    return forms.CharField(
        label=_("Begründung"),
        max_length=REASON_LENGTH,
        help_text=_("Öffentlich, höchstens 500 Zeichen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EarlyClosingForm(forms.Form):
    """Why a ballot ends before its time."""

    prefix = "early"
    reason = _public_reason()


class ReschedulingForm(forms.Form):
    """A later end of the ballot, with the reason that everybody can read."""

    prefix = "later"
    closes_at = forms.DateTimeField(label=_("Neues Ende"), widget=MomentInput)
    reason = _public_reason()


class ResolutionForm(forms.Form):
    """The decision of the body on a count, and where it departs from it.

    Args:
        projects: (code, title, calculated to be realised) in the order of the page; each gets a field for the reason
            of a departure, which stays empty where the body follows the count.

    """

    hide_optional = True
    body = forms.ModelChoiceField(label=_("Gremium"), queryset=Body.objects.none())
    decided_on = forms.DateField(label=_("Beschlossen am"), widget=DayInput)
    paper_reference = forms.CharField(label=_("Nummer der Vorlage"), max_length=80)
    paper_url = forms.URLField(
        label=_("Vorlage im Netz"),
        required=False,
        assume_scheme="https",
        help_text=_("Freiwillig. Beginnt mit https://"),
    )
    title = forms.CharField(label=_("Titel des Beschlusses"), max_length=200)
    reasons = forms.CharField(label=_("Begründung"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's signature
        municipality: Municipality,
        projects: Sequence[tuple[str, str, bool]],
        today: date,
        **kwargs: Any,  # noqa: ANN401 -- the same
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = municipality.bodies.all()  # type: ignore[attr-defined]  # a model choice field
        self.fields["decided_on"].widget.attrs["max"] = today.isoformat()
        self._codes = {f"departure_{number}": code for number, (code, _title, _won) in enumerate(projects)}
        for number, (_code, title, calculated) in enumerate(projects):
            self.fields[f"departure_{number}"] = _departure_field(title, calculated=calculated)

    @property
    def resolution_fields(self) -> list[forms.BoundField]:
        """The fields of the resolution itself."""
        return [field for field in self if field.name not in self._codes]

    @property
    def departure_fields(self) -> list[forms.BoundField]:
        """One field per project."""
        return [field for field in self if field.name in self._codes]

    @property
    def has_departures(self) -> bool:
        """Whether any was typed, right or wrong."""
        return self.is_bound and any(field.data for field in self.departure_fields)

    def departures(self) -> dict[str, str]:
        """Project code → reason, only where the body departs."""
        return {code: self.cleaned_data[name] for name, code in self._codes.items() if self.cleaned_data[name]}


def _departure_field(title: str, *, calculated: bool) -> forms.CharField:
    label = (
        _now("„%(title)s“ wird doch nicht umgesetzt, weil …")
        if calculated
        else _now("„%(title)s“ wird doch umgesetzt, weil …")
    )
    return forms.CharField(label=label % {"title": title}, required=False, max_length=2000)
