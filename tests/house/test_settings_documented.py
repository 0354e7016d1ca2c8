import re

from tests.house.tree import lines, text

READ = re.compile(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"')
PAGE = "docs/operations.md"


def test_every_setting_stands_in_the_docs() -> None:
    documented = {
        name
        for row in re.findall(r"^\| (`.*?) \|", text(PAGE), re.MULTILINE)
        for name in re.findall(r"`([A-Z_]+)`", row)
    }
    read = set(READ.findall(text("config/settings.py")))
    assert len(read) > 10
    assert read ^ documented == set(), lines(read ^ documented)
