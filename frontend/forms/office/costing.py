"""The form of the offices: what a project costs and whether it can be done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.models import Feasibility
from frontend.forms.fields import EuroField

DECIDED = ((Feasibility.FEASIBLE, _("ja")), (Feasibility.INFEASIBLE, _("nein")))


class CostForm(forms.Form):
    """Cost, feasibility and the reason that everybody can read."""

    hide_optional = True
    feasibility = forms.ChoiceField(label=_("Ist das Projekt umsetzbar?"), choices=DECIDED, widget=forms.RadioSelect)
    cost_cents = EuroField(
        label=_("Kosten in Euro"), required=False, help_text=_("Zum Beispiel 12.500,00. Pflicht, wenn umsetzbar.")
    )
    reason = forms.CharField(
        label=_("Begründung"),
        required=False,
        max_length=2000,
        help_text=_("Öffentlich. Pflicht, wenn nicht umsetzbar."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
