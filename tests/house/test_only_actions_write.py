import ast
from collections.abc import Iterator

from tests.house.tree import PACKAGES, Module, lines, modules

WRITES = {
    "abulk_create", "abulk_update", "acreate", "adelete", "aget_or_create", "asave", "aupdate", "aupdate_or_create",
    "bulk_create", "bulk_update", "get_or_create", "update_or_create",
}  # fmt: skip
OBJECT_WRITES = {"create", "delete", "save", "update"}

# Each with its reason; nothing else outside `actions` writes.
EXCEPTIONS = {
    "participation/models/accounts.py": "Django asks the manager of accounts to create one",
}


def writes(call: ast.Call) -> bool:
    """Whether a call changes rows; a dict's or a hash's `update`, a picture's `save` take positional arguments."""
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr
    if name in WRITES:
        return True
    if name == "update":
        return bool(call.keywords) and not call.args
    return name in OBJECT_WRITES and not call.args


def writers(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and writes(node):
            yield f"{module.path}:{node.lineno} {ast.unparse(node.func)}"


def outside_actions() -> list[Module]:
    return [module for module in modules(*PACKAGES) if "/actions/" not in module.path]


def test_only_actions_write() -> None:
    found = [line for module in outside_actions() if module.path not in EXCEPTIONS for line in writers(module)]
    assert not found, lines(found)


def test_every_exception_is_still_needed() -> None:
    assert {module.path for module in outside_actions() if any(writers(module))} >= set(EXCEPTIONS)


def test_raw_sql_stands_where_the_orm_has_no_words() -> None:
    found = {
        module.path
        for module in modules(*PACKAGES)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"execute", "executemany", "raw", "RawSQL"}
    }
    # Locks, the question whether the database answers at all, and whether a mark was new.
    assert found <= {"participation/locks.py", "frontend/pages/health.py", "budgets/actions/marks.py"}
