"""Forms for saying something about a proposal: comments and reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.actions.reports import REPORT_REASONS
from participation.models import Stance


class CommentForm(forms.Form):
    """One contribution to the discussion."""

    stance = forms.ChoiceField(
        label=_("Wie stehen Sie dazu?"), choices=Stance.choices, initial=Stance.NEUTRAL, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Ihr Beitrag"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Höchstens 3.000 Zeichen. Ihr Anzeigename steht dabei."),
    )


class ReportForm(forms.Form):
    """What is wrong with some content."""

    reason = forms.ChoiceField(
        label=_("Was stimmt nicht?"),
        choices=[(reason.value, reason.label) for reason in REPORT_REASONS],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Erläuterung"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
