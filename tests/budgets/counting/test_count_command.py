"""The command as a stranger calls it: in a process of its own, with nothing configured."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
FILE = """META
key;value
num_projects;3
num_votes;5
budget;100
vote_type;approval
rule;equalshares/add1
PROJECTS
project_id;cost
bench;40
swing;50
zebra;300
VOTES
voter_id;vote
1;bench
2;bench,swing
3;bench,swing
4;swing
5;
"""


def call(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = {"PATH": "/usr/bin:/bin", "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"}
    command = [sys.executable, ROOT / "manage.py", "count", *arguments]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=60, env=bare | environment, cwd=ROOT
    )


@pytest.fixture
def village(tmp_path: Path) -> Path:
    path = tmp_path / "village.pb"
    path.write_text(FILE)
    return path


def test_prints_one_document_and_nothing_else(village: Path) -> None:
    done = call(village, "--method", "equal-shares/1", "--completion", "add1", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "method": "equal-shares/1",
        "parameters": {
            "method": "equal-shares/1",
            "utility": "cost",
            "completion": "add1",
            "stop": "before-overspending",
            "start": None,
            "step": 1,
            "comparison": "none",
            "ties": "",
        },
        "budget_cents": 10000,
        "ballots": 5,
        "funded": ["bench", "swing"],
        "spent_cents": 9000,
        "share": 26.0,
        "share_exact": "26/1",
        "increments": 6,
        "rounds": [
            {
                "project": "bench",
                "cost_cents": 4000,
                "effective_votes": 3.0,
                "effective_votes_exact": "3/1",
                "votes": 3,
            },
            {
                "project": "swing",
                "cost_cents": 5000,
                "effective_votes": 2.027027027027027,
                "effective_votes_exact": "75/37",
                "votes": 3,
            },
        ],
        "losers": [],
        "not_eligible": [{"project": "zebra", "reason": "cost_above_budget"}],
        "ties": [{"round": 1, "projects": ["bench", "swing"], "decided_by": "cost"}],
        "comparison": None,
    }


def test_the_bytes_do_not_depend_on_hash_seed_or_order(village: Path) -> None:
    arguments = ("--method", "equal-shares/1", "--completion", "add1u", "--json")
    first = call(village, *arguments, PYTHONHASHSEED="1").stdout
    head, ballots = FILE.split("voter_id;vote\n")
    village.write_text(head + "voter_id;vote\n" + "\n".join(reversed(ballots.splitlines())))
    assert call(village, *arguments, PYTHONHASHSEED="2").stdout == first


def test_counts_by_the_rule_of_the_file(village: Path) -> None:
    document = json.loads(call(village, "--from-file", "--ties", "lot", "--json").stdout)
    assert (document["parameters"]["completion"], document["parameters"]["ties"]) == ("add1", "lot")


def test_greedy_tells_score_and_money_left(village: Path) -> None:
    document = json.loads(call(village, "--method", "greedy/1", "--json").stdout)
    assert document["share"] is None
    assert document["rounds"][1] == {
        "project": "swing",
        "cost_cents": 5000,
        "votes": 3,
        "score": 3,
        "money_left_cents": 1000,
    }


def test_start_and_step_are_in_currency_units(village: Path) -> None:
    options = ("--completion", "add1", "--start", "20.50", "--step", "7/2")
    document = json.loads(call(village, "--method", "equal-shares/1", *options, "--json").stdout)
    assert (document["share_exact"], document["increments"]) == ("55/2", 2)
    assert (document["parameters"]["start"], document["parameters"]["step"]) == ("41/2", "7/2")


def test_takes_options_that_agree_with_the_file(village: Path) -> None:
    alone = call(village, "--from-file", "--json")
    parameters = json.loads(alone.stdout)["parameters"]
    named = call(village, "--from-file", "--method", parameters["method"], "--utility", parameters["utility"], "--json")
    assert (named.returncode, named.stdout) == (0, alone.stdout)


def test_speaks_to_people_without_json(village: Path) -> None:
    done = call(village, "--method", "greedy/1")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "2 projects, 90.00 of 100.00"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--method", "equal-shares"], {"title": "unknown_method", "field": "method"}),
        ([], {"title": "unknown_method", "field": "method"}),
        (["--method", "greedy/1", "--completion", "add1"], {"title": "option_not_for_method", "field": "completion"}),
        (["--method", "equal-shares/1", "--step", "0"], {"title": "not_positive", "field": "step"}),
        (["--method", "equal-shares/1", "--step", "1e9"], {"title": "bad_amount", "field": "step"}),
        (["--method", "equal-shares/1", "--start", "auto"], {"title": "bad_amount", "field": "start"}),
        (["--method", "equal-shares/1", "--stop", "never"], {"title": "unknown_option", "field": "stop"}),
        (["--from-file", "--utility", "cardinality"], {"title": "option_conflict", "field": "utility"}),
        (["--methods", "greedy/1"], {"title": "usage"}),
    ],
)
def test_refuses_options_with_a_problem_on_standard_error(
    village: Path, arguments: list[str], problem: dict[str, Any]
) -> None:
    done = call(village, *arguments, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    told = json.loads(done.stderr)
    assert told["type"] == f"/api/v1/problems/{problem['title']}"
    assert told["detail"]
    assert {key: told.get(key) for key in problem} == problem


def test_refuses_files_with_the_line(village: Path) -> None:
    village.write_text(FILE.replace("2;bench,swing", "2;bench,slide"))
    done = call(village, "--method", "greedy/1", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    told = json.loads(done.stderr)
    assert (told["title"], told["line"], told["field"]) == ("unknown_project", 16, "vote")


@pytest.mark.parametrize("name", ["absent.pb", "", "."])
def test_refuses_what_is_no_file(tmp_path: Path, name: str) -> None:
    done = call(tmp_path / name if name else "", "--method", "greedy/1")
    assert (done.returncode, json.loads(done.stderr)["title"]) == (2, "bad_file")


def test_counts_a_real_election(shared_data: Path) -> None:
    path = shared_data / "pabulib" / "Poland_Wieliczka_2023_Green_Budget.pb"
    document = json.loads(call(path, "--from-file", "--json").stdout)
    assert (document["increments"], document["spent_cents"], len(document["funded"])) == (164, 99507900, 30)
    assert document["comparison"] == {
        "prefer_this": 1615,
        "prefer_greedy": 873,
        "indifferent": 4098,
        "taken": "this",
    }
