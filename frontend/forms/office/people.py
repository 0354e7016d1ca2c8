"""Forms about people: who lives where, who may do what."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms.fields import DayInput
from participation.models import District, Municipality, Process, Role

NO_AUTOCOMPLETE = {"autocomplete": "off"}


class FindPersonForm(forms.Form):
    """Somebody is found by the exact address of their account; there is no list to browse."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse des Kontos"),
        help_text=_("Die Person nennt sie Ihnen. Nur eine genaue Übereinstimmung wird gefunden."),
        widget=forms.EmailInput(attrs=NO_AUTOCOMPLETE),
    )


class ResidencyForm(forms.Form):
    """What somebody showed at the desk; nothing of the document itself is kept."""

    district = forms.ModelChoiceField(
        label=_("Ortsteil"), queryset=District.objects.none(), empty_label=_("Bitte wählen")
    )
    born_on = forms.DateField(label=_("Geburtsdatum"), widget=DayInput(attrs=NO_AUTOCOMPLETE))
    seen = forms.BooleanField(
        label=_("Ich habe Ausweis und Meldeanschrift gesehen"), help_text=_("Fertigen Sie keine Kopie an.")
    )

    def __init__(self, *args: Any, municipality: Municipality, today: date, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = District.objects.filter(municipality=municipality)  # type: ignore[attr-defined]  # a model choice field
        self.fields["born_on"].widget.attrs["max"] = today.isoformat()


class GrantForm(forms.Form):
    """One role for one person until a day, for all of the municipality or for one process."""

    email = forms.EmailField(label=_("E-Mail-Adresse des Kontos"), widget=forms.EmailInput(attrs=NO_AUTOCOMPLETE))
    role = forms.ChoiceField(label=_("Rolle"), choices=[("", _("Bitte wählen")), *Role.choices])
    process = forms.ModelChoiceField(
        label=_("Nur für dieses Verfahren"),
        queryset=Process.objects.none(),
        required=False,
        empty_label=_("für die ganze Kommune"),
    )
    ends_at = forms.DateField(label=_("Letzter Tag"), help_text=_("Jede Rolle endet einmal."), widget=DayInput)

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.fields["process"].queryset = Process.objects.filter(municipality=municipality)  # type: ignore[attr-defined]  # a model choice field
