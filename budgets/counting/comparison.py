"""Which of two outcomes more voters would rather have."""

from dataclasses import replace

import numpy as np

from .electorate import Electorate, Floats, dot
from .results import Comparison, Outcome


def compared(electorate: Electorate, this: Outcome, greedy: Outcome) -> Outcome:
    """Give greedy's outcome if strictly more voters have more supported winners under it, else this one."""
    ours, theirs = _supported_winners(electorate, this), _supported_winners(electorate, greedy)
    prefer_this = int(dot(electorate.weights, ours > theirs))
    prefer_greedy = int(dot(electorate.weights, theirs > ours))
    comparison = Comparison(
        prefer_this=prefer_this,
        prefer_greedy=prefer_greedy,
        indifferent=electorate.size - prefer_this - prefer_greedy,
        taken="greedy" if prefer_greedy > prefer_this else "this",
    )
    return replace(greedy if comparison.taken == "greedy" else this, comparison=comparison)


def _supported_winners(electorate: Electorate, outcome: Outcome) -> Floats:
    """Count the funded projects on each distinct ballot."""
    funded = {funded.project for funded in outcome.rounds}
    rows = [place for place, project in enumerate(electorate.ids) if project in funded]
    counts: Floats = (electorate.given[rows] > 0).sum(axis=0).astype(np.float64)
    return counts
