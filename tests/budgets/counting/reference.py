"""Equal shares written down as the definition says it, in fractions, voter by voter: slow and plain."""

from fractions import Fraction
from hashlib import sha256

from budgets.counting import Election


def utility(election: Election, kind: str, ballot_index: int, project: str) -> int:
    ballot = election.ballots[ballot_index]
    if project not in ballot.choices:
        return 0
    place = ballot.choices.index(project)
    if ballot.points and ballot.points[place] == 0:
        return 0
    if kind == "cost":
        return next(known.cost for known in election.projects if known.id == project)
    if kind == "points":
        return ballot.points[place]
    if kind == "ranking":
        longest = max(len(other.choices) for other in election.ballots)
        return max(election.max_length or 0, longest) - place
    return 1


def price(cost: int, money: list[Fraction], worth: list[int]) -> Fraction | None:
    """Find the rho with which everybody pays min(money, rho × worth) and all together the cost."""
    supporters = [voter for voter, value in enumerate(worth) if value]
    if sum(money[voter] for voter in supporters) < cost:
        return None
    poor: list[int] = []
    for voter in sorted(supporters, key=lambda voter: money[voter] / worth[voter]):
        rich_worth = sum(worth[other] for other in supporters if other not in poor)
        rho = (cost - sum((money[other] for other in poor), Fraction(0))) / rich_worth
        if money[voter] >= rho * worth[voter]:
            return rho
        poor.append(voter)
    raise AssertionError


def chain(election: Election, project: str, seed: str) -> tuple[int, int, bytes]:
    cost = next(known.cost for known in election.projects if known.id == project)
    votes = sum(
        project in ballot.choices and not (ballot.points and ballot.points[ballot.choices.index(project)] == 0)
        for ballot in election.ballots
    )
    return cost, -votes, sha256(seed.encode() + b"\x1f" + project.encode()).digest()


def equal_shares(election: Election, kind: str, share: Fraction, seed: str = "") -> list[str]:
    """Give the funded projects in the order of funding, with the given share in cents."""
    voters = range(len(election.ballots))
    eligible = [project for project in election.projects if project.cost <= election.budget]
    worth = {project.id: [utility(election, kind, voter, project.id) for voter in voters] for project in eligible}
    backed = {project.id: -chain(election, project.id, seed)[1] for project in eligible}
    free = [project.id for project in eligible if project.cost == 0 and backed[project.id]]
    funded = sorted(free, key=lambda project: chain(election, project, seed))
    money = [share for _ in voters]
    open_ones = {project.id: project.cost for project in eligible if project.cost and backed[project.id]}
    while True:
        prices = {project: price(cost, money, worth[project]) for project, cost in open_ones.items()}
        affordable = {project: rho for project, rho in prices.items() if rho is not None}
        if not affordable:
            return funded
        best = min(affordable, key=lambda project: (affordable[project], chain(election, project, seed)))
        rho = affordable[best]
        money = [have - min(have, rho * value) for have, value in zip(money, worth[best], strict=True)]
        del open_ones[best]
        funded.append(best)


def add1(election: Election, kind: str, step: Fraction, seed: str = "") -> tuple[list[str], int]:
    """Raise the share by `step` cents until the outcome costs too much; give the one before."""
    cost = {project.id: project.cost for project in election.projects}
    share = Fraction(election.budget, len(election.ballots))
    best, increments = equal_shares(election, kind, share, seed), 0
    supported = [
        project.id
        for project in election.projects
        if project.cost <= election.budget and chain(election, project.id, seed)[1]
    ]
    while set(best) != set(supported):
        share += step
        more = equal_shares(election, kind, share, seed)
        if sum(cost[project] for project in more) > election.budget:
            break
        best, increments = more, increments + 1
    return best, increments
