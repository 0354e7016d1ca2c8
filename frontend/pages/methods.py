"""How a round is counted, in plain words."""

from django.utils.translation import gettext as _

from budgets.models import BallotType, Round


def counting_steps(round_: Round) -> list[str]:
    """Say step by step how the money is given out; empty for a method that this page cannot describe."""
    steps = {
        "greedy/1": _greedy,
        "greedy-no-skip/1": _greedy_no_skip,
        "equal-shares/1": _equal_shares,
    }.get(round_.method)
    return [] if steps is None else [*_eligibility(round_), *steps(round_), *_ties()]


def method_name(round_: Round) -> str:
    """What the method is called in conversation."""
    names = {
        "greedy/1": _("Die meisten Stimmen zuerst"),
        "greedy-no-skip/1": _("Die meisten Stimmen zuerst, ohne Überspringen"),
        "equal-shares/1": _("Gleiche Anteile"),
    }
    return names.get(round_.method, round_.method)


def ballot_text(round_: Round) -> str:
    """Say how one fills in the ballot."""
    texts = {
        BallotType.APPROVAL: _("Sie kreuzen alle Projekte an, die Sie gut finden."),
        BallotType.KNAPSACK: _("Sie stellen Ihr Budget zusammen: Ihre Projekte dürfen nicht mehr kosten, als da ist."),
        BallotType.POINTS: _("Sie verteilen Punkte auf die Projekte."),
        BallotType.RANKING: _("Sie bringen die Projekte in eine Reihenfolge."),
    }
    return texts[BallotType(round_.ballot_type)]


def _eligibility(round_: Round) -> list[str]:
    if not round_.min_score:
        return []
    return [
        _("Ein Projekt braucht mindestens %(count)s Stimmen, sonst ist es nicht im Rennen.")
        % {"count": round_.min_score}
    ]


def _greedy(round_: Round) -> list[str]:  # noqa: ARG001 -- one signature for all methods
    return [
        _("Die Projekte kommen der Reihe nach dran: das mit den meisten Stimmen zuerst."),
        _("Reicht das Geld noch, wird das Projekt gefördert. Reicht es nicht, kommt das nächste an die Reihe."),
    ]


def _greedy_no_skip(round_: Round) -> list[str]:  # noqa: ARG001 -- one signature for all methods
    return [
        _("Die Projekte kommen der Reihe nach dran: das mit den meisten Stimmen zuerst."),
        _("Sobald das Geld für ein Projekt nicht mehr reicht, ist Schluss."),
    ]


def _equal_shares(round_: Round) -> list[str]:
    steps = [
        _("Das Geld wird in gleiche Anteile geteilt: einer für jeden Stimmzettel."),
        _("Ein Projekt wird gefördert, wenn alle, die es gewählt haben, es aus ihren Anteilen bezahlen können."),
        _("Zuerst kommt das Projekt dran, bei dem sie für die gleiche Wirkung am wenigsten zahlen."),
        _("Wer bezahlt hat, hat danach weniger übrig. So kommen auch kleinere Gruppen zum Zug."),
    ]
    rest = {
        "greedy": _("Bleibt Geld übrig, geht es an die Projekte mit den meisten Stimmen, für die es noch reicht."),
        "add1": _("Bleibt Geld übrig, wachsen die Anteile Schritt für Schritt, bis das Geld gerade noch reicht."),
        "add1u": _(
            "Bleibt Geld übrig, wachsen die Anteile Schritt für Schritt, bis das Geld gerade noch reicht; "
            "ein letzter Rest geht an die Projekte mit den meisten Stimmen."
        ),
    }.get(str(round_.parameters.get("completion", "none")))
    return [*steps, rest or _("Was übrig bleibt, wird nicht ausgegeben.")]


def _ties() -> list[str]:
    return [
        _("Bei Gleichstand gewinnt das günstigere Projekt, dann das mit mehr Stimmen."),
        _("Ist auch das gleich, entscheidet ein Los, das vor der Abstimmung gezogen und veröffentlicht wird."),
    ]
