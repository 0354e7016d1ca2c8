"""Forms of a process: what it states, its phases, its categories."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms.fields import MomentInput
from participation.lifecycle import PhaseKind
from participation.models import Body, Influence, Municipality
from participation.models.processes import PHASE_LABELS


def _long(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class NewProcessForm(forms.Form):
    """A process begins with its title; everything else may follow."""

    title = forms.CharField(
        label=_("Titel"), max_length=160, help_text=_("Kurz und verständlich, zum Beispiel „Bürgerbudget 2027“.")
    )


class ProcessForm(forms.Form):
    """What a process states; all but the summary and the telephone number is needed for publication."""

    hide_optional = True
    title = forms.CharField(label=_("Titel"), max_length=160)
    summary = forms.CharField(
        label=_("In einem Satz"), max_length=400, required=False, help_text=_("Freiwillig. Steht auf der Startseite.")
    )
    task = forms.CharField(
        label=_("Aufgabe"),
        max_length=5000,
        required=False,
        help_text=_("Worum geht es? Eine Frage, die man ohne Vorwissen versteht."),
        widget=_long(),
    )
    fixed = forms.CharField(
        label=_("Was schon feststeht"),
        max_length=5000,
        required=False,
        help_text=_("Zum Beispiel Gesetze, Beschlüsse, der Betrag."),
        widget=_long(),
    )
    open = forms.CharField(
        label=_("Was noch offen ist"),
        max_length=5000,
        required=False,
        help_text=_("Worüber die Beteiligten wirklich mitbestimmen."),
        widget=_long(),
    )
    influence = forms.ChoiceField(
        label=_("Einflussgrad"), required=False, choices=[("", _("noch offen")), *Influence.choices]
    )
    use_of_result = forms.CharField(
        label=_("Was mit dem Ergebnis geschieht"), max_length=5000, required=False, widget=_long()
    )
    deciding_body = forms.ModelChoiceField(
        label=_("Wer entscheidet"), queryset=Body.objects.none(), required=False, empty_label=_("noch offen")
    )
    office = forms.CharField(label=_("Zuständiges Amt"), max_length=160, required=False)
    contact_name = forms.CharField(label=_("Ansprechperson"), max_length=120, required=False)
    contact_email = forms.EmailField(label=_("E-Mail der Ansprechperson"), required=False)
    contact_phone = forms.CharField(
        label=_("Telefon der Ansprechperson"), max_length=60, required=False, help_text=_("Freiwillig.")
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.fields["deciding_body"].queryset = municipality.bodies.all()  # type: ignore[attr-defined]  # a model choice field


class PhaseForm(forms.Form):
    """One phase: its times and, where residents take part, the way without the internet."""

    hide_optional = True
    kind = forms.ChoiceField(label=_("Art der Phase"), choices=[(kind.value, PHASE_LABELS[kind]) for kind in PhaseKind])
    title = forms.CharField(
        label=_("Eigener Name"),
        max_length=120,
        required=False,
        help_text=_("Freiwillig. Sonst steht da die Art der Phase."),
    )
    opens_at = forms.DateTimeField(
        label=_("Beginnt am"),
        required=False,
        help_text=_("Ohne Beginn bleibt die Phase geschlossen."),
        widget=MomentInput,
    )
    closes_at = forms.DateTimeField(label=_("Endet am"), required=False, widget=MomentInput)
    analogue_way = forms.CharField(
        label=_("Weg ohne Internet"),
        max_length=1000,
        required=False,
        help_text=_(
            "Ort und Öffnungszeiten, Bogen, Telefon oder Post. Pflicht, wo Einwohnerinnen und Einwohner mitmachen: "
            "mit derselben Frist."
        ),
        widget=_long(3),
    )


class EditPhaseForm(PhaseForm):
    """The same for a phase that exists; its kind stays."""

    kind = None  # type: ignore[assignment]  # Django's way to leave an inherited field out


class CategoryForm(forms.Form):
    """One theme by which proposals are sorted."""

    name = forms.CharField(label=_("Neues Thema"), max_length=80)
