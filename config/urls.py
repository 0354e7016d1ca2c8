"""Every door of the platform."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from frontend.pages import errors, health

if settings.SINGLE_MUNICIPALITY:
    town: URLResolver = path("", include("frontend.urls_town"), {"municipality": settings.SINGLE_MUNICIPALITY})
else:
    town = path("<slug:municipality>/", include("frontend.urls_town"))

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("konto/", include("allauth.urls")),
    # Without a token, so that whoever only reads gets no cookie; to be sent a page in English does no harm.
    path("sprache/setlang/", csrf_exempt(set_language), name="set_language"),
    # We keep no telephone numbers, and the library has no setting that takes these doors away.
    re_path(r"^api/v1/auth/\w+/v1/(?:account/phone|auth/phone/.*)$", errors.not_found),
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
