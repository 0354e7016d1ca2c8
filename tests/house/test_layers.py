import ast
import sys
import tomllib

import pytest

from tests.house.tree import BACKEND, PACKAGES, ROOT, Module, modules

# Plain data in, plain data out. What else they may use beside the standard library stands here.
PURE = {
    "budgets/counting/": {"numpy"},
    "budgets/ballotbox/": {"cryptography"},
    "participation/lifecycle.py": set(),
    "budgets/lifecycle.py": set(),
}
CLOCK_AND_CHANCE = {"time", "random", "secrets", "uuid", "os", "socket", "subprocess", "threading"}
CLOCK_READS = {"now", "utcnow", "today"}


def pure_modules() -> list[tuple[Module, str, set[str]]]:
    return [
        (module, prefix, allowed)
        for prefix, allowed in PURE.items()
        for module in modules(*PACKAGES)
        if module.path.startswith(prefix)
    ]


def imported(module: Module) -> set[str]:
    """Full names of what a module imports; names of its own folder begin with a dot."""
    names = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names


def contracts() -> dict[str, dict[str, object]]:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    named = {contract["id"]: contract for contract in configuration["contracts"]}
    named["roots"] = {"packages": configuration["root_packages"]}
    return named


def test_the_contracts_cover_every_package() -> None:
    assert set(contracts()["roots"]["packages"]) == set(PACKAGES)  # type: ignore[call-overload]  # TOML
    assert set(contracts()["kinds"]["containers"]) == set(PACKAGES) & set(BACKEND)  # type: ignore[call-overload]  # TOML


def test_every_pure_package_is_under_the_purity_contract() -> None:
    present = {prefix for _, prefix, _ in pure_modules()}
    dotted = {prefix.strip("/").removesuffix(".py").replace("/", ".") for prefix in present}
    assert set(contracts()["purity"]["source_modules"]) == dotted  # type: ignore[call-overload]  # TOML


@pytest.mark.parametrize(("module", "home", "allowed"), pure_modules(), ids=lambda value: getattr(value, "path", ""))
def test_a_pure_module_uses_the_standard_library_and_itself_alone(module: Module, home: str, allowed: set[str]) -> None:
    # One dot is the folder itself; ruff forbids to climb with two.
    own = home.strip("/").removesuffix(".py").replace("/", ".")
    foreign = {
        name
        for name in imported(module)
        if not f"{name}.".startswith((f"{own}.", "."))
        and name.split(".")[0] not in (set(sys.stdlib_module_names) | allowed)
    }
    assert foreign == set()


@pytest.mark.parametrize("module", [m for m, _, _ in pure_modules()], ids=lambda module: module.path)
def test_a_pure_module_has_no_clock_no_chance_and_no_machine(module: Module) -> None:
    roots = {name.split(".")[0] for name in imported(module)}
    reads = {
        node.func.attr
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert roots & CLOCK_AND_CHANCE == set()
    assert reads & CLOCK_READS == set()
