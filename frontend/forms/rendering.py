"""How every form of the pages is drawn: with the parts of the template kit."""

from django.forms.renderers import TemplatesSetting


class AllmendeRenderer(TemplatesSetting):
    """Draws forms and fields with `parts/form.html` and `parts/field.html`, widgets with KERN's classes."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"
