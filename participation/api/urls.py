"""Doors of the participation API, below `/api/v1/`."""

from django.urls import URLPattern, URLResolver, path
from drf_spectacular.views import SpectacularAPIView

from participation.api.views import (
    discussion,
    intake,
    journal,
    moderation,
    municipalities,
    people,
    phases,
    pictures,
    processes,
    proposals,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("municipalities", municipalities.MunicipalityListView.as_view()),
    path("municipalities/<str:public_id>", municipalities.MunicipalityView.as_view()),
    path("districts", municipalities.DistrictListView.as_view()),
    path("bodies", municipalities.BodyListView.as_view()),
    path("processes", processes.ProcessListView.as_view()),
    path("processes/<str:public_id>", processes.ProcessView.as_view()),
    path("processes/<str:public_id>/publication", processes.PublicationView.as_view()),
    path("phases", phases.PhaseListView.as_view()),
    path("phases/<str:public_id>", phases.PhaseView.as_view()),
    path("phases/<str:public_id>/opening", phases.PhaseOpeningView.as_view()),
    path("phases/<str:public_id>/closing", phases.PhaseClosingView.as_view()),
    path("categories", phases.CategoryListView.as_view()),
    path("proposals", proposals.ProposalListView.as_view()),
    path("proposals/<str:public_id>", proposals.ProposalView.as_view()),
    path("proposals/<str:public_id>/submission", proposals.SubmissionView.as_view()),
    path("proposals/<str:public_id>/withdrawal", proposals.WithdrawalView.as_view()),
    path("proposals/<str:public_id>/support", discussion.SupportView.as_view()),
    path("proposals/<str:public_id>/comments", discussion.CommentListView.as_view()),
    path("proposals/<str:public_id>/pictures", pictures.PictureListView.as_view()),
    path("pictures/<str:public_id>", pictures.PictureView.as_view()),
    path("intake-records", intake.IntakeListView.as_view()),
    path("reports", discussion.ReportListView.as_view()),
    path("moderation-cases", moderation.CaseListView.as_view()),
    path("moderation-cases/<str:public_id>", moderation.CaseView.as_view()),
    path("moderation-cases/<str:public_id>/decision", moderation.DecisionView.as_view()),
    path("residencies", people.ResidencyListView.as_view()),
    path("role-grants", people.RoleGrantListView.as_view()),
    path("role-grants/<str:public_id>", people.RoleGrantView.as_view()),
    path("journal", journal.JournalView.as_view()),
]
