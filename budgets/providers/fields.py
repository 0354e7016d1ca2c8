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
_BALLOT = {
    "id": SECRET,
    "leaf": PUBLIC,
    "content": INTERNAL,
    "server_nonce": SECRET,
    "client_nonce": SECRET,
    "round": PUBLIC,
}

_FIELDS: dict[str, dict[str, FieldClass]] = {
    "budgets.Round": dict.fromkeys(("id", "process", "title", "state", "deciding_body", "ballot_type", "roll_kind", "age_min", "age_max", "blank_allowed", "replaceable", "opens_at", "closes_at", "method", "parameters", "min_score", "configuration", "configuration_hash", "currency", "source", "created_at"), PUBLIC),
    "budgets.Rescheduling": dict.fromkeys(("id", "round", "closed_before_at", "closes_at", "reason", "decided_at"), PUBLIC),
    "budgets.Envelope": dict.fromkeys(("id", "round", "position", "name", "amount_cents", "district", "max_choices"), PUBLIC),
    "budgets.Project": {
        **dict.fromkeys(("id", "round", "envelope", "proposal", "code", "title", "summary", "cost_cents", "feasibility", "feasibility_reason", "costed_at"), PUBLIC),
        "costed_by": _OFFICE,
    },
    "budgets.RollEntry": {
        "id": SECRET, "round": INTERNAL, "person": _ROLL, "code_hash": SECRET, "district": _ROLL, "age_group": _ROLL,
    },
    "budgets.Mark": {"id": SECRET, "round": INTERNAL, "pseudonym": SECRET, "channel": INTERNAL},
    "budgets.OpenBallot": {**_BALLOT, "pseudonym": SECRET},
    "budgets.SpentKey": {"id": SECRET, "round": INTERNAL, "digest": SECRET, "leaf": PUBLIC},
    "budgets.FinalBallot": _BALLOT,
    "budgets.Count": {
        **dict.fromkeys(("id", "round", "number", "parameters", "ballots", "roll_size", "results", "calculated_at"), PUBLIC),
        "calculated_by": _OFFICE,
    },
    "budgets.CountConfirmation": dict.fromkeys(("id", "round", "count", "resolution", "confirmed_at"), PUBLIC),
    "budgets.ProjectDecision": dict.fromkeys(("id", "confirmation", "project", "calculated", "realised", "reason"), PUBLIC),
}  # fmt: skip

for _model, _classes in _FIELDS.items():
    classify(_model, _classes)
