"""What each field of budgets is: who may learn it, why it is kept and how long."""

from participation.registries import INTERNAL, PUBLIC, SECRET, FieldClass, classify, personal

_OFFICE = personal(
    purpose="damit nachvollziehbar bleibt, wer für die Verwaltung gehandelt hat",
    retention="solange das Journal besteht",
)
_ROLL = personal(
    purpose="um das Stimmrecht einmal und nur einmal zu vergeben",
    retention="bis zum Ende der Einspruchsfrist nach der Abstimmung",
)


def _public(names: str) -> dict[str, FieldClass]:
    return dict.fromkeys(names.split(), PUBLIC)


def _secret(names: str) -> dict[str, FieldClass]:
    return dict.fromkeys(names.split(), SECRET)


_BALLOT = _secret("id server_nonce client_nonce") | {"leaf": PUBLIC, "round": PUBLIC, "content": INTERNAL}

classify(
    "budgets.Round",
    _public(
        "id process title state deciding_body ballot_type roll_kind age_min age_max blank_allowed replaceable opens_at "
        "closes_at method parameters min_score configuration configuration_hash currency source created_at"
    ),
)
classify("budgets.Rescheduling", _public("id round closed_before_at closes_at reason decided_at"))
classify("budgets.Envelope", _public("id round position name amount_cents district max_choices"))
classify(
    "budgets.Project",
    _public("id round envelope proposal code title summary cost_cents feasibility feasibility_reason costed_at")
    | {"costed_by": _OFFICE},
)
classify(
    "budgets.RollEntry",
    _secret("id code_hash") | {"round": INTERNAL, "person": _ROLL, "district": _ROLL, "age_group": _ROLL},
)
classify("budgets.Mark", _secret("id pseudonym") | {"round": INTERNAL, "channel": INTERNAL})
classify("budgets.OpenBallot", _BALLOT | _secret("pseudonym"))
classify("budgets.SpentKey", _secret("id digest") | {"round": INTERNAL, "leaf": PUBLIC})
classify("budgets.FinalBallot", _BALLOT)
classify(
    "budgets.Count",
    _public("id round number parameters ballots roll_size results calculated_at") | {"calculated_by": _OFFICE},
)
classify("budgets.CountConfirmation", _public("id round count resolution confirmed_at"))
classify("budgets.ProjectDecision", _public("id confirmation project calculated realised reason"))
