"""What templates say about money, shares, icons, texts and fields."""

from functools import cache
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from budgets.labels import money_text
from frontend.money import euro_text, grouped
from participation.markdown import render_markdown

register = template.Library()

ALERT_KINDS = {"success": "success", "warning": "warning", "error": "danger"}
CHOICE_WIDGETS = ("radioselect", "checkboxselectmultiple")
SINGLE_KINDS = {"checkbox": "checkbox", "select": "select", "selectmultiple": "select", "textarea": "textarea"}


@register.filter
def euro(cents: int | None) -> str:
    """Cents as an amount in the reader's language: „12.345 €“, „12.345,50 €“, “€12,345”; empty for none."""
    return "" if cents is None else euro_text(int(cents), get_language() or "de")


@register.filter
def money(amount: int | None, currency: str) -> str:
    """An amount in the minor unit of `currency` in the reader's language; empty for none."""
    return "" if amount is None else money_text(amount, currency=currency)


@register.filter
def number(value: int | None) -> str:
    """A whole number with the thousands grouped in the reader's language; empty for none."""
    return "" if value is None else grouped(int(value), get_language() or "de")


@register.filter
def share(part: int, whole: int) -> str:
    """`part` of `whole` in percent, cut to 0…100, with a point whatever the language: the width of a bar."""
    if not whole:
        return "0"
    return f"{min(max(100 * part / whole, 0), 100):.2f}"


@register.filter
def markdown(text: str) -> SafeString:
    """A proposal's text as the few safe elements that it may have."""
    return mark_safe(render_markdown(text))  # noqa: S308 -- sanitised there


@register.filter
def alert_kind(level_tag: str) -> str:
    """The kind of alert for a message's level; what is no success, warning or error informs."""
    return ALERT_KINDS.get(level_tag, "info")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of `icons.svg`: decoration, or named by `label` where it stands alone."""
    said = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    source = f"{_sprite()}#{name}"
    return format_html('<svg class="icon" {} focusable="false"><use href="{}"></use></svg>', said, source)


@register.filter
def field_kind(field: BoundField) -> str:
    """How a field is laid out: choices, checkbox, select, textarea, file or input."""
    if field.widget_type in CHOICE_WIDGETS:
        return "choices"
    if "file" in field.widget_type:
        return "file"
    return SINGLE_KINDS.get(field.widget_type, "input")


@register.filter
def focus_id(field: BoundField) -> str:
    """The id of the control that a link to this field must reach: the first one of a group."""
    own: dict[str, Any] = field.field.widget.attrs
    base = str(own.get("id") or field.auto_id)
    return f"{base}_0" if field_kind(field) == "choices" else base


@cache
def _sprite() -> str:
    """Where the icons are: asked once, for a page draws dozens."""
    return static("icons.svg")
