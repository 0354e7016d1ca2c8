"""The result of a round: who won and why, to read, to download and to count again."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from budgets.labels import money_text
from budgets.queries.counts import EnvelopeResult, ResultRow, ResultView, result_of
from budgets.queries.exports import count_command, is_published, result_as_csv, result_as_json, result_as_pb
from frontend.money import grouped
from frontend.pages.addresses import address
from frontend.pages.charts import chart_of
from frontend.pages.methods import counting_steps, method_name
from frontend.pages.rounds import round_crumbs, round_of
from frontend.pages.visits import Visit, visit
from participation.errors import NotFoundError


def result(request: HttpRequest, municipality: str, round: str) -> HttpResponse:  # noqa: A002 -- the glossary's word
    """The result; there is no such page before the count."""
    here = visit(request, municipality)
    view = result_of(round_of(here, round))
    context = {
        "view": view,
        "round": view.round,
        "figures": _figures(view),
        "envelopes": [_envelope_entry(here, view, envelope) for envelope in view.envelopes],
        "downloads": _downloads(here, view),
        "method_name": method_name(view.round),
        "counting_steps": counting_steps(view.round),
        "commands": [
            count_command(view, _pb_name(view, envelope.id))
            for envelope in view.envelopes
            if is_published(view, envelope)
        ],
        "breadcrumb": round_crumbs(here, view.round, (_("Ergebnis"), "")),
    }
    return render(request, "town/result.html", context)


def chart(request: HttpRequest, municipality: str, round: str) -> HttpResponse:  # noqa: A002 -- the glossary's word
    """The result as one picture, for whoever wants to show it elsewhere."""
    here = visit(request, municipality)
    view = result_of(round_of(here, round))
    return render(request, "town/result_chart.svg", chart_of(view), content_type="image/svg+xml")


def file(request: HttpRequest, municipality: str, round: str, kind: str) -> HttpResponse:  # noqa: A002 -- the glossary's word
    """The result as a file; a `.pb` file holds one envelope, the first unless `?envelope=` names another."""
    here = visit(request, municipality)
    view = result_of(round_of(here, round))
    if kind == "json":
        return _attachment(result_as_json(view), "application/json", "ergebnis.json")
    if kind == "csv":
        # The mark at its beginning tells spreadsheets that it is UTF-8.
        return _attachment(result_as_csv(view).encode("utf-8-sig"), "text/csv; charset=utf-8", "ergebnis.csv")
    if kind == "pb":
        wanted = request.GET.get("envelope") or view.envelopes[0].id
        content = result_as_pb(view, wanted).encode()
        return _attachment(content, "text/plain; charset=utf-8", _pb_name(view, wanted))
    raise NotFoundError


def _attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _pb_name(view: ResultView, envelope_id: str) -> str:
    if len(view.envelopes) == 1:
        return "ergebnis.pb"
    places = {envelope.id: place for place, envelope in enumerate(view.envelopes, start=1)}
    return f"ergebnis-{places.get(envelope_id, 0)}.pb"


def _downloads(here: Visit, view: ResultView) -> list[dict[str, str]]:
    address_of = partial(address, here.municipality, "result_file", round=view.round.pk)
    ballots = [
        {
            "label": _("Stimmzettel: %(envelope)s") % {"envelope": envelope.name},
            "url": f"{address_of(kind='pb')}?envelope={envelope.id}",
            "format": "Pabulib, .pb",
            "text": _("Alle Stimmzettel ohne Namen, zum Nachzählen."),
        }
        for envelope in view.envelopes
        if is_published(view, envelope)
    ]
    return [
        *ballots,
        {"label": _("Ergebnis als Tabelle"), "url": address_of(kind="csv"), "format": "CSV"},
        {"label": _("Ergebnis mit allen Begründungen und Regeln"), "url": address_of(kind="json"), "format": "JSON"},
        {
            "label": _("Ergebnis als Bild"),
            "url": address(here.municipality, "result_chart", round=view.round.pk),
            "format": "SVG",
        },
    ]


def _figures(view: ResultView) -> list[dict[str, str]]:
    language = get_language() or "de"
    budget = sum(envelope.amount_cents for envelope in view.envelopes)
    spent = sum(envelope.realised_cents for envelope in view.envelopes)
    realised = sum(row.is_realised for envelope in view.envelopes for row in envelope.rows)
    offered = sum(len(envelope.rows) for envelope in view.envelopes)
    ballots = {"value": grouped(view.count.ballots, language), "label": _("Stimmzettel"), "text": _turnout(view)}
    amounts = {"budget": money_text(budget, currency=view.round.currency)}
    return [
        {
            "value": grouped(realised, language),
            "label": ngettext("Projekt wird umgesetzt", "Projekte werden umgesetzt", realised)
            if view.confirmation
            else ngettext("Projekt ist gefördert", "Projekte sind gefördert", realised),
            "text": _("von %(count)s zur Wahl") % {"count": grouped(offered, language)},
        },
        {
            "value": money_text(spent, currency=view.round.currency),
            "label": _("sind vergeben"),
            "text": _("von %(budget)s") % amounts,
        },
        ballots,
    ]


def _turnout(view: ResultView) -> str:
    if view.turnout_percent is None:
        return ""
    shown = number_format(view.turnout_percent, decimal_pos=1)
    return _("Beteiligung: %(share)s Prozent") % {"share": shown}


def _envelope_entry(here: Visit, view: ResultView, envelope: EnvelopeResult) -> dict[str, Any]:
    currency = view.round.currency
    amounts = {
        "budget": money_text(envelope.amount_cents, currency=currency),
        "left": money_text(envelope.left_cents, currency=currency),
    }
    return {
        "envelope": envelope,
        "results": [_result_entry(here, row) for row in envelope.rows],
        "most_support": max((row.votes for row in envelope.rows), default=0),
        "line_label": _("Bis hierher reicht das Geld: Budget %(budget)s, übrig %(left)s") % amounts,
        "columns": _columns(),
        "rows": [_table_row(row) for row in envelope.rows],
    }


def _result_entry(here: Visit, row: ResultRow) -> dict[str, Any]:
    proposal = row.project.proposal_id
    return {
        "title": row.project.title,
        "url": address(here.municipality, "proposal", proposal=proposal) if proposal else "",
        "cost_cents": row.cost_cents,
        "support": row.votes,
        "support_label": ngettext("%(votes)s Stimme", "%(votes)s Stimmen", row.votes)
        % {"votes": grouped(row.votes, get_language() or "de")},
        "funded": row.is_funded,
        "reason": row.sentence,
        "badge": _departure(row),
        "decision": row.decision.reason if row.decision and row.is_departure else "",
    }


def _departure(row: ResultRow) -> dict[str, str] | None:
    if not row.is_departure:
        return None
    label = (
        _("anders entschieden: wird umgesetzt") if row.is_realised else _("anders entschieden: wird nicht umgesetzt")
    )
    return {"kind": "warning", "label": label}


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Projekt")},
        {"label": _("Kosten"), "numeric": True},
        {"label": _("Stimmen"), "numeric": True},
        {"label": _("Auszählung")},
        {"label": _("Umsetzung")},
    ]


def _table_row(row: ResultRow) -> list[object]:
    if row.decision is None:
        decided = _("noch nicht entschieden")
    else:
        decided = _("wird umgesetzt") if row.is_realised else _("wird nicht umgesetzt")
    counted = _("gefördert") if row.is_funded else _("nicht gefördert")
    votes = grouped(row.votes, get_language() or "de")
    return [row.project.title, money_text(row.cost_cents, currency=row.currency), votes, counted, decided]
