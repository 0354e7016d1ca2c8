"""Forms about oneself."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DisplayNameForm(forms.Form):
    """The name under which one writes."""

    display_name = forms.CharField(
        label=_("Anzeigename"),
        min_length=2,
        max_length=80,
        help_text=_("So erscheinen Sie öffentlich. Es muss nicht Ihr wirklicher Name sein."),
    )
