import re

from tests.house.tree import files, lines, text

MACHINE = re.compile(r"(?:^|[^a-z0-9._-])/(?:work|tmp|root|home|farm|Users)/[a-zA-Z]")
HOSTS = re.compile(r"pypi\.org|pythonhosted|npmjs|index-url |find-links")
BINARY = (".mo", ".woff2", ".png", ".webp", ".jpg", ".ico")
ITSELF = "tests/house/test_no_paths.py"


def test_no_file_names_a_machine_or_a_package_index() -> None:
    found = [
        f"{name}:{number} {line.strip()[:100]}"
        for name in files()
        if not name.endswith(BINARY) and name != ITSELF
        for number, line in enumerate(text(name).splitlines(), 1)
        if MACHINE.search(line) or (HOSTS.search(line) and "--no-emit" not in line)
    ]
    assert not found, lines(found)
