"""`manage.py count`: count a Pabulib file exactly; its options and its document are in docs/methods/README.md."""

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from budgets.counting import CountingError, Election, Parameters, Result, count, result_as_json
from budgets.counting.errors import BadAmountError, BadFileError, OptionConflictError, UnknownMethodError
from budgets.counting.pabulib import PabulibFile, election_of, parameters_from_meta, read_pb
from budgets.counting.parameters import resolved

_REFUSED = 2
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,15})?|\d{1,15}/[1-9]\d{0,14}", re.ASCII)
# Options that say how to count; argparse gives None where one was not named.
_RULE_OPTIONS = ("method", "utility", "completion", "stop", "start", "step", "comparison")


class Command(BaseCommand):
    """Count without a database: nothing is read but the file, nothing is written."""

    help = "Count a Pabulib file by a named method, exactly."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.error = self._refuse_usage  # type: ignore[method-assign]  # so that every refusal has one form
        parser.add_argument("file", metavar="FILE.pb", nargs="?", default="")
        parser.add_argument("--method", help="for example equal-shares/1")
        parser.add_argument("--utility", help="cost, cardinality, points or ranking")
        parser.add_argument("--completion", help="none, greedy, add1 or add1u")
        parser.add_argument("--stop", help="before-overspending or first-exhaustive")
        parser.add_argument("--start", help="first share in currency units; default: budget / ballots, exactly")
        parser.add_argument("--step", help="increment in currency units, or auto; default: 1")
        parser.add_argument("--comparison", help="none or greedy")
        parser.add_argument("--ties", default="", help="seed of the lot order, the last key of every tie")
        parser.add_argument("--from-file", action="store_true", help="by the rule that the file names")
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- the framework's signature
        try:
            pb = read_pb(_content(options["file"]))
            election = election_of(pb)
            result = count(election, _parameters(options, pb, election))
        except CountingError as refusal:
            self._refuse(refusal)
        if options["json"]:
            self.stdout.write(json.dumps(result_as_json(result)))
        else:
            self.stdout.write(_summary(result))

    def _refuse_usage(self, message: str) -> NoReturn:
        self._say({"type": "/api/v1/problems/usage", "title": "usage", "detail": message})

    def _refuse(self, refusal: CountingError) -> NoReturn:
        problem: dict[str, str | int] = {
            "type": f"/api/v1/problems/{refusal.code}",
            "title": refusal.code,
            "detail": str(refusal),
        }
        if refusal.line is not None:
            problem["line"] = refusal.line
        if refusal.field is not None:
            problem["field"] = refusal.field
        self._say(problem)

    def _say(self, problem: dict[str, str | int]) -> NoReturn:
        self.stderr.write(json.dumps(problem), style_func=str)
        raise SystemExit(_REFUSED)


def _content(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError):
        raise BadFileError(field="file") from None


def _parameters(options: dict[str, Any], pb: PabulibFile, election: Election) -> Parameters:
    """Read the options; --from-file stands for all of them but the seed, and another must not contradict it."""
    named = {option: options[option] for option in _RULE_OPTIONS if options[option] is not None}
    for option in ("start", "step"):
        if option in named:
            named[option] = _number(option, named[option])
    if options["from_file"]:
        return _agreeing(named, resolved(parameters_from_meta(pb, ties=options["ties"]), election))
    if "method" not in named:
        raise UnknownMethodError(field="method", method="")
    return Parameters(**named, ties=options["ties"])


def _agreeing(named: dict[str, Any], stated: Parameters) -> Parameters:
    for option, value in sorted(named.items()):
        if value != getattr(stated, option):
            raise OptionConflictError(field=option, option=option, other="from-file")
    return stated


def _number(option: str, text: str) -> Fraction | None:
    if option == "step" and text == "auto":
        return None
    if not _NUMBER.fullmatch(text):
        raise BadAmountError(field=option, value=text[:40])
    return Fraction(text)


def _summary(result: Result) -> str:
    """Tell the outcome in a few lines for people."""
    lines = [f"{funded.project}\t{funded.cost / 100:.2f}\t{funded.votes}" for funded in result.rounds]
    share = "" if result.share is None else f", share {float(result.share) / 100:.2f}, {result.increments} increments"
    return "\n".join(
        [
            "project\tcost\tvotes",
            *lines,
            f"{len(result.funded)} projects, {result.spent / 100:.2f} of {result.budget / 100:.2f}{share}",
        ]
    )
