from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from frontend.demo.ballots import Candidate, Voter, fill_in

LIMITS = {"town": 5, "village": 2}
CANDIDATES = [
    *(Candidate(code=f"t{rank}", envelope="town", appeal=100 / rank, district="north") for rank in range(1, 9)),
    *(Candidate(code=f"v{rank}", envelope="village", appeal=100 / rank, category="sport") for rank in range(1, 4)),
]
VOTER = Voter(district="south", interest="culture")


def ticked(voter: Voter, *, times: int, seed: int = 1) -> Counter[str]:
    rng = Random(seed)
    ballots = [fill_in(rng, voter, CANDIDATES, limits=LIMITS) for _ in range(times)]
    return Counter(code for ballot in ballots for codes in ballot.values() for code in codes)


@given(st.integers())
def test_a_ballot_names_each_project_once_in_its_own_envelope_and_within_the_limit(seed: int) -> None:
    ballot = fill_in(Random(seed), VOTER, CANDIDATES, limits=LIMITS)
    assert set(ballot) == set(LIMITS)
    for envelope, codes in ballot.items():
        assert len(set(codes)) == len(codes) <= LIMITS[envelope]
        assert {code[0] for code in codes} <= {envelope[0]}


def test_the_same_seed_gives_the_same_ballots() -> None:
    assert ticked(VOTER, times=50) == ticked(VOTER, times=50)


def test_what_appeals_more_is_ticked_more() -> None:
    votes = ticked(VOTER, times=2000)
    assert votes["t1"] > votes["t2"] > votes["t4"] > votes["t8"] > 0


def test_people_prefer_their_neighbourhood_and_their_interest() -> None:
    strangers = ticked(VOTER, times=1000)
    neighbours = ticked(Voter(district="north", interest="sport"), times=1000)
    assert neighbours["t8"] > strangers["t8"]
    assert ticked(Voter(district="south", interest="sport"), times=1000)["v3"] > strangers["v3"]
