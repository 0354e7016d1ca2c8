"""Pages of one municipality. Reverse them with keywords: `{% url 'town:home' municipality=municipality.slug %}`."""

from django.urls import URLPattern, URLResolver, include, path

from frontend.pages import (
    ballots,
    comments,
    drafts,
    feeds,
    municipalities,
    my_page,
    pictures,
    processes,
    proposals,
    reports,
    results,
    rounds,
    supports,
)

app_name = "town"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", municipalities.home, name="home"),
    path("verfahren/", processes.processes, name="processes"),
    path("verfahren/<slug:process>/", processes.process, name="process"),
    path("verfahren/<slug:process>/vorschlaege/", proposals.proposals, name="proposals"),
    path("verfahren/<slug:process>/vorschlaege.atom", feeds.proposals, name="proposals_feed"),
    path("verfahren/<slug:process>/vorschlaege/neu/", drafts.proposal_new, name="proposal_new"),
    path("vorschlaege/<slug:proposal>/", proposals.proposal, name="proposal"),
    path("vorschlaege/<slug:proposal>/fassungen/", proposals.versions, name="proposal_versions"),
    path("vorschlaege/<slug:proposal>/bearbeiten/", drafts.proposal_edit, name="proposal_edit"),
    path("vorschlaege/<slug:proposal>/einreichen/", drafts.proposal_submit, name="proposal_submit"),
    path("vorschlaege/<slug:proposal>/zurueckziehen/", drafts.proposal_withdraw, name="proposal_withdraw"),
    path("vorschlaege/<slug:proposal>/unterstuetzen/", supports.proposal_support, name="proposal_support"),
    path("vorschlaege/<slug:proposal>/beitraege/", comments.proposal_comment, name="proposal_comment"),
    path("vorschlaege/<slug:proposal>/bilder/", pictures.picture_new, name="picture_new"),
    path(
        "vorschlaege/<slug:proposal>/bilder/<slug:picture>/entfernen/", pictures.picture_remove, name="picture_remove"
    ),
    path("melden/<slug:kind>/<slug:subject>/", reports.report, name="report"),
    path("bilder/<slug:picture>", pictures.picture, name="picture"),
    path("budget/<slug:round>/", rounds.budget_round, name="round"),
    path("budget/<slug:round>/regeln.json", rounds.configuration, name="round_configuration"),
    path("budget/<slug:round>/stimmzettel/", ballots.booth, name="booth"),
    path("budget/<slug:round>/stimmzettel/pruefen/", ballots.review, name="booth_review"),
    path("budget/<slug:round>/quittung/", ballots.receipt, name="receipt"),
    path("budget/<slug:round>/ergebnis/", results.result, name="result"),
    path("budget/<slug:round>/ergebnis.svg", results.chart, name="result_chart"),
    path("budget/<slug:round>/ergebnis.<slug:kind>", results.file, name="result_file"),
    path("mein/", my_page.my_page, name="my_page"),
    path("verwaltung/", include("frontend.urls_office")),
]
