"""A file of a kind that nobody has decided on breaks the build; docs/architecture.md says what each is for."""

from tests.house.tree import BACKEND, PACKAGES, files, lines

KINDS = {
    # how it is called, what happens after commit, what is offered to others
    "api", "admin", "adapters", "management", "consumers", "reactions", "providers", "routing", "urls", "apps",
    # what is done, seen, allowed, announced, stored
    "tasks", "actions", "queries", "permissions", "events", "models", "migrations", "registries", "locks", "keys",
    # what is refused, what things are called, what it means
    "errors", "labels", "lifecycle",
}  # fmt: skip
PURE = {
    "participation": {"codes", "scanning"},
    "budgets": {"ballotbox", "counting", "sheets"},
    "councils": {"sortition"},
    "realtime": {"hub", "opinion", "protocol"},
}
# Small things of one app that several of its layers share.
OWN = {"participation": {"limits", "markdown", "pictures", "texts"}, "budgets": {"values"}}
FRONTEND = {
    "apps",
    "context",
    "demo",
    "forms",
    "management",
    "middleware",
    "money",
    "pages",
    "static",
    "templates",
    "templatetags",
}
FRONTEND_URLS = {"urls", "urls_office", "urls_town"}
API = {
    "authentication",
    "callers",
    "idempotency",
    "pagination",
    "parsers",
    "problems",
    "schema",
    "serializers",
    "urls",
    "views",
}
TOP = {
    ".ci", "bench", "config", "docs", "locale", "requirements", "tests", "tools", *PACKAGES,
    ".editorconfig", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md",
    "SECURITY.md", "manage.py", "publiccode.yml", "pyproject.toml",
}  # fmt: skip


APPS = tuple(name for name in PACKAGES if name in BACKEND)


def children(folder: str) -> set[str]:
    """Names of files and folders directly in `folder`, without `.py`."""
    names = (name.removeprefix(folder).split("/")[0] for name in files() if name.startswith(folder))
    return {name.removesuffix(".py") for name in names} - {"__init__"}


def test_an_app_holds_only_known_kinds_of_files() -> None:
    unknown = [
        f"{app}/{name}" for app in APPS for name in children(f"{app}/") - KINDS - PURE[app] - OWN.get(app, set())
    ]
    assert not unknown, lines(unknown)


def test_an_api_holds_views_serializers_and_what_serves_them() -> None:
    unknown = [f"{app}/api/{name}" for app in APPS for name in children(f"{app}/api/") - API]
    assert not unknown, lines(unknown)


def test_the_frontend_holds_pages_and_what_serves_them() -> None:
    assert children("frontend/") - FRONTEND - FRONTEND_URLS == set()


def test_the_top_folder_holds_only_what_was_decided() -> None:
    assert {name.split("/")[0] for name in files()} - TOP == set()


def test_tests_of_a_package_lie_in_the_folder_of_its_name() -> None:
    homeless = [name for name in files("tests/test_*.py") if name.count("/") < 2]
    assert not homeless, lines(homeless)
