"""The form of the desk: one screen for one submission that did not come by web."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms.fields import DayInput, EuroField
from participation.models import Category, Channel, District, Process

NO_AUTOCOMPLETE = {"autocomplete": "off"}
ANALOGUE = [(channel.value, channel.label) for channel in Channel if channel != Channel.WEB]


class IntakeForm(forms.Form):
    """What a paper form, a call or a visit says.

    Args:
        process: whose categories are offered; the districts are those of its municipality.
        today: the day that is filled in as the day of receipt, and the latest possible one.

    """

    channel = forms.ChoiceField(label=_("Eingangsweg"), choices=ANALOGUE, widget=forms.RadioSelect)
    form_number = forms.CharField(
        label=_("Nummer des Bogens"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=NO_AUTOCOMPLETE),
    )
    received_on = forms.DateField(label=_("Eingang am"), widget=DayInput)
    taken_in_place = forms.CharField(
        label=_("Wo angenommen?"), required=False, max_length=160, help_text=_("Zum Beispiel: Bürgerbüro, Markttag.")
    )
    title = forms.CharField(
        label=_("Titel des Vorschlags"), max_length=120, widget=forms.TextInput(attrs=NO_AUTOCOMPLETE)
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=10_000,
        help_text=_("Bitte so abschreiben, wie es dasteht."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    category = forms.ModelChoiceField(
        label=_("Thema"), queryset=Category.objects.none(), required=False, empty_label=_("Kein bestimmtes Thema")
    )
    district = forms.ModelChoiceField(
        label=_("Ortsteil"),
        queryset=District.objects.none(),
        required=False,
        empty_label=_("ganze Kommune oder unbekannt"),
    )
    place = forms.CharField(label=_("Ort, den der Vorschlag betrifft"), required=False, max_length=160)
    estimated_cost_cents = EuroField(
        label=_("Geschätzte Kosten in Euro"), required=False, help_text=_("Zum Beispiel 12.500 oder 12.500,50.")
    )
    submitter_name = forms.CharField(
        label=_("Name der einreichenden Person"),
        required=False,
        max_length=120,
        help_text=_("Nur, wenn sie ihn angibt. Er wird nicht veröffentlicht."),
        widget=forms.TextInput(attrs=NO_AUTOCOMPLETE),
    )
    submitter_contact = forms.CharField(
        label=_("Wie wir sie erreichen"),
        required=False,
        max_length=250,
        help_text=_("Telefon, Anschrift oder E-Mail, für Rückfragen. Wird nicht veröffentlicht."),
        widget=forms.TextInput(attrs=NO_AUTOCOMPLETE),
    )

    token = forms.CharField(
        widget=forms.HiddenInput(attrs=NO_AUTOCOMPLETE), initial=secrets.token_urlsafe, required=False, max_length=80
    )

    evidence_fields = ("channel", "form_number", "received_on", "taken_in_place")
    proposal_fields = ("title", "text", "category", "district", "place", "estimated_cost_cents")
    submitter_fields = ("submitter_name", "submitter_contact")

    def __init__(self, *args: Any, process: Process, today: date, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = process.categories.all()  # type: ignore[attr-defined]  # a model choice field
        self.fields["district"].queryset = District.objects.filter(municipality=process.municipality_id)  # type: ignore[attr-defined]  # the same
        self.fields["received_on"].widget.attrs["max"] = today.isoformat()
        self.fields["received_on"].initial = today

    @property
    def evidence(self) -> list[forms.BoundField]:
        """How it came in."""
        return [self[name] for name in self.evidence_fields]

    @property
    def proposal(self) -> list[forms.BoundField]:
        """What is proposed."""
        return [self[name] for name in self.proposal_fields]

    @property
    def submitter(self) -> list[forms.BoundField]:
        """Who proposes it."""
        return [self[name] for name in self.submitter_fields]
