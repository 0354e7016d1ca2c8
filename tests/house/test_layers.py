import ast
import sys
import tomllib

from tests.house.tree import BACKEND, PACKAGES, ROOT, Module, lines, modules

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


def methods_called(module: Module) -> set[str]:
    calls = (node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call))
    return {called.attr for called in calls if isinstance(called, ast.Attribute)}


def dotted(home: str) -> str:
    """The name by which a folder or file is imported."""
    return home.strip("/").removesuffix(".py").replace("/", ".")


def contracts() -> dict[str, dict[str, object]]:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    named = {contract["id"]: contract for contract in configuration["contracts"]}
    named["roots"] = {"packages": configuration["root_packages"]}
    return named


def test_the_contracts_cover_every_package() -> None:
    assert set(contracts()["roots"]["packages"]) == set(PACKAGES)  # type: ignore[call-overload]  # TOML
    assert set(contracts()["kinds"]["containers"]) == set(PACKAGES) & set(BACKEND)  # type: ignore[call-overload]  # TOML


def test_every_pure_package_is_under_the_purity_contract() -> None:
    present = {dotted(home) for _, home, _ in pure_modules()}
    assert set(contracts()["purity"]["source_modules"]) == present  # type: ignore[call-overload]  # TOML


def test_pure_modules_use_the_standard_library_and_themselves_alone() -> None:
    foreign = [
        f"{module.path} imports {name}"
        for module, home, allowed in pure_modules()
        for name in imported(module)
        # One dot is the folder itself; ruff forbids to climb with two.
        if not f"{name}.".startswith((f"{dotted(home)}.", "."))
        and name.split(".")[0] not in (set(sys.stdlib_module_names) | allowed)
    ]
    assert not foreign, lines(foreign)


def test_pure_modules_have_no_clock_no_chance_and_no_machine() -> None:
    found = [
        f"{module.path} {name}"
        for module, _, _ in pure_modules()
        for name in ({name.split(".")[0] for name in imported(module)} & CLOCK_AND_CHANCE)
        | (methods_called(module) & CLOCK_READS)
    ]
    assert not found, lines(found)
