"""What things are called, and the one sentence that says why a project won or lost."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from budgets.counting import CountingError

SYMBOLS = {"EUR": "€"}
GERMAN_MARKS = str.maketrans(",.", ".,")

# Beside those of participation, which `providers` brings together.
FIELD_LABELS = {
    "age_max": _("Höchstalter"),
    "age_min": _("Mindestalter"),
    "amount_cents": _("Betrag"),
    "ballot_type": _("Art des Stimmzettels"),
    "blank_allowed": _("Leere Stimmzettel"),
    "client_nonce": _("Eigenes Wort"),
    "cost_cents": _("Kosten"),
    "decided_on": _("Beschlossen am"),
    "departures": _("Abweichungen"),
    "feasibility": _("Umsetzbarkeit"),
    "idempotency_key": _("Kennung der Anfrage"),
    "max_choices": _("Höchstzahl der Projekte"),
    "method": _("Auszählverfahren"),
    "min_score": _("Mindeststimmen"),
    "paper_reference": _("Nummer der Vorlage"),
    "paper_url": _("Vorlage im Netz"),
    "parameters": _("Einstellungen der Auszählung"),
    "reasons": _("Begründung"),
    "replaceable": _("Stimmzettel ersetzen"),
}

OPENING_LABELS = {
    "process_published": _("Das Verfahren ist veröffentlicht"),
    "ballot_phase": _("Eine Abstimmungsphase mit analogem Weg"),
    "closes_at": _("Ein Ende der Abstimmung in der Zukunft"),
    "ballot_type": _("Stimmzettel zum Ankreuzen oder zum Zusammenstellen"),
    "envelopes": _("Mindestens ein Teilbudget"),
    "projects": _("Mindestens ein umsetzbares Projekt in jedem Teilbudget"),
    "projects_decided": _("Alle Projekte geprüft und mit Kosten versehen"),
    "projects_withdrawn": _("Kein zurückgezogener Vorschlag auf dem Stimmzettel"),
    "method": _("Ein Auszählverfahren mit gültigen Einstellungen"),
}

COUNTING_SENTENCES = {
    "unknown_method": _("Das Auszählverfahren „%(method)s“ gibt es nicht."),
    "unknown_option": _("„%(value)s“ ist hier nicht möglich; möglich sind: %(allowed)s."),
    "option_not_for_method": _("Das Auszählverfahren „%(method)s“ kennt diese Einstellung nicht."),
    "option_conflict": _("„%(option)s“ und „%(other)s“ passen nicht zusammen."),
    "not_positive": _("Der Wert muss größer als null sein."),
    "utility_not_on_ballot": _("Stimmzettel der Art „%(ballot_type)s“ enthalten nicht, was „%(utility)s“ braucht."),
    "start_overspends": _("Mit diesem Anfangsanteil kosten die Projekte mehr, als zur Verfügung steht."),
    "unknown_ballot_type": _("Die Stimmzettelart „%(ballot_type)s“ ist unbekannt."),
    "duplicate_project": _("Das Projekt „%(project)s“ kommt zweimal vor."),
    "unknown_project": _("Das Projekt „%(project)s“ ist gewählt, steht aber nicht in der Liste."),
    "duplicate_choice": _("Das Projekt „%(project)s“ ist auf einem Stimmzettel doppelt gewählt."),
    "negative_amount": _("Ein Betrag liegt unter null."),
    "amount_too_large": _("Ein Betrag ist zu groß."),
    "bad_points": _("Zu jedem gewählten Projekt gehört eine ganze Punktzahl von 0 bis %(limit)s."),
    "bad_file": _("Die Datei ist nicht lesbar."),
    "empty_file": _("Die Datei ist leer."),
    "bad_encoding": _("Die Datei ist kein UTF-8-Text."),
    "malformed_row": _("Die Zeile hat %(cells)s Felder, die Tabelle aber %(columns)s Spalten."),
    "missing_section": _("Der Abschnitt %(section)s fehlt."),
    "duplicate_section": _("Der Abschnitt %(section)s kommt zweimal vor."),
    "missing_column": _("Im Abschnitt %(section)s fehlt die Spalte „%(column)s“."),
    "duplicate_column": _("„%(column)s“ kommt im Abschnitt %(section)s zweimal vor."),
    "missing_key": _("In META fehlt „%(key)s“."),
    "bad_amount": _("„%(value)s“ ist kein Geldbetrag."),
    "bad_number": _("„%(value)s“ ist keine ganze Zahl."),
    "missing_id": _("Die Kennung ist leer."),
    "duplicate_voter": _("Die Stimme von „%(voter)s“ kommt zweimal vor."),
    "number_mismatch": _("META nennt %(announced)s Zeilen, die Datei hat %(found)s."),
    "unknown_rule": _("Nach der Regel „%(rule)s“ können wir nicht auszählen."),
}

# One sentence per project, told to those who voted: shares are of the money that everybody had to give.
EXPLANATIONS: dict[str, Any] = {
    "won_free": ngettext_lazy(
        "Gefördert: Das Projekt kostet nichts und bekam %(votes)s Stimme.",
        "Gefördert: Das Projekt kostet nichts und bekam %(votes)s Stimmen.",
        "votes",
    ),
    "won_by_shares": ngettext_lazy(
        "Gefördert an Stelle %(place)s: Mit %(votes)s Stimme, die %(payment)s von ihrem Anteil von %(share)s gab.",
        "Gefördert an Stelle %(place)s: Von den %(votes)s Unterstützenden gab niemand mehr als %(payment)s "
        "von seinem Anteil von %(share)s.",
        "votes",
    ),
    "won_by_score": ngettext_lazy(
        "Gefördert an Stelle %(place)s: mit %(votes)s Stimme, und das Geld reichte.",
        "Gefördert an Stelle %(place)s: mit %(votes)s Stimmen, und das Geld reichte.",
        "votes",
    ),
    "lost_without_support": _("Nicht gefördert: Niemand hat das Projekt gewählt."),
    "lost_supporters_spent": ngettext_lazy(
        "Nicht gefördert: Zu %(votes)s Stimme gehörten noch %(money_left)s; es fehlten %(missing)s.",
        "Nicht gefördert: Die %(votes)s Unterstützenden hatten zusammen noch %(money_left)s übrig; "
        "es fehlten %(missing)s.",
        "votes",
    ),
    "lost_did_not_fit": ngettext_lazy(
        "Nicht gefördert: Mit %(votes)s Stimme kam es an die Reihe, als noch %(money_left)s übrig waren; "
        "es fehlten %(missing)s.",
        "Nicht gefördert: Mit %(votes)s Stimmen kam es an die Reihe, als noch %(money_left)s übrig waren; "
        "es fehlten %(missing)s.",
        "votes",
    ),
    "lost_after_stop": _(
        "Nicht gefördert: Die Auszählung endete vorher, weil das Geld für „%(stopped_by)s“ nicht mehr reichte."
    ),
    "not_eligible_withdrawn": _("Nicht im Rennen: Das Projekt wurde zurückgezogen."),
    "not_eligible_cost_above_budget": _(
        "Nicht im Rennen: Das Projekt kostet mit %(cost)s mehr als das ganze Teilbudget von %(budget)s."
    ),
    "not_eligible_below_minimum_score": _(
        "Nicht im Rennen: Von %(minimum_score)s nötigen Stimmen bekam das Projekt nur %(score)s."
    ),
}


class Grouped(int):
    """A number that reads „1.204“ or “1,204” and still chooses between one and many."""

    def __str__(self) -> str:
        text = f"{int(self):,}"
        return text.translate(GERMAN_MARKS) if (get_language() or "de").startswith("de") else text


def counting_sentence(refusal: CountingError) -> str:
    """Say in the active language what the counting refuses; its own sentence where none is known."""
    sentence = COUNTING_SENTENCES.get(refusal.code, refusal.sentence)
    return str(sentence) % refusal.params


def explanation_sentence(explanation: Mapping[str, Any], *, currency: str = "EUR") -> str:
    """Say in one sentence of the active language why a project won or lost.

    Args:
        explanation: as a count stores it, `{"code": …, "params": {…}}`; exact amounts are texts "num/den".
        currency: ISO code; amounts are in its minor unit.

    """
    params: dict[str, object] = {}
    for name, value in explanation["params"].items():
        is_money = name.endswith("_cents")
        shown = Grouped(value) if isinstance(value, int) else value
        params[name.removesuffix("_cents")] = money_text(value, currency=currency) if is_money else shown
    return str(EXPLANATIONS[explanation["code"]] % params)


def money_text(amount: int | str, *, currency: str = "EUR") -> str:
    """Write an amount in minor units, rounded half to even to whole ones: „1.234,56 €“, “€1,234.56”."""
    cents = round(Fraction(amount))
    whole, rest = divmod(abs(cents), 100)
    text = f"{whole:,}.{rest:02}" if rest else f"{whole:,}"
    if (get_language() or "de").startswith("de"):
        text = text.translate(GERMAN_MARKS)
        return f"{'−' if cents < 0 else ''}{text}\u00a0{SYMBOLS.get(currency, currency)}"
    symbol = SYMBOLS.get(currency, f"{currency}\u00a0")
    return f"{'−' if cents < 0 else ''}{symbol}{text}"
