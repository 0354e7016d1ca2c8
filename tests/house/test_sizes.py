import ast

from tests.house.tree import PACKAGES, Module, files, lines, modules, text

FILE_LINES = 400
FUNCTION_LINES = 50
ACTION_PARAMETERS = 6
BASES = 3
OURS = (*PACKAGES, "tests", "tools", "bench")
SIZED = ("*.py", "*.html", "*.css", "*.js", "*.sh", "docs/**/*.md", "*.md")
NOT_WRITTEN_BY_HAND = ("/migrations/", "tests/browser/axe.min.js")


def is_action(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return "/actions/" in module.path and not function.name.startswith("_") and function in module.tree.body


def test_no_file_has_more_than_400_lines() -> None:
    by_hand = (name for name in files(*SIZED) if not any(part in name for part in NOT_WRITTEN_BY_HAND))
    sizes = ((name, text(name).count("\n")) for name in by_hand)
    long = [f"{name} {size}" for name, size in sizes if size > FILE_LINES]
    assert not long, lines(long)


def test_no_function_has_more_than_50_lines() -> None:
    long = [
        f"{module.path}:{function.lineno} {function.name}"
        for module in modules(*OURS)
        for function in module.functions()
        if (function.end_lineno or 0) - function.lineno >= FUNCTION_LINES
    ]
    assert not long, lines(long)


def test_no_class_is_a_tower_of_mixins() -> None:
    towers = [f"{m.path} {node.name}" for m in modules(*OURS) for node in m.classes() if len(node.bases) > BASES]
    assert not towers, lines(towers)


def test_actions_take_keywords_only_and_at_most_six() -> None:
    wrong = [
        f"{module.path}:{function.lineno} {function.name}"
        for module in modules(*PACKAGES)
        for function in module.functions()
        if is_action(module, function)
        and (function.args.args or function.args.vararg or len(function.args.kwonlyargs) > ACTION_PARAMETERS)
    ]
    assert not wrong, lines(wrong)


def test_every_action_says_what_it_does() -> None:
    silent = [
        f"{module.path}:{function.lineno} {function.name}"
        for module in modules(*PACKAGES)
        for function in module.functions()
        if is_action(module, function) and not ast.get_docstring(function)
    ]
    assert not silent, lines(silent)
