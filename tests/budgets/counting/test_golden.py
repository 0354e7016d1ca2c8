"""Official and computed outcomes of real elections."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from budgets.counting import Parameters, count
from budgets.counting.pabulib import parameters_from_meta
from tests.budgets.counting import real

WIELICZKA = "Poland_Wieliczka_2023_Green_Budget.pb"
OFFICIAL = [
    WIELICZKA,
    "Poland_Swiecie_2023.pb",
    "Netherlands_Assen_2024.pb",
    "Poland_Gdynia_2020.pb",
    "Poland_Katowice_2020.pb",
    "Poland_Krakow_2024.pb",
    "Poland_Lodz_2022.pb",
    "Poland_Warszawa_2026.pb",
]
COMPUTED = [
    "Netherlands_Assen_2024.pb",
    "Switzerland_Zurich_SN.pb",
    "US_Stanford_Dataset_PB_Chicago_39th_Ward_2021_vote_knapsacks.pb",
    "Poland_Swiecie_2023.pb",
    WIELICZKA,
    "Poland_Lodz_2022.pb",
    "Poland_Warszawa_2026.pb",
    "France_Toulouse_2024.pb",
    "Netherlands_Amsterdam_631.pb",
    "Poland_Gdynia_2020.pb",
    "US_Stanford_Dataset_PB_Cambridge_2019_vote_approvals.pb",
]


@pytest.fixture
def pabulib(shared_data: Path) -> Path:
    return shared_data / "pabulib"


def test_repeats_the_official_report_of_wieliczka_round_by_round(pabulib: Path) -> None:
    official = real.golden(pabulib)[WIELICZKA]
    result = count(real.election(pabulib / WIELICZKA), Parameters(completion="add1", comparison="greedy"))
    rounds = [[funded.project, f"{float(funded.effective_votes or 0):.2f}"] for funded in result.rounds]
    assert rounds == official["rounds"]
    assert result.increments == official["increments"]
    assert result.share == (Fraction(1_000_000, 6_586) + 164) * 100
    assert result.spent == official["total_cost"] * 100
    assert result.comparison is not None
    assert {
        "prefer_equal_shares": result.comparison.prefer_this,
        "prefer_greedy": result.comparison.prefer_greedy,
        "indifferent": result.comparison.indifferent,
    } == official["comparison"]
    assert result.comparison.taken == "this"


def test_the_other_stop_elects_other_projects_in_wieliczka(pabulib: Path) -> None:
    result = count(real.election(pabulib / WIELICZKA), Parameters(completion="add1", stop="first-exhaustive"))
    assert (len(result.funded), result.spent) == (31, 98_457_900)


def test_repeats_swiecie(pabulib: Path) -> None:
    official = real.golden(pabulib)["Poland_Swiecie_2023.pb"]
    result = count(real.election(pabulib / "Poland_Swiecie_2023.pb"), Parameters(completion="add1"))
    assert (len(result.funded), result.spent) == (official["winners"], official["total_cost"] * 100)


def test_repeats_assen(pabulib: Path) -> None:
    official = real.golden(pabulib)["Netherlands_Assen_2024.pb"]
    result = count(real.election(pabulib / "Netherlands_Assen_2024.pb"), Parameters(completion="add1"))
    assert set(result.funded) == set(official["winners"])
    assert result.spent == official["total_cost"] * 100


@pytest.mark.parametrize("name", OFFICIAL)
def test_the_rule_of_the_file_elects_the_projects_it_marks_as_selected(pabulib: Path, name: str) -> None:
    pb = real.file(pabulib / name)
    selected = {row.cells["project_id"] for row in pb.projects if row.cells["selected"] == "1"}
    assert set(count(real.election(pabulib / name), parameters_from_meta(pb)).funded) == selected


@pytest.mark.parametrize("name", COMPUTED)
def test_elects_what_another_exact_program_elects(pabulib: Path, name: str) -> None:
    outcomes = real.golden(pabulib)["computed"]["outcomes"][name]
    # The other program does not know the minimum score of META.
    election = replace(real.election(pabulib / name), minimum_score=0)
    for configuration, winners in outcomes.items():
        method, utility, completion = configuration.split()
        result = count(election, Parameters(method=method, utility=utility, completion=completion))
        assert set(result.funded) == set(winners)


def test_every_computed_outcome_is_compared(pabulib: Path) -> None:
    assert sorted(real.golden(pabulib)["computed"]["outcomes"]) == sorted(COMPUTED)
