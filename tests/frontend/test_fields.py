"""What a form of the pages looks like to a screen reader: labels, hints, errors and the summary belong together."""

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.utils import translation

from frontend.forms.fields import DayInput, EuroField, MomentInput
from frontend.money import cents_of


class ProposalForm(forms.Form):
    title = forms.CharField(label="Titel", help_text="Kurz und klar.")
    text = forms.CharField(label="Beschreibung", widget=forms.Textarea)
    category = forms.ChoiceField(label="Thema", choices=[("", "Bitte wählen"), ("a", "Verkehr")])
    place = forms.ChoiceField(label="Ort", widget=forms.RadioSelect, choices=[("a", "Hier"), ("b", "Überall")])
    cost = EuroField(label="Kosten", required=False, least=1_00, most=5_000_00)
    day = forms.DateField(label="Tag", widget=DayInput, required=False)
    moment = forms.DateTimeField(label="Frist", widget=MomentInput, required=False)
    picture = forms.FileField(label="Bild", required=False)
    rules = forms.BooleanField(label="Gelesen")


class Page(HTMLParser):
    """Ids, what refers to them, and the attributes of each element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def ids(self) -> set[str]:
        return {attrs["id"] for _, attrs in self.elements if "id" in attrs}

    def every(self, name: str) -> set[str]:
        return {word for _, attrs in self.elements for word in attrs.get(name, "").split()}


@pytest.fixture
def refused() -> Page:
    return Page(str(ProposalForm({"cost": "viel"})))


def test_the_summary_links_each_error_to_a_control(refused: Page) -> None:
    links = {attrs["href"].removeprefix("#") for tag, attrs in refused.elements if tag == "a"}
    assert links == {"id_title", "id_text", "id_category", "id_place_0", "id_cost", "id_rules"}
    assert links <= {attrs["id"] for tag, attrs in refused.elements if tag in {"input", "select", "textarea"}}


def test_hints_and_errors_are_said_with_their_field(refused: Page) -> None:
    assert "id_title_helptext" in refused.every("aria-describedby")
    assert "id_place_error" in refused.every("aria-describedby")
    assert refused.every("aria-describedby") <= refused.ids()


def test_every_label_belongs_to_a_control(refused: Page) -> None:
    assert refused.every("for") <= refused.ids()
    controls = {a["id"] for tag, a in refused.elements if tag in {"input", "select", "textarea"}}
    assert controls == refused.every("for")


def test_a_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in str(ProposalForm())


def test_only_what_may_stay_empty_says_so() -> None:
    labels = re.findall(r"<label[^>]*>(.*?)</label>", str(ProposalForm()), re.DOTALL)
    assert [label.split(" <")[0] for label in labels if "freiwillig" in label] == ["Kosten", "Tag", "Frist", "Bild"]


def test_what_was_typed_cannot_become_markup() -> None:
    html = str(ProposalForm({"title": '"><script>alert(1)</script>', "text": "</textarea><script>"}))
    assert "<script" not in html


@pytest.mark.parametrize(
    ("typed", "code"), [("viel", "invalid"), ("0,50", "out_of_bounds"), ("5.000,01", "out_of_bounds")]
)
def test_an_amount_that_does_not_do_is_refused_at_its_field(typed: str, code: str) -> None:
    errors = ProposalForm({"cost": typed}).errors.as_data()
    assert [error.code for error in errors["cost"]] == [code]


def test_an_amount_is_cents_and_nothing_typed_is_none() -> None:
    field = EuroField(required=False)
    assert (field.clean("12,50 €"), field.clean("")) == (12_50, None)


@pytest.mark.parametrize(("language", "shown"), [("de", "1.234,50"), ("en", "1234.50")])
def test_stored_cents_are_shown_as_an_amount_that_can_be_sent_back(language: str, shown: str) -> None:
    with translation.override(language):
        assert f'value="{shown}"' in str(ProposalForm(initial={"cost": 1_234_50})["cost"])
    assert cents_of(shown) == 1_234_50
