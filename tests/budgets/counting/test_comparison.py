"""Greedy takes over only when strictly more voters have more of their projects funded."""

from budgets.counting import Ballot, Comparison, Election, Parameters, Project, count


def an_election(*ballots: str) -> Election:
    projects = (Project(id="a", cost=60), Project(id="b", cost=60), Project(id="c", cost=100))
    return Election(budget=120, projects=projects, ballots=tuple(Ballot(choices=tuple(each)) for each in ballots))


def test_greedy_is_taken_when_more_voters_gain_than_lose() -> None:
    # With 30 each, equal shares pay one of the two cheap projects; greedy pays both.
    result = count(an_election("a", "b", "c", "ab"), Parameters(comparison="greedy"))
    assert result.comparison == Comparison(prefer_this=0, prefer_greedy=2, indifferent=2, taken="greedy")


def test_an_equal_number_keeps_equal_shares() -> None:
    result = count(an_election("a", "b"), Parameters(comparison="greedy"))
    assert result.comparison == Comparison(prefer_this=0, prefer_greedy=0, indifferent=2, taken="this")


def test_the_outcome_of_greedy_comes_with_its_own_rounds() -> None:
    election = an_election("c", "c", "", "")
    result = count(election, Parameters(comparison="greedy"))
    assert result.comparison is not None
    assert result.comparison.taken == "greedy"
    assert (result.funded, result.share, result.rounds[0].money_left) == (("c",), None, 20)
