"""Exact counting of participatory budgets: plain data in, plain data out.

Money is whole cents, every decision is made in whole numbers and fractions; order of projects and ballots,
the machine and the time change nothing.
"""

from .elections import BALLOT_TYPES, Ballot, Election, Project
from .errors import CountingError
from .explanations import Explanation, explain
from .export import result_as_json
from .methods import METHODS, count
from .parameters import Parameters
from .results import Comparison, Loser, NotEligible, Result, Round, Tie

__all__ = [
    "BALLOT_TYPES",
    "METHODS",
    "Ballot",
    "Comparison",
    "CountingError",
    "Election",
    "Explanation",
    "Loser",
    "NotEligible",
    "Parameters",
    "Project",
    "Result",
    "Round",
    "Tie",
    "count",
    "explain",
    "result_as_json",
]
