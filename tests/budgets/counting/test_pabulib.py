"""Pabulib files: what is read, what is refused and where."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.counting import Ballot, CountingError, Project
from budgets.counting.pabulib import election_of, parameters_from_meta, read_pb, write_pb
from tests.budgets.counting import real

FILE = """META
key;value
description;"A ""village""; by itself"
num_projects;2
num_votes;3
budget;1000,50
vote_type;approval
rule;equalshares/add1
min_project_score_threshold;none
PROJECTS
project_id;cost;name
BO.OM.97/24;100.0;Bank
01;250,5;"Baum; groß"
VOTES
voter_id;vote;sex
a;BO.OM.97/24,01;F
b;;M
c;01;
"""


def changed(old: str, new: str) -> str:
    assert old in FILE
    return FILE.replace(old, new)


def test_reads_amounts_ids_and_blank_ballots_as_they_are_meant() -> None:
    election = election_of(read_pb(FILE))
    assert election.budget == 1000_50
    assert election.projects == (Project(id="BO.OM.97/24", cost=100_00), Project(id="01", cost=250_50))
    assert election.ballots == (Ballot(choices=("BO.OM.97/24", "01")), Ballot(), Ballot(choices=("01",)))
    assert (election.ballot_type, election.minimum_score, election.max_length) == ("approval", 0, None)


def test_keeps_every_cell_as_text() -> None:
    pb = read_pb(FILE)
    assert pb.meta["description"] == 'A "village"; by itself'
    assert pb.projects[1].cells == {"project_id": "01", "cost": "250,5", "name": "Baum; groß"}
    assert (pb.ballots[0].cells["sex"], pb.ballots[0].line) == ("F", 16)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_change_nothing(ending: str, mark: str) -> None:
    assert read_pb((mark + FILE.replace("\n", ending)).encode()) == read_pb(FILE)


@pytest.mark.parametrize("vote", ["none", "NONE", " "])
def test_none_is_a_blank_ballot(vote: str) -> None:
    assert election_of(read_pb(changed("b;;M", f"b;{vote};M"))).ballots[1] == Ballot()


def test_none_is_a_project_where_one_is_called_so() -> None:
    content = changed("01;250,5", "none;250,5").replace(",01;F", ";F").replace("c;01;", "c;none;")
    assert election_of(read_pb(content)).ballots[2] == Ballot(choices=("none",))


def test_points_stand_beside_their_projects() -> None:
    content = changed("approval", "cumulative").replace("vote;sex", "vote;points")
    content = content.replace("01;F", "01;3,0").replace("b;;M", "b;;").replace("c;01;", "c;01;2")
    assert [ballot.points for ballot in election_of(read_pb(content)).ballots] == [(3, 0), (), (2,)]


def test_what_was_written_reads_the_same() -> None:
    pb = read_pb(FILE)
    text = write_pb(pb.meta, [row.cells for row in pb.projects], [row.cells for row in pb.ballots])
    assert read_pb(text) == pb
    assert text == FILE


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n\r\t;,"'), max_size=8)


@given(st.dictionaries(CELLS.map(lambda cell: f"k{cell}".strip()), CELLS, max_size=4), st.lists(CELLS, max_size=5))
def test_any_text_survives_writing_and_reading(meta: dict[str, str], names: list[str]) -> None:
    projects = [{"project_id": f"p{place}", "cost": "1", "name": name} for place, name in enumerate(names)]
    ballots = [{"voter_id": f"v{place}", "vote": "", "note": name} for place, name in enumerate(names)]
    pb = read_pb(write_pb(meta, projects, ballots).encode())
    assert pb.meta == meta
    assert [row.cells for row in pb.projects] == projects
    assert [row.cells for row in pb.ballots] == ballots


def test_real_files_survive_writing_and_reading(shared_data: Path) -> None:
    for path in sorted((shared_data / "pabulib").glob("*.pb")):
        pb = real.file(path)
        again = read_pb(write_pb(pb.meta, [row.cells for row in pb.projects], [row.cells for row in pb.ballots]))
        assert again == pb


def test_real_files_have_the_votes_that_they_state(shared_data: Path) -> None:
    """The column `votes` of the projects is not read, so it can check the reading."""
    path = shared_data / "pabulib" / "Poland_Swiecie_2023.pb"
    stated = {row.cells["project_id"]: int(row.cells["votes"]) for row in real.file(path).projects}
    for project, votes in stated.items():
        assert sum(project in ballot.choices for ballot in real.election(path).ballots) == votes


REFUSALS = [
    ("", "empty_file", None, None),
    (" \n\n", "empty_file", None, None),
    ("\ufeff", "empty_file", None, None),
    ("hello", "missing_section", 1, "META"),
    (FILE[: FILE.index("PROJECTS")], "missing_section", None, "PROJECTS"),
    (FILE[: FILE.index("VOTES")], "missing_section", None, "VOTES"),
    (FILE[FILE.index("PROJECTS") :], "missing_section", None, "META"),
    (changed("VOTES\n", "PROJECTS\nVOTES\n"), "duplicate_section", 14, "PROJECTS"),
    (changed("project_id;cost;name", "project_id;price;name"), "missing_column", 11, "cost"),
    (changed("voter_id;vote;sex", "voter;vote;sex"), "missing_column", 15, "voter_id"),
    (changed("key;value", "name;value"), "missing_column", 2, "key"),
    (changed("VOTES\nvoter_id;vote;sex\n", "VOTES\n"), "missing_column", 15, "voter_id"),
    (changed("project_id;cost;name", "project_id;cost;cost"), "duplicate_column", 11, "cost"),
    (changed("num_votes;3", "num_votes;3\nbudget;2"), "duplicate_column", 7, "budget"),
    (changed("c;01;", "c;01;F;x"), "malformed_row", 18, None),
    (changed("c;01;", "c;01"), "malformed_row", 18, None),
    (changed("budget;1000,50\n", ""), "missing_key", None, "budget"),
    (changed("budget;1000,50", "budget;none"), "missing_key", 6, "budget"),
    (changed("budget;1000,50", "budget;-5"), "negative_amount", 6, "budget"),
    (changed("budget;1000,50", "budget;1.000,50"), "bad_amount", 6, "budget"),
    (changed("vote_type;approval\n", ""), "missing_key", None, "vote_type"),
    (changed("vote_type;approval", "vote_type;approvals"), "unknown_ballot_type", 7, "vote_type"),
    (changed("num_votes;3", "num_votes;4"), "number_mismatch", 5, "num_votes"),
    (changed("num_projects;2", "num_projects;3"), "number_mismatch", 4, "num_projects"),
    (changed("num_votes;3", "num_votes;many"), "bad_number", 5, "num_votes"),
    (changed("num_votes;3", f"num_votes;{'9' * 5000}"), "bad_number", 5, "num_votes"),
    (changed("01;250,5", "01;-250,5"), "negative_amount", 13, "cost"),
    (changed("01;250,5", "01;250,555"), "bad_amount", 13, "cost"),
    (changed("01;250,5", "01;1e3"), "bad_amount", 13, "cost"),
    (changed("01;250,5", "01;none"), "bad_amount", 13, "cost"),
    (changed("01;250,5", "01;٣"), "bad_amount", 13, "cost"),
    (changed("01;250,5", "01;nan"), "bad_amount", 13, "cost"),
    (changed("01;250,5", f"01;{'9' * 5000}"), "amount_too_large", 13, "cost"),
    (changed("01;250,5", "01;9999999999999999"), "amount_too_large", 13, "cost"),
    (changed("01;250,5", "BO.OM.97/24;250,5"), "duplicate_project", 13, "project_id"),
    (changed("01;250,5", " ;250,5"), "missing_id", 13, "project_id"),
    (changed("c;01;", "c;02;"), "unknown_project", 18, "vote"),
    (changed("c;01;", "c;01,;"), "unknown_project", 18, "vote"),
    (changed("c;01;", "c;01,01;"), "duplicate_choice", 18, "vote"),
    (changed("c;01;", "a;01;"), "duplicate_voter", 18, "voter_id"),
    (changed("c;01;", ";01;"), "missing_id", 18, "voter_id"),
    (changed("vote_type;approval", "vote_type;cumulative"), "missing_column", 16, "points"),
    (changed("approval", "scoring").replace("sex", "points"), "bad_points", 16, "points"),
    (changed("vote;sex", "vote;points").replace("01;F", "01;3"), "bad_points", 16, "points"),
    (changed("vote;sex", "vote;points").replace("01;F", "01;3,-1"), "bad_points", 16, "points"),
    (changed("vote;sex", "vote;points").replace("01;F", "01;3,1000001"), "bad_points", 16, "points"),
    (changed("Bank", '"Bank'), "malformed_row", 12, None),
    (changed("Bank", "B" * 1_000_001), "bad_file", 12, None),
]


@pytest.mark.parametrize(("content", "code", "line", "field"), REFUSALS)
def test_refuses_with_line_and_field(content: str, code: str, line: int | None, field: str | None) -> None:
    with pytest.raises(CountingError) as refusal:
        election_of(read_pb(content))
    assert (refusal.value.code, refusal.value.line, refusal.value.field) == (code, line, field)
    assert str(refusal.value) == refusal.value.sentence % refusal.value.params


def test_refuses_what_is_not_utf8_and_says_where() -> None:
    with pytest.raises(CountingError) as refusal:
        read_pb(FILE.encode("latin-1"))
    assert (refusal.value.code, refusal.value.line) == ("bad_encoding", 13)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        election_of(read_pb(content))
    except CountingError as refusal:
        assert refusal.code  # noqa: PT017 -- either way is right, only another exception is wrong


@given(st.integers(min_value=0, max_value=len(FILE)), st.text(max_size=3), st.integers(min_value=0, max_value=9))
def test_a_damaged_file_is_read_or_refused(place: int, inserted: str, removed: int) -> None:
    content = FILE[:place] + inserted + FILE[place + removed :]
    try:
        parameters_from_meta(read_pb(content))
        election_of(read_pb(content))
    except CountingError as refusal:
        assert refusal.code  # noqa: PT017 -- either way is right, only another exception is wrong


@pytest.mark.parametrize(
    ("rule", "method", "completion", "comparison"),
    [
        ("greedy", "greedy/1", "none", "none"),
        ("greedy-threshold", "greedy/1", "none", "none"),
        ("greedy-no-skip", "greedy-no-skip/1", "none", "none"),
        ("equalshares/add1", "equal-shares/1", "add1", "none"),
        ("equalshares/add1-comparison", "equal-shares/1", "add1", "greedy"),
    ],
)
def test_the_rule_of_the_file_names_method_and_completion(
    rule: str, method: str, completion: str, comparison: str
) -> None:
    parameters = parameters_from_meta(read_pb(changed("equalshares/add1", rule)), ties="seed")
    assert (parameters.method, parameters.completion, parameters.comparison) == (method, completion, comparison)
    assert parameters.ties == "seed"


@pytest.mark.parametrize(("rule", "code"), [("greedy-exclusive", "unknown_rule"), ("none", "missing_key")])
def test_a_rule_that_cannot_be_repeated_is_refused(rule: str, code: str) -> None:
    with pytest.raises(CountingError) as refusal:
        parameters_from_meta(read_pb(changed("equalshares/add1", rule)))
    assert (refusal.value.code, refusal.value.line, refusal.value.field) == (code, 8, "rule")
