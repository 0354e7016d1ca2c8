"""Doors of the budgets API, below `/api/v1/`."""

from django.urls import URLPattern, URLResolver, path

from budgets.api.views import acts, ballots, counts, envelopes, projects, rounds

ROUND = "rounds/<str:public_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("rounds", rounds.RoundListView.as_view()),
    path(ROUND, rounds.RoundView.as_view()),
    path(f"{ROUND}/envelopes", envelopes.EnvelopeListView.as_view()),
    path("envelopes/<str:public_id>", envelopes.EnvelopeView.as_view()),
    path(f"{ROUND}/projects", projects.ProjectListView.as_view()),
    path("projects/<str:public_id>", projects.ProjectView.as_view()),
    path("projects/<str:public_id>/costing", projects.CostingView.as_view()),
    path(f"{ROUND}/opening", acts.OpeningView.as_view()),
    path(f"{ROUND}/opening/confirmation", acts.OpeningConfirmationView.as_view()),
    path(f"{ROUND}/closing", acts.ClosingView.as_view()),
    path(f"{ROUND}/early-closing", acts.EarlyClosingView.as_view()),
    path(f"{ROUND}/early-closing/confirmation", acts.EarlyClosingConfirmationView.as_view()),
    path(f"{ROUND}/rescheduling", acts.ReschedulingView.as_view()),
    path(f"{ROUND}/rescheduling/confirmation", acts.ReschedulingConfirmationView.as_view()),
    path(f"{ROUND}/ballot", ballots.BallotView.as_view()),
    path(f"{ROUND}/count", counts.CountView.as_view()),
    path(f"{ROUND}/result", counts.ResultView.as_view()),
    path(f"{ROUND}/result.pb", counts.ResultFileView.as_view()),
    path(f"{ROUND}/result.csv", counts.ResultTableView.as_view()),
    path(f"{ROUND}/resolution", counts.ResolutionView.as_view()),
    path(f"{ROUND}/resolution/confirmation", counts.ResolutionConfirmationView.as_view()),
]
