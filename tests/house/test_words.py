import ast
import re

from tests.house.tree import PACKAGES, Module, files, lines, modules, text

# One word per idea: docs/glossary.md says which instead.
BANNED = {"user", "users", "tenant", "tenants", "idea", "ideas"}
# Names that Django and allauth give; we cannot choose them.
FRAMEWORK_NAMES = {
    "AUTH_USER_MODEL",
    "ACCOUNT_USER_MODEL_USERNAME_FIELD",
    "EMAIL_HOST_USER",
    "create_user",
    "get_user",
    "save_user",
    "user",
    "user_id",
}
FRAMEWORK_DOORS = ("config/settings.py", "participation/adapters.py", "participation/api/authentication.py")

# What we cannot promise, in any form.
CLAIMS = re.compile(
    r"fälschungssicher|manipulationssicher|tamper[- ]?proof|BSI[- ]?zertifi|BSI[- ]certified|rechtssicher"
    r"|absolut sicher|hundertprozentig|100 ?% (sicher|anonym|secure)|unhackable|military[- ]grade|fraud[- ]proof",
    re.IGNORECASE,
)
ANONYMOUS = re.compile(r"\b(anonym(e[rnsm]?|ous|ously)?)\b", re.IGNORECASE)
AGAINST = re.compile(r"gegenüber|against", re.IGNORECASE)
TEXTS = ("README.md", "CHANGELOG.md", "SECURITY.md", "publiccode.yml", "docs/*.md", "docs/*.yaml", "*.html", "*.po")


def names_given(module: Module) -> set[str]:
    """Names that a module gives: functions, classes, parameters, variables, attributes of self."""
    given = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            given.add(node.name)
        elif isinstance(node, ast.arg):
            given.add(node.arg)
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            given.add(node.id if isinstance(node, ast.Name) else node.attr)
    return given


def parts(name: str) -> set[str]:
    return {part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def test_code_uses_the_words_of_the_glossary() -> None:
    wrong = [
        f"{module.path} {name}"
        for module in modules(*PACKAGES)
        for name in names_given(module)
        if parts(name) & BANNED and not (module.path in FRAMEWORK_DOORS and name in FRAMEWORK_NAMES)
    ]
    assert not wrong, lines(wrong)


def test_no_text_claims_what_we_cannot_promise() -> None:
    names = (*files(*TEXTS), *files(*(f"{package}/*.py" for package in PACKAGES)))
    claims = [f"{name} {claim.group()}" for name in names for claim in CLAIMS.finditer(text(name))]
    assert not claims, lines(claims)


def test_whoever_says_anonymous_says_against_whom() -> None:
    bare = [
        f"{name}:{number} {line.strip()}"
        for name in files(*TEXTS)
        for number, line in enumerate(text(name).splitlines(), 1)
        if ANONYMOUS.search(line) and not AGAINST.search(line)
    ]
    assert not bare, lines(bare)
