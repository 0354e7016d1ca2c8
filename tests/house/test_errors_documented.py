import importlib
import re
from collections.abc import Iterator

from django.utils import translation

from participation.errors import DomainError
from tests.house.tree import BACKEND, PACKAGES, text

PAGE = "docs/api/errors.md"


def refusals(parent: type[DomainError] = DomainError) -> Iterator[type[DomainError]]:
    for kind in parent.__subclasses__():
        yield kind
        yield from refusals(kind)


def row(kind: type[DomainError]) -> str:
    return f"| `{kind.code}` | {kind.status} | {kind.sentence} |"


def rows_expected() -> set[str]:
    for app in set(PACKAGES) & set(BACKEND):
        importlib.import_module(f"{app}.errors")
    with translation.override("de"):
        return {row(kind) for kind in refusals()}


def test_every_refusal_stands_in_the_docs() -> None:
    documented = set(re.findall(r"^\| `[a-z_]+` \| \d{3} \| .* \|$", text(PAGE), re.MULTILINE))
    missing = "\n".join(sorted(rows_expected() - documented))
    assert not missing, f"Add to {PAGE}:\n{missing}"
    assert documented - rows_expected() == set()


def test_no_code_has_two_meanings() -> None:
    codes = [kind.code for kind in refusals()]
    assert len(codes) == len(set(codes))
