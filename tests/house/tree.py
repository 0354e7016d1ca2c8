"""The source as the checks of the house see it."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BACKEND = ("participation", "budgets", "councils", "realtime")
PACKAGES = tuple(name for name in (*BACKEND, "frontend", "config") if (ROOT / name / "__init__.py").is_file())


@dataclass(frozen=True, kw_only=True)
class Module:
    """One Python file of ours; `path` is relative to the repository, with slashes."""

    path: str
    tree: ast.Module

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def classes(self) -> Iterator[ast.ClassDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))


def lines(found: Iterable[object]) -> str:
    """One finding per line, for the message of a failing check."""
    return "\n" + "\n".join(sorted(map(str, found)))


@cache
def files(*patterns: str) -> tuple[str, ...]:
    """List what is or will be committed, vendored files left out."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    kept = (name for name in names if name and "/vendor/" not in name and (ROOT / name).is_file())
    return tuple(sorted(set(kept)))


@cache
def modules(*packages: str) -> tuple[Module, ...]:
    """Parse the Python files of some packages, generated migrations left out."""
    names = (name for name in files("*.py") if name.startswith(tuple(f"{package}/" for package in packages)))
    return tuple(
        Module(path=name, tree=ast.parse((ROOT / name).read_text(encoding="utf-8")))
        for name in names
        if "/migrations/" not in name
    )


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
