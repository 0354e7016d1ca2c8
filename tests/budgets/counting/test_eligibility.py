"""Who cannot win, and why."""

from budgets.counting import Ballot, Election, Parameters, Project, count

PROJECTS = (
    Project(id="a", cost=100),
    Project(id="dear", cost=1001),
    Project(id="gone", cost=100, withdrawn=True),
    Project(id="weak", cost=100),
)
ELECTION = Election(
    budget=1000,
    projects=PROJECTS,
    ballots=(Ballot(choices=("a", "dear", "gone", "weak")), Ballot(choices=("a", "dear", "gone"))),
    minimum_score=2,
)


def test_lists_each_project_that_cannot_win_with_its_reason() -> None:
    for method in ("greedy/1", "greedy-no-skip/1", "equal-shares/1"):
        result = count(ELECTION, Parameters(method=method))
        assert result.funded == ("a",)
        assert [(project.project, project.reason) for project in result.not_eligible] == [
            ("dear", "cost_above_budget"),
            ("gone", "withdrawn"),
            ("weak", "below_minimum_score"),
        ]


def test_exactly_the_minimum_is_enough() -> None:
    assert "a" in count(ELECTION, Parameters(method="greedy/1")).funded


def test_a_cost_of_exactly_the_budget_is_eligible() -> None:
    election = Election(budget=100, projects=PROJECTS[:1], ballots=(Ballot(choices=("a",)),))
    assert count(election, Parameters()).funded == ("a",)


def test_ballots_for_projects_that_cannot_win_still_count_as_voters() -> None:
    election = Election(
        budget=100,
        projects=(Project(id="a", cost=60), Project(id="gone", cost=1, withdrawn=True)),
        ballots=(Ballot(choices=("a",)), Ballot(choices=("gone",))),
    )
    assert count(election, Parameters()).share == 50
    assert count(election, Parameters()).funded == ()
