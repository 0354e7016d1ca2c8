"""Pages outside a municipality."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from frontend.pages import municipalities, site

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", site.robots, name="robots"),
    path(".well-known/security.txt", site.security, name="security"),
]
# With one town alone its own home page stands here.
if not settings.SINGLE_MUNICIPALITY:
    urlpatterns.append(path("", municipalities.municipalities, name="municipalities"))
