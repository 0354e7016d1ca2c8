"""Forms as a browser reads them out of a page, with an answer for each field that a person might give."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

WRITTEN = {"text", "search", "email", "number", "date", "datetime-local", "tel", "url", "password", "hidden"}
GIVEN = {
    "email": "rita@example.org",
    "number": "1",
    "date": "2026-06-01",
    "datetime-local": "2027-06-01T12:00",
    "url": "https://example.org/",
}


@dataclass
class Form:
    """One form: where it leads, what it holds, and which of its fields take written text."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    def with_value(self, name: str, value: str) -> dict[str, str]:
        """Fill in one field otherwise."""
        return {**self.values, name: value}


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = said.get("action", "").partition("#")[0] or self.address
            self.form = Form(action=action, method=said.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "select":
            self.select = said.get("name", "")
        elif tag == "option" and self.select and (said.get("value") and not self.form.values.get(self.select)):
            self.form.values[self.select] = said["value"]
        elif tag in ("input", "textarea", "button") and said.get("name"):
            self._field(self.form, tag, said)

    def _field(self, form: Form, tag: str, said: dict[str, str]) -> None:
        name, kind = said["name"], "textarea" if tag == "textarea" else said.get("type", "text")
        if tag == "button" or kind == "file":
            return
        if kind in WRITTEN or kind == "textarea":
            form.values[name] = said.get("value") or GIVEN.get(kind, "Ein Text")
            form.written.append(name)
        elif name not in form.values:
            form.values[name] = said.get("value", "on")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""


def forms_in(page: str, address: str) -> Iterator[Form]:
    """Read the forms that send something, other than those of every page."""
    reader = _Reader(address)
    reader.feed(page)
    yield from (
        form for form in reader.forms if form.method == "post" and not form.action.startswith(("/konto/", "/sprache/"))
    )


def distinct(forms: Iterable[Form]) -> list[Form]:
    """Leave out those that lead to the same place with the same fields."""
    return list({(form.action, *form.values): form for form in forms}.values())
