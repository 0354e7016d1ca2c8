"""What a count says."""

from dataclasses import dataclass
from fractions import Fraction

from .parameters import Parameters


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """One project funded.

    Attributes:
        cost: in cents.
        votes: ballots that support the project.
        score: votes, or points where the utility is points or ranking; decides greedy.
        effective_votes: cost / largest payment of a supporter, exactly; the votes for a free project;
            None where nobody paid from a share of their own (greedy).
        payment: the largest payment of one supporter in cents, exactly; None for greedy.
        money_left: budget left after this round in cents; None for equal shares.

    """

    project: str
    cost: int
    votes: int
    score: int
    effective_votes: Fraction | None = None
    payment: Fraction | None = None
    money_left: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Loser:
    """One eligible project that was not funded.

    Attributes:
        votes: ballots that support the project.
        money_left: what its supporters had left together when it fell out (equal shares), or what was left
            of the budget when its turn came (greedy and completion); cents, exactly.
        missing: cost minus `money_left`, at least 0; cents, exactly.
        effective_support: percent of its cost that its supporters would have paid at best, each at most at the
            price per utility of a round that another project won, or all they had left at the end; a funded
            project reaches 100. None for greedy.
        stopped_by: the project that did not fit and ended the count before this one's turn (no-skip), or None.

    """

    project: str
    cost: int
    votes: int
    money_left: Fraction
    missing: Fraction
    effective_support: Fraction | None = None
    stopped_by: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NotEligible:
    """A project that could not win; `reason` is one of the codes of `eligibility`."""

    project: str
    reason: str
    votes: int
    score: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Tie:
    """Projects that were level.

    Attributes:
        round: from 1; the round of funding in equal shares, the turn in greedy.
        projects: winner first, then in the order of the chain.
        common: the number they share, as an exact fraction (price per utility, or score).
        decided_by: "cost", "votes" or "lot" – the first key by which the winner stands alone.

    """

    round: int
    projects: tuple[str, ...]
    common: str
    decided_by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """How many voters have more supported winners under which outcome; `taken` is "this" or "greedy"."""

    prefer_this: int
    prefer_greedy: int
    indifferent: int
    taken: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What one method makes of an election, before eligibility and comparison are added.

    Attributes:
        rounds: in the order of funding.
        losers: every eligible project without a round, by id.
        share: final share per ballot in cents, exactly; None for greedy or without ballots.
        increments: how often the share was raised.

    """

    rounds: tuple[Round, ...]
    losers: tuple[Loser, ...]
    ties: tuple[Tie, ...]
    share: Fraction | None = None
    increments: int = 0
    comparison: Comparison | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """A complete count; equal for equal elections whatever the order of projects and ballots.

    Attributes:
        parameters: as counted, with the utility named.
        budget: in cents.
        ballots: how many, blank ones included.
        funded: ids in the order of funding.
        spent: in cents.
        share: final share per ballot in cents, exactly.
        not_eligible: by id.

    """

    parameters: Parameters
    budget: int
    ballots: int
    funded: tuple[str, ...]
    spent: int
    share: Fraction | None
    increments: int
    rounds: tuple[Round, ...]
    losers: tuple[Loser, ...]
    not_eligible: tuple[NotEligible, ...]
    ties: tuple[Tie, ...]
    comparison: Comparison | None
