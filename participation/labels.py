"""What things are called in the interface: the labels of input fields, as refusals name them."""

from django.utils.translation import gettext_lazy as _

FIELD_LABELS = {
    "alt_text": _("Bildbeschreibung"),
    "analogue_way": _("Weg ohne Internet"),
    "boundary": _("Grenze"),
    "category": _("Thema"),
    "channel": _("Eingangsweg"),
    "closes_at": _("Ende"),
    "contact_email": _("E-Mail der Ansprechperson"),
    "contact_name": _("Ansprechperson"),
    "contact_phone": _("Telefon der Ansprechperson"),
    "deciding_body": _("Wer entscheidet"),
    "display_name": _("Name"),
    "district": _("Ortsteil"),
    "estimated_cost_cents": _("Geschätzte Kosten"),
    "explanation": _("Begründung"),
    "fixed": _("Was schon feststeht"),
    "form_number": _("Nummer des Bogens"),
    "influence": _("Einflussgrad"),
    "kind": _("Art"),
    "latitude": _("Punkt auf der Karte"),
    "longitude": _("Punkt auf der Karte"),
    "name": _("Name"),
    "office": _("Zuständiges Amt"),
    "open": _("Was noch offen ist"),
    "opens_at": _("Beginn"),
    "outcome": _("Entscheidung"),
    "parent": _("Übergeordneter Ortsteil"),
    "picture": _("Bild"),
    "place": _("Ort"),
    "population": _("Einwohnerzahl"),
    "reason": _("Grund"),
    "received_on": _("Eingang am"),
    "slug": _("Kurzname in der Adresse"),
    "stance": _("Haltung"),
    "submitter_contact": _("Wie wir sie erreichen"),
    "submitter_name": _("Name der einreichenden Person"),
    "summary": _("In einem Satz"),
    "task": _("Aufgabe"),
    "text": _("Text"),
    "title": _("Titel"),
    "use_of_result": _("Was mit dem Ergebnis geschieht"),
}


def label_of(field: str) -> str:
    """Return the label of an input field, or its plain name where it has none."""
    return str(FIELD_LABELS.get(field, field))
