"""Which projects may win at all, and why the others may not."""

from .elections import Election, Project
from .electorate import Electorate
from .results import NotEligible

WITHDRAWN = "withdrawn"
COST_ABOVE_BUDGET = "cost_above_budget"
BELOW_MINIMUM_SCORE = "below_minimum_score"


def not_eligible(election: Election, electorate: Electorate) -> tuple[NotEligible, ...]:
    """List the projects that cannot win, by id, each with the first reason that holds."""
    projects = {project.id: project for project in election.projects}
    excluded = []
    for place, project in enumerate(electorate.ids):
        score = electorate.scores[place]
        reason = _reason(election, projects[project], score)
        if reason:
            votes = electorate.votes(place)
            excluded.append(NotEligible(project=project, reason=reason, votes=votes, score=score))
    return tuple(excluded)


def _reason(election: Election, project: Project, score: int) -> str | None:
    if project.withdrawn:
        return WITHDRAWN
    if project.cost > election.budget:
        return COST_ABOVE_BUDGET
    if score < election.minimum_score:
        return BELOW_MINIMUM_SCORE
    return None
