"""Addresses of the pages of a town."""

from django.urls import reverse

from participation.models import Municipality


def address(town: Municipality, page: str, **parts: object) -> str:
    """Return the address of `town:<page>`."""
    return reverse(f"town:{page}", kwargs={"municipality": town.slug, **parts})


def breadcrumb(town: Municipality, *crumbs: tuple[str, str]) -> list[dict[str, str]]:
    """The way from the start page of the town through (label, address) pairs; the last address may be empty."""
    start = {"label": town.name, "url": address(town, "home")}
    return [start, *({"label": label, "url": url} for label, url in crumbs)]
