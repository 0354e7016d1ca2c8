"""The three processes of the town: one finished, one in its ballot phase, one taking proposals."""

from datetime import datetime, timedelta
from typing import Any

from frontend.demo.place import Town
from frontend.demo.proposals import Intake, proposals_come_in
from frontend.demo.queue import queue_fills
from frontend.demo.rounds import Plan, cost_all, count_and_confirm, open_round, prepare, vote
from frontend.demo.stories import Story, Telling, together
from frontend.demo.texts import read
from participation.actions.phases import PhaseDetails, add_phase
from participation.actions.processes import add_category, create_process, edit_process, publish_process
from participation.lifecycle import INPUT_PHASES, PhaseKind

DAYTIME = 10  # o'clock, when the office does things

# Kind of phase, first day, last day; days from today.
Timeline = tuple[tuple[PhaseKind, int, int], ...]
FINISHED: Timeline = (
    (PhaseKind.INTAKE, -480, -440),
    (PhaseKind.REVIEW, -440, -384),
    (PhaseKind.BALLOT, -380, -359),
    (PhaseKind.DECISION, -359, -345),
    (PhaseKind.DELIVERY, -345, 180),
)
IN_BALLOT: Timeline = (
    (PhaseKind.INTAKE, -110, -75),
    (PhaseKind.REVIEW, -75, -12),
    (PhaseKind.BALLOT, -6, 15),
    (PhaseKind.DECISION, 15, 43),
    (PhaseKind.DELIVERY, 43, 540),
)
TAKING: Timeline = (
    (PhaseKind.INFORMATION, -28, -21),
    (PhaseKind.INTAKE, -21, 21),
    (PhaseKind.REVIEW, 21, 70),
    (PhaseKind.BALLOT, 80, 101),
    (PhaseKind.DECISION, 101, 130),
)


def finished(town: Town, *, ballots: int) -> Story:
    """Tell of last year's budget, from the first proposal to the council's decision."""
    year = town.now.year - 1
    texts = read("finished")
    intake = yield from _begin(town, "finished", FINISHED, year=year)
    came_in = [(town.at(FINISHED[0][1] + text["days"], hours=3), text) for text in texts["proposal"]]
    yield from together([proposals_come_in(intake, came_in), _finished_round(intake, year=year, ballots=ballots)])


def _finished_round(intake: Intake, *, year: int, ballots: int) -> Story:
    town, texts = intake.town, read("finished")
    plan = _plan(town, FINISHED, title=f"Abstimmung zum Bürgerbudget {year}")
    now = yield town.at(FINISHED[1][1] + 30)
    round_ = prepare(intake, plan, texts, now=now)
    yield from cost_all(town, round_, texts["proposal"], since=now + timedelta(days=1))
    yield from open_round(town, round_, plan)
    yield from vote(town, round_, texts, ballots=ballots, until=plan.closes_at)
    yield from count_and_confirm(town, round_, texts, year=year)


def in_ballot_phase(town: Town, *, ballots: int) -> Story:
    """Tell of this year's budget, in which people vote just now."""
    year = town.now.year
    texts = read("ballot")
    intake = yield from _begin(town, "ballot", IN_BALLOT, year=year)
    came_in = [(town.at(IN_BALLOT[0][1] + text["days"], hours=5), text) for text in texts["proposal"]]
    yield from together([proposals_come_in(intake, came_in), _open_round(intake, year=year, ballots=ballots)])


def _open_round(intake: Intake, *, year: int, ballots: int) -> Story:
    town, texts = intake.town, read("ballot")
    plan = _plan(town, IN_BALLOT, title=f"Abstimmung zum Bürgerbudget {year}")
    now = yield town.at(IN_BALLOT[1][1] + 35)
    round_ = prepare(intake, plan, texts, now=now)
    yield from cost_all(town, round_, texts["proposal"], since=now + timedelta(days=1))
    yield from open_round(town, round_, plan)
    yield from vote(town, round_, texts, ballots=ballots, until=town.at(0, hours=-1))


def taking_proposals(town: Town) -> Story:
    """Tell of next year's budget: proposals come in, the queue has work, a first round is being prepared."""
    year = town.now.year + 1
    texts = read("intake_1")["proposal"] + read("intake_2")["proposal"]
    intake = yield from _begin(town, "intake", TAKING, year=year)
    came_in = [(town.at(-text["days"], hours=town.rng.uniform(-6, 2)), text) for text in texts]
    yield from together([proposals_come_in(intake, came_in), *queue_fills(intake), _first_round(intake, year=year)])


def _first_round(intake: Intake, *, year: int) -> Story:
    """Prepare the ballot of the spring, so that the finance officer has something to cost today."""
    texts = read("first_round")
    plan = _plan(intake.town, TAKING, title=f"Abstimmung zum Bürgerbudget {year}")
    now = yield intake.town.at(-2)
    round_ = prepare(intake, plan, texts, now=now)
    yield from cost_all(intake.town, round_, texts["proposal"], since=now + timedelta(hours=6))


def _begin(town: Town, name: str, timeline: Timeline, *, year: int) -> Telling[Intake]:
    text = read("processes")[name]
    now = yield town.at(timeline[0][1] - 10)
    process = create_process(
        clerk=town.clerk, municipality=town.municipality, title=text["title"].format(year=year), now=now
    )
    process = edit_process(clerk=town.clerk, process=process, changes=_description(town, text), now=now)
    categories = {
        category: add_category(clerk=town.clerk, process=process, name=category, now=now)
        for category in read("processes")["categories"]
    }
    for kind, first, last in timeline:
        add_phase(clerk=town.clerk, process=process, kind=kind, now=now, details=_details(town, kind, first, last))
    now = yield town.at(timeline[0][1] - 3)
    process = publish_process(clerk=town.clerk, process=process, now=now)
    supported_until = min(_phase(town, timeline, PhaseKind.REVIEW)[1], town.at(0, hours=-1))
    return Intake(town=town, process=process, categories=categories, supported_until=supported_until, proposals={})


def _description(town: Town, text: dict[str, Any]) -> dict[str, object]:
    said = {field: text[field].strip() for field in ("summary", "task", "fixed", "open", "influence", "use_of_result")}
    return {
        **said,
        "deciding_body": town.bodies[text["deciding_body"]],
        "office": town.municipality.contact_name,
        "contact_name": town.clerk.display_name,
        "contact_email": town.municipality.contact_email,
        "contact_phone": read("town")["municipality"]["contact_phone"],
    }


def _details(town: Town, kind: PhaseKind, first: int, last: int) -> PhaseDetails:
    texts = read("processes")
    analogue_way = texts["analogue_ballot" if kind == PhaseKind.BALLOT else "analogue_intake"].strip()
    return PhaseDetails(
        opens_at=_morning(town, first),
        closes_at=_morning(town, last),
        analogue_way=analogue_way if kind in INPUT_PHASES else "",
    )


def _phase(town: Town, timeline: Timeline, kind: PhaseKind) -> tuple[datetime, datetime]:
    first, last = next((first, last) for one, first, last in timeline if one == kind)
    return _morning(town, first), _morning(town, last)


def _plan(town: Town, timeline: Timeline, *, title: str) -> Plan:
    opens_at, closes_at = _phase(town, timeline, PhaseKind.BALLOT)
    return Plan(title=title, opens_at=opens_at, closes_at=closes_at)


def _morning(town: Town, days: int) -> datetime:
    return town.at(days).replace(hour=DAYTIME, minute=0, second=0, microsecond=0)
