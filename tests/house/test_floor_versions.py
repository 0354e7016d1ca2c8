import re

from packaging.version import Version

from tests.house.tree import lines, text

# Older ones have a known weakness, or miss a protection that we rely on.
FLOORS = {
    "brotli": "1.2",
    "cryptography": "46",
    "daphne": "4.2.1",
    "django": "5.2.8",
    "django-allauth": "65.13",
    "django-csp": "4.0",
    "djangorestframework": "3.16",
    "markdown-it-py": "4.0",
    "nh3": "0.3",
    "numpy": "2.3",
    "pillow": "12.0",
    "psycopg": "3.2.10",
    "pyjwt": "2.10.1",
    "redis": "6.4",
    "sqlparse": "0.5.4",
    "twisted": "25.5",
    "whitenoise": "6.11",
}
LOCKS = ("requirements/runtime.txt", "requirements/dev.txt")


def locked(lock: str) -> dict[str, list[Version]]:
    """Versions by package; one may stand several times, for different Pythons or platforms."""
    found: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text(lock), re.MULTILINE):
        found.setdefault(name, []).append(Version(version))
    return found


def test_security_relevant_packages_are_recent_enough() -> None:
    versions = {package: min(found) for package, found in locked("requirements/runtime.txt").items()}
    old = [
        f"{package} {versions[package]} < {floor}"
        for package, floor in FLOORS.items()
        if versions[package] < Version(floor)
    ]
    assert not old, lines(old)


def test_django_stays_on_its_long_term_version() -> None:
    assert {version.release[:2] for version in locked("requirements/runtime.txt")["django"]} == {(5, 2)}


def test_every_locked_package_has_a_hash() -> None:
    bare = [
        entry
        for lock in LOCKS
        for entry, rest in re.findall(r"^([a-z0-9-]+==[^\s;]+)([^\n]*\n[^\n]*)", text(lock), re.MULTILINE)
        if "--hash=sha256:" not in rest
    ]
    assert not bare, lines(bare)


def test_both_locks_agree() -> None:
    runtime, development = (locked(lock) for lock in LOCKS)
    assert {name: versions for name, versions in development.items() if name in runtime} == runtime
