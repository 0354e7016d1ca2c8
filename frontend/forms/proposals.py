"""Forms around proposals: finding, writing, withdrawing, illustrating."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms.fields import EuroField
from participation.actions.drafts import ProposalDraft
from participation.models import Category, Channel, District, Process, Proposal

ORDERING_CHOICES = (
    ("random", _("Zufällig")),
    ("newest", _("Neueste zuerst")),
    ("supports", _("Meist unterstützt")),
)


def offer_choices(form: forms.Form, process: Process) -> None:
    """Offer the categories of the process and the districts of its town."""
    form.fields["category"].queryset = process.categories.all()  # type: ignore[attr-defined]  # a choice of rows
    form.fields["district"].queryset = process.municipality.districts.all()  # type: ignore[attr-defined]  # the same


class ProposalFilterForm(forms.Form):
    """What the list of proposals is narrowed to, all in the address; a value that nobody offers filters nothing."""

    hide_optional = True

    search = forms.CharField(label=_("Suche"), required=False, max_length=100)
    category = forms.ChoiceField(label=_("Thema"), required=False)
    district = forms.ChoiceField(label=_("Ortsteil"), required=False)
    channel = forms.ChoiceField(
        label=_("Eingereicht"), required=False, choices=[("", _("Auf jedem Weg")), *Channel.choices]
    )
    ordering = forms.ChoiceField(label=_("Reihenfolge"), choices=ORDERING_CHOICES, required=False)
    seed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        categories = process.categories.values_list("pk", "name")
        districts = process.municipality.districts.values_list("pk", "name")
        # Read once: choices of a model would be read again to check and to draw them.
        self.fields["category"].choices = [("", _("Alle Themen")), *categories]  # type: ignore[attr-defined]  # a choice
        self.fields["district"].choices = [("", _("Alle Ortsteile")), *districts]  # type: ignore[attr-defined]  # a choice


class ProposalForm(forms.Form):
    """One proposal as its author writes it."""

    title = forms.CharField(
        label=_("Titel"),
        max_length=120,
        help_text=_("Ein kurzer Satz, der sagt, worum es geht. Höchstens 120 Zeichen."),
    )
    text = forms.CharField(
        label=_("Was schlagen Sie vor, und warum?"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Absätze, Aufzählungen mit „-“ und **fetter Text** sind möglich. Höchstens 10.000 Zeichen."),
    )
    category = forms.ModelChoiceField(
        Category.objects.none(), label=_("Thema"), required=False, empty_label=_("Kein bestimmtes Thema")
    )
    district = forms.ModelChoiceField(
        District.objects.none(), label=_("Ortsteil"), required=False, empty_label=_("Ganze Kommune")
    )
    place = forms.CharField(
        label=_("Ort"), max_length=160, required=False, help_text=_("Zum Beispiel: Spielplatz am Lindenweg.")
    )
    estimated_cost_cents = EuroField(
        label=_("Geschätzte Kosten in Euro"),
        required=False,
        help_text=_("Eine grobe Schätzung genügt. Die Verwaltung rechnet später genau."),
    )

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        offer_choices(self, process)

    @property
    def draft(self) -> ProposalDraft:
        """What was written, for the action; only after `is_valid()`."""
        return ProposalDraft(**self.cleaned_data)


def initial_of(proposal: Proposal) -> dict[str, object]:
    """What the form shows of a proposal that is there already."""
    return {
        "title": proposal.title,
        "text": proposal.text,
        "category": proposal.category_id,
        "district": proposal.district_id,
        "place": proposal.place,
        "estimated_cost_cents": proposal.estimated_cost_cents,
    }


class PictureForm(forms.Form):
    """One picture with its description."""

    picture = forms.FileField(
        label=_("Bild"),
        help_text=_("JPEG, PNG oder WebP, höchstens 8 MB. Ort und Kameradaten entfernen wir aus dem Bild."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt_text = forms.CharField(
        label=_("Was ist auf dem Bild zu sehen?"),
        max_length=250,
        help_text=_("Für Menschen, die das Bild nicht sehen können."),
    )


class WithdrawalForm(forms.Form):
    """Why a proposal is taken back."""

    reason = forms.CharField(
        label=_("Grund"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Der Grund ist öffentlich zu lesen."),
    )
