"""Every door of the platform."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path, register_converter
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from frontend.pages import errors, health

ONLY: str = settings.SINGLE_MUNICIPALITY


class OnlyMunicipality:
    """The one municipality that is served: it takes no room in addresses, and no other can be named."""

    regex = ""

    def to_python(self, value: str) -> str:  # noqa: ARG002 -- Django's signature
        """Name it for the pages."""
        return ONLY

    def to_url(self, value: str) -> str:
        """Leave it out of the address."""
        if value != ONLY:
            raise ValueError(value)
        return ""


register_converter(OnlyMunicipality, "only")
place = "<only:municipality>" if ONLY else "<slug:municipality>/"
town: URLResolver = path(place, include("frontend.urls_town"))

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
