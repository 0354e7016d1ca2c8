"""Forms of a budget round while it is prepared."""

from typing import Any, cast

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from budgets.models import BallotType, Envelope, Round
from frontend.forms.fields import EuroField, MomentInput
from frontend.money import euro_text
from participation.models import Body, District, Municipality, Process, Proposal

# Those that this version casts and counts.
BALLOT_TYPES = (
    (BallotType.APPROVAL, _("Ankreuzen: so viele Projekte, wie man gut findet")),
    (BallotType.KNAPSACK, _("Budget zusammenstellen: bis das Geld des Teilbudgets verplant ist")),
)
METHODS = (
    ("equal-shares/1", _("Gleiche Anteile: das Geld verteilt sich fair auf alle Abstimmenden")),
    ("greedy/1", _("Meiste Stimmen zuerst; was nicht mehr passt, wird übersprungen")),
    ("greedy-no-skip/1", _("Meiste Stimmen zuerst; beim ersten, das nicht mehr passt, ist Schluss")),
)
UTILITIES = (
    ("cost", _("mit seinen Kosten: große Projekte zählen mehr")),
    ("cardinality", _("als eines: jedes Projekt zählt gleich viel")),
)
COMPLETIONS = (
    ("add1u", _("Anteile schrittweise erhöhen, dann den Rest nach Stimmen (empfohlen)")),
    ("add1", _("Anteile schrittweise erhöhen")),
    ("greedy", _("Rest nach Stimmen vergeben")),
    ("none", _("Rest bleibt übrig")),
)
EQUAL_SHARES_OPTIONS = ("utility", "completion")


class NewRoundForm(forms.Form):
    """A round begins with its process and its title."""

    process = forms.ModelChoiceField(
        label=_("Verfahren"), queryset=Process.objects.none(), empty_label=_("Bitte wählen")
    )
    title = forms.CharField(label=_("Titel"), max_length=160, help_text=_("Zum Beispiel „Bürgerbudget 2027“."))

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.fields["process"].queryset = Process.objects.filter(municipality=municipality)  # type: ignore[attr-defined]  # a model choice field


class RoundForm(forms.Form):
    """Who votes, when, on what kind of ballot, and how it is counted."""

    hide_optional = True
    title = forms.CharField(label=_("Titel"), max_length=160)
    deciding_body = forms.ModelChoiceField(label=_("Gremium, das das Ergebnis bestätigt"), queryset=Body.objects.none())
    opens_at = forms.DateTimeField(
        label=_("Beginn der Abstimmung"),
        required=False,
        help_text=_("Leer: sobald zwei Personen die Abstimmung geöffnet haben."),
        widget=MomentInput,
    )
    closes_at = forms.DateTimeField(
        label=_("Ende der Abstimmung"), required=False, help_text=_("Für die Öffnung nötig."), widget=MomentInput
    )
    age_min = forms.IntegerField(
        label=_("Mindestalter"),
        required=False,
        min_value=0,
        max_value=120,
        help_text=_("Am Tag der Öffnung. Leer: keines."),
    )
    age_max = forms.IntegerField(
        label=_("Höchstalter"), required=False, min_value=0, max_value=120, help_text=_("Leer: keines.")
    )
    ballot_type = forms.ChoiceField(label=_("Art des Stimmzettels"), choices=BALLOT_TYPES, widget=forms.RadioSelect)
    blank_allowed = forms.BooleanField(label=_("Leere Stimmzettel sind erlaubt"), required=False)
    replaceable = forms.BooleanField(
        label=_("Wer abgestimmt hat, darf den Stimmzettel bis zum Ende ersetzen"), required=False
    )
    method = forms.ChoiceField(label=_("Auszählung"), choices=METHODS, widget=forms.RadioSelect)
    utility = forms.ChoiceField(
        label=_("Bei gleichen Anteilen: ein Projekt zählt …"), choices=UTILITIES, widget=forms.RadioSelect
    )
    completion = forms.ChoiceField(
        label=_("Bei gleichen Anteilen: was mit dem Rest geschieht"), choices=COMPLETIONS, widget=forms.RadioSelect
    )
    min_score = forms.IntegerField(
        label=_("Mindestzahl an Stimmen"),
        min_value=0,
        help_text=_("Wer weniger hat, scheidet aus. 0: keine."),
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.fields["deciding_body"].queryset = municipality.bodies.all()  # type: ignore[attr-defined]  # a model choice field

    def changes(self) -> dict[str, Any]:
        """What `configure_round` takes: the fields of the round, the options of the method among its parameters."""
        data = dict(self.cleaned_data)
        options = {name: data.pop(name) for name in EQUAL_SHARES_OPTIONS}
        data["parameters"] = options if data["method"].startswith("equal-shares") else {}
        return data


def initial_of(round_: Round) -> dict[str, Any]:
    """What the form shows of a round; options that were never set begin with the recommended ones."""
    stored = {name: getattr(round_, name) for name in RoundForm.base_fields if name not in EQUAL_SHARES_OPTIONS}
    recommended: dict[str, Any] = {"utility": "cost", "completion": "add1u"}
    return {**recommended, **round_.parameters, **stored}


class EnvelopeForm(forms.Form):
    """One part of the budget, for one district or for all."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Zum Beispiel „Kernstadt“ oder „Jugend“."))
    amount_cents = EuroField(label=_("Betrag in Euro"), least=1, help_text=_("Zum Beispiel 50.000."))
    district = forms.ModelChoiceField(
        label=_("Für wen"), queryset=District.objects.none(), required=False, empty_label=_("alle Abstimmenden")
    )
    max_choices = forms.IntegerField(
        label=_("Höchstens so viele Projekte auf einem Stimmzettel"),
        required=False,
        min_value=1,
        help_text=_("Leer: so viele man möchte."),
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = municipality.districts.all()  # type: ignore[attr-defined]  # a model choice field


class ProposalsField(forms.ModelMultipleChoiceField[Proposal]):
    """Proposals to tick, each with what helps to tell it from others."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Model) -> str:
        """Name a proposal as people do: number, title, district, what its author thinks it costs."""
        proposal = cast("Proposal", obj)
        facts = [proposal.district.name] if proposal.district else []
        if proposal.estimated_cost_cents is not None:
            facts.append(euro_text(proposal.estimated_cost_cents, get_language() or "de"))
        return " · ".join([f"{proposal.number} {proposal.title}", *facts])


class AdoptionForm(forms.Form):
    """Which published proposals become projects of which envelope.

    Args:
        proposals: those that can be adopted, with their districts.

    """

    envelope = forms.ModelChoiceField(label=_("Teilbudget"), queryset=Envelope.objects.none(), empty_label=None)
    proposals = ProposalsField(label=_("Vorschläge"), queryset=Proposal.objects.none())

    def __init__(self, *args: Any, round_: Round, proposals: QuerySet[Proposal], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.fields["envelope"].queryset = Envelope.objects.filter(round=round_)  # type: ignore[attr-defined]  # a model choice field
        self.fields["proposals"].queryset = proposals  # type: ignore[attr-defined]  # the same
