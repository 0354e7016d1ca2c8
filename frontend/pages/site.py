"""What machines ask for: where not to look, and where to report a weakness."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

SECURITY_VALID_FOR = timedelta(days=180)


def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- a view's signature
    """Search engines read what is public and leave accounts, booths and lists in random order alone."""
    lines = ("User-agent: *", "Disallow: /konto/", "Disallow: /api/", "Disallow: /*/verwaltung/", "Disallow: /*/mein/")
    return HttpResponse("\n".join((*lines, "Disallow: /*/stimmzettel/", "")), content_type="text/plain; charset=utf-8")


def security(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- a view's signature
    """Where weaknesses are reported, as RFC 9116 says."""
    expires = (timezone.now() + SECURITY_VALID_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: de, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
