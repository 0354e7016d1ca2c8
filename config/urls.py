"""Every door of the platform."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from frontend.pages import health

if settings.SINGLE_MUNICIPALITY:
    town: URLResolver = path("", include("frontend.urls_town"), {"municipality": settings.SINGLE_MUNICIPALITY})
else:
    town = path("<slug:municipality>/", include("frontend.urls_town"))

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("konto/", include("allauth.urls")),
    path("sprache/", include("django.conf.urls.i18n")),
    path("api/v1/auth/", include("allauth.headless.urls")),
    path("api/v1/", include("participation.api.urls")),
    path("api/v1/", include("budgets.api.urls")),
    path("", include("frontend.urls")),
    town,
]

handler400 = "frontend.pages.errors.bad_request"
handler403 = "frontend.pages.errors.forbidden"
handler404 = "frontend.pages.errors.not_found"
handler500 = "frontend.pages.errors.server_error"
