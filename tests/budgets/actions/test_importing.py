import pytest

from budgets.actions.importing import import_pabulib
from budgets.errors import UnreadableElectionError
from budgets.lifecycle import RoundState
from budgets.models import BallotType, FinalBallot, Project, RollKind, Round
from participation.errors import NotPermittedError
from participation.models import Municipality, Process
from tests.factories import NOW, a_clerk, a_municipality, a_person

pytestmark = pytest.mark.django_db

META = """META
key;value
description;Bürgerbudget
unit;Musterstadt
instance;2024
num_projects;2
num_votes;3
budget;1000
vote_type;approval
rule;greedy
date_begin;01.03.2024
date_end;31.03.2024
currency;EUR
"""
PROJECTS = """PROJECTS
project_id;cost;name
p1;600;Bank
p2;500,50;Baum
"""
VOTES = """VOTES
voter_id;age;vote
7;33;p1,p2
8;44;p1
9;55;none
"""


def imported(text: str = META + PROJECTS + VOTES, municipality: Municipality | None = None) -> Round:
    return import_pabulib(text=text, municipality=municipality or a_municipality(), importer=None, now=NOW)


def test_a_file_becomes_a_closed_round_in_a_published_process() -> None:
    round_ = imported()
    envelope = round_.envelopes.get()
    assert (round_.state, round_.roll_kind, round_.method) == (RoundState.CLOSED, RollKind.IMPORTED, "greedy/1")
    assert round_.process.published_at == NOW
    assert envelope.amount_cents == 1000_00
    assert list(Project.objects.values_list("code", "cost_cents", "title")) == [
        ("p1", 600_00, "Bank"),
        ("p2", 500_50, "Baum"),
    ]
    assert round_.configuration_hash


def test_of_the_voters_nothing_is_kept_and_ballots_are_sorted_by_leaf() -> None:
    round_ = imported()
    ballots = list(FinalBallot.objects.filter(round=round_))
    envelope = round_.envelopes.get().pk
    contents = sorted(str(ballot.content) for ballot in ballots)
    assert contents == sorted(str({"choices": {envelope: codes}}) for codes in ([], ["p1"], ["p1", "p2"]))
    assert not {field.name for field in FinalBallot._meta.fields} & {"age", "person", "voter", "district"}


@pytest.mark.parametrize(
    ("vote_type", "votes", "ballot_type", "content"),
    [
        ("choose-1", "VOTES\nvoter_id;vote\n1;p2\n", BallotType.APPROVAL, {"choices": ["p2"]}),
        ("ordinal", "VOTES\nvoter_id;vote\n1;p2,p1\n", BallotType.RANKING, {"choices": ["p2", "p1"]}),
        (
            "cumulative",
            "VOTES\nvoter_id;vote;points\n1;p2,p1;3,1\n",
            BallotType.POINTS,
            {"choices": ["p1", "p2"], "points": [1, 3]},
        ),
        (
            "scoring",
            "VOTES\nvoter_id;vote;points\n1;p1;5\n",
            BallotType.POINTS,
            {"choices": ["p1"], "points": [5]},
        ),
    ],
)
def test_every_type_of_ballot_is_taken_in(
    vote_type: str, votes: str, ballot_type: str, content: dict[str, object]
) -> None:
    meta = META.replace("approval", vote_type).replace("num_votes;3", "num_votes;1")
    round_ = imported(meta + PROJECTS + votes)
    envelope = round_.envelopes.get().pk
    assert round_.ballot_type == ballot_type
    assert FinalBallot.objects.get().content == {name: {envelope: value} for name, value in content.items()}


@pytest.mark.parametrize("line", ["rule;unknown\n", "rule;none\n", ""])
def test_a_rule_that_is_missing_or_none_of_ours_is_said_so(line: str) -> None:
    round_ = imported((META + PROJECTS + VOTES).replace("rule;greedy\n", line))
    assert round_.method == "greedy/1"
    assert "kein Auszählverfahren, das wir kennen" in round_.source


def test_only_the_office_imports() -> None:
    town = a_municipality()
    with pytest.raises(NotPermittedError):
        import_pabulib(text=META + PROJECTS + VOTES, municipality=town, importer=a_person(), now=NOW)
    import_pabulib(text=META + PROJECTS + VOTES, municipality=town, importer=a_clerk(town), now=NOW)


@pytest.mark.parametrize(
    ("text", "reason", "line", "field"),
    [
        ("", "empty_file", 1, ""),
        (META + VOTES, "missing_section", 1, "PROJECTS"),
        (META + PROJECTS, "missing_section", 1, "VOTES"),
        (PROJECTS + VOTES, "missing_section", 1, "META"),
        (META + PROJECTS.replace("600", "-600") + VOTES, "negative_amount", 16, "cost"),
        (META + PROJECTS.replace("600", "viel") + VOTES, "bad_amount", 16, "cost"),
        (META + PROJECTS + VOTES.replace("44;p1", "44;p9"), "unknown_project", 21, "vote"),
        (META + PROJECTS + VOTES.replace("8;44", "7;44"), "duplicate_voter", 21, "voter_id"),
        (META.replace("1000", "0") + PROJECTS + VOTES, "no_budget", 8, "budget"),
        (META + PROJECTS.replace("p2", "p" * 61) + VOTES, "id_too_long", 17, "project_id"),
        (META + PROJECTS.replace("Baum", "Ba\x00um") + VOTES, "bad_file", 17, "PROJECTS"),
        (b"\xff\xfe", "bad_encoding", 1, ""),
    ],
)
def test_a_broken_file_is_refused_with_line_and_field_and_nothing_is_kept(
    text: str | bytes, reason: str, line: int, field: str
) -> None:
    text = text.replace("p1,p2", "p1") if isinstance(text, str) and "p" * 61 in text else text
    before = Process.objects.count()
    with pytest.raises(UnreadableElectionError) as refusal:
        import_pabulib(text=text, municipality=a_municipality(), importer=None, now=NOW)
    assert (refusal.value.params["reason"], refusal.value.params["line"], refusal.value.field) == (reason, line, field)
    assert (Process.objects.count(), Round.objects.count()) == (before, 0)


def test_markup_in_a_file_is_text() -> None:
    round_ = imported((META + PROJECTS + VOTES).replace("Bank", "<script>alert(1)</script>"))
    assert round_.projects.get(code="p1").title == "<script>alert(1)</script>"
