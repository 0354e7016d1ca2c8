"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.models import Municipality


def town(request: HttpRequest) -> dict[str, Any]:
    """Offer the municipality of the page (set by the page function), the signed-in person and the ways from here."""
    account = getattr(request, "user", None)
    person = getattr(account, "person", None) if account and account.is_authenticated else None
    municipality = getattr(request, "municipality", None)
    context = {"municipality": municipality, "person": person, "is_demo": settings.DEMO}
    return context if municipality is None else {**context, **_ways(request, municipality)}


def _ways(request: HttpRequest, municipality: Municipality) -> dict[str, Any]:
    def way(page: str, label: str, **more: str) -> dict[str, Any]:
        url = reverse(f"town:{page}", kwargs={"municipality": municipality.slug})
        return {"label": label, "url": url, "current": request.path == url, **more}

    home = way("home", _("Start"))
    return {
        "home_url": home["url"],
        "main_navigation": [home, way("processes", _("Beteiligungsverfahren"))],
        "account_navigation": [way("my_page", _("Meine Seite"), icon="person")],
        "footer_navigation": [home, way("processes", _("Alle Verfahren")), way("my_page", _("Meine Seite"))],
        "office_url": way("office_home", "")["url"] if getattr(request, "is_staff", False) else "",
        "sign_in_url": sign_in(request),
    }


def sign_in(request: HttpRequest) -> str:
    """Address of the sign-in page that leads back here."""
    query = {"next": request.get_full_path()} if request.method == "GET" else {}
    return reverse(settings.LOGIN_URL, query=query)
