import re

import pytest

from tests.house.tree import files, text

MACHINE = re.compile(r"(?:^|[^a-z0-9._-])/(?:work|tmp|root|home|farm|Users)/[a-zA-Z]", re.MULTILINE)
HOSTS = re.compile(r"pypi\.org|pythonhosted|npmjs|index-url |find-links|/opt/pypi|/opt/wheels")
BINARY = (".mo", ".woff2", ".png", ".webp", ".jpg", ".ico")
ITSELF = "tests/house/test_no_paths.py"


@pytest.mark.parametrize("name", [n for n in files() if not n.endswith(BINARY) and n != ITSELF])
def test_no_file_names_a_machine_or_a_package_index(name: str) -> None:
    content = text(name)
    assert MACHINE.findall(content) == []
    assert [line for line in content.splitlines() if HOSTS.search(line) and "--no-emit" not in line] == []
