"""Forms of the moderation queue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.lifecycle import FAVOURABLE_REASONS
from participation.models import CaseKind, Outcome, ReasonCode

EVER_FAVOURABLE = frozenset[str]().union(*FAVOURABLE_REASONS.values())
ALL_KINDS = ("", _("alles"))


class QueueFilter(forms.Form):
    """Which part of the queue is shown."""

    hide_optional = True
    kind = forms.ChoiceField(label=_("Art"), required=False, choices=[ALL_KINDS, *CaseKind.choices])


class DecisionForm(forms.Form):
    """One decision about one case, with a reason from the published list.

    Args:
        outcomes: what may be decided about this case.

    """

    hide_optional = True
    outcome = forms.ChoiceField(label=_("Entscheidung"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Grund"), help_text=_("Die Liste der Gründe ist öffentlich."))
    explanation = forms.CharField(
        label=_("Erklärung für die Autorin oder den Autor"),
        help_text=_("Freundlich und konkret. Pflicht, wenn Sie etwas zurückgeben, ablehnen oder ausblenden."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, outcomes: list[Outcome], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(outcome.value, outcome.label) for outcome in outcomes]  # type: ignore[attr-defined]  # a choice field
        self.fields["reason"].choices = _reasons_for(outcomes)  # type: ignore[attr-defined]  # the same


def _reasons_for(outcomes: list[Outcome]) -> list[tuple[Any, Any]]:
    """Offer the published reasons in two groups: for leaving a content as it is, and against it."""
    favourable = frozenset[str]().union(*(FAVOURABLE_REASONS.get(outcome, frozenset()) for outcome in outcomes))
    against = [(reason.value, reason.label) for reason in ReasonCode if reason not in EVER_FAVOURABLE]
    in_favour = [(reason.value, reason.label) for reason in ReasonCode if reason in favourable]
    return [("", _("Bitte wählen")), (_("spricht dafür"), in_favour), (_("spricht dagegen"), against)]
