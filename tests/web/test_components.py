"""The components, held to what the people who use them rely on."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from web.frame.rendering import COMPONENTS, HERE, templates

PAGES = sorted((HERE / "templates").rglob("*.html"))
ERRORS = (400, 401, 403, 404, 409, 413, 422, 500, 503)
Element = tuple[str, dict[str, str | None]]


@dataclass
class Typed:
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def ids(self) -> list[str | None]:
        return [attrs["id"] for _, attrs in self.found if "id" in attrs]

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for _, attrs in self.found if attrs.get("name") == name]

    def links(self) -> list[str | None]:
        return [attrs.get("href") for tag, attrs in self.found if tag == "a"]


FIELDS = {
    "text": '{{ ui.text(form, "one", "Where?", hint="Room and building") }}',
    "prose": '{{ ui.prose(form, "one", "Reason", hint="They will read this") }}',
    "date": '{{ ui.day(form, "one", "When?", hint="A working day") }}',
    "boxes": '{{ ui.day(form, "one", "When?", hint="For example 27 3 2026", boxes=true) }}',
    "select": '{{ ui.select(form, "one", "Academy", [("a", "Ashdene")], hint="Where?") }}',
    "file": '{{ ui.file(form, "one", "Statement", hint="PDF") }}',
    "choice": '{{ ui.choice(form, "one", "Finding", [("a", "A"), ("b", "B")], hint="One") }}',
    "many": '{{ ui.many(form, "one", "Clauses", [("a", "A"), ("b", "B")], hint="Any") }}',
    "groups": (
        '{{ ui.groups(form, "one", "What?", [("X", [("a", "A")]), ("Y", [("b", "B")])], "Any") }}'
    ),
    "tick": '{{ ui.tick(form, "one", "I have read it", hint="All of it") }}',
    "uploads": '{{ ui.uploads(form, "one", "/up", "250 MB each") }}',
}


def rendered(source: str, **context: Any) -> str:
    return templates.from_string(source).render(**context)


@pytest.mark.parametrize("kind", FIELDS)
def test_a_field_in_error_is_linked_from_the_summary_and_described(kind: str) -> None:
    form = Typed(errors={"one": "Enter the reasons"})
    html = rendered("{{ ui.error_summary(form) }}" + FIELDS[kind], form=form)
    page = Elements(html)
    assert page.links()[0] == "#one"
    described = [
        attrs["aria-describedby"] for _, attrs in page.found if "aria-describedby" in attrs
    ]
    assert described == ["one-h one-e"]
    assert {"one", "one-h", "one-e"} <= set(page.ids())
    assert any(attrs.get("aria-invalid") == "true" for _, attrs in page.found)
    assert html.count("Enter the reasons") == 2


@pytest.mark.parametrize("kind", FIELDS)
def test_a_field_without_an_error_claims_none(kind: str) -> None:
    html = rendered(FIELDS[kind], form=Typed())
    assert "aria-invalid" not in html
    assert "one-e" not in html
    assert 'class="field"' in html


@pytest.mark.parametrize("kind", FIELDS)
def test_no_id_is_used_twice(kind: str) -> None:
    ids = Elements(rendered(FIELDS[kind], form=Typed(errors={"one": "x"}))).ids()
    assert len(ids) == len(set(ids))


def test_nothing_is_chosen_until_somebody_chooses() -> None:
    for kind in ("choice", "many", "groups", "tick"):
        assert "checked" not in rendered(FIELDS[kind], form=Typed()), kind


def test_what_was_chosen_and_typed_comes_back() -> None:
    form = Typed(values={"one": ["b"]})
    ticked = [each["value"] for each in Elements(rendered(FIELDS["many"], form=form)).named("one")]
    assert ticked == ["a", "b"]
    assert rendered(FIELDS["many"], form=form).count(" checked") == 1
    typed = rendered(FIELDS["prose"], form=Typed(values={"one": "</textarea><b>Two\nlines"}))
    assert "&lt;/textarea&gt;&lt;b&gt;Two\nlines</textarea>" in typed


def test_a_password_never_comes_back() -> None:
    source = '{{ ui.text(form, "word", "Password", type="password") }}'
    assert "secret" not in rendered(source, form=Typed(values={"word": "secret"}))


def test_a_field_under_an_answer_shows_without_scripts() -> None:
    html = rendered(
        '{% call(value) ui.choice(form, "told", "Told?", [("yes", "Yes"), ("no", "No")]) %}'
        '{% if value == "yes" %}{{ ui.text(form, "at", "When?") }}{% endif %}{% endcall %}',
        form=Typed(),
    )
    [yes, no] = Elements(html).named("told")
    assert f'<div class="reveal" id="{yes["data-shows"]}">' in html
    assert "data-shows" not in no
    assert "hidden" not in html


def test_a_breach_of_a_rule_is_said_without_a_link_to_nowhere() -> None:
    form = Typed(errors={"G-NOT-2": "The employee has not had the agreed notice"})
    html = rendered("{{ ui.error_summary(form) }}", form=form)
    assert "The employee has not had the agreed notice" in html
    assert Elements(html).links() == []


def test_two_forms_on_a_page_do_not_share_ids() -> None:
    form = {"values": {}, "errors": {}, "prefix": "allegation-2"}
    page = Elements(rendered(FIELDS["text"], form=form))
    assert page.named("one")[0]["id"] == "allegation-2-one"


def test_a_late_date_says_so_in_words_as_well_as_in_colour() -> None:
    late = rendered('{{ ui.due("Tue 17 Nov", working_days=-4) }}')
    assert 'class="due late"' in late
    assert "4 working days late" in late
    assert 'class="due soon"' in rendered('{{ ui.due("Today", working_days=0) }}')
    assert 'class="due"' in rendered('{{ ui.due("Thu 26 Nov", working_days=3) }}')


def test_a_job_polls_until_its_last_reply_leaves_the_address_out() -> None:
    running = rendered('{{ ui.job("job", "Making", 50, "half", url="/job") }}')
    ended = rendered('{{ ui.job("job", "Made", 100, "47 pages") }}')
    assert 'hx-get="/job"' in running
    assert 'hx-trigger="every 1s"' in running
    assert "hx-" not in ended


def test_a_pupil_is_not_shown_until_somebody_asks() -> None:
    source = '{{ ui.image_viewer("/e3.png", "A post", hidden_because="A pupil is shown") }}'
    assert "/e3.png" not in rendered(source)


@pytest.mark.parametrize("code", ERRORS)
def test_every_refusal_has_a_page_that_needs_nothing(code: int) -> None:
    html = templates.get_template(f"errors/{code}.html").render()
    assert html.count("<h1>") == 1
    assert "– Casework</title>" in html


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_a_template_can_be_read_and_keeps_to_the_content_policy(page: Path) -> None:
    text = page.read_text()
    assert len(text.splitlines()) <= 120
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:|\bjs:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_no_two_components_share_a_name() -> None:
    names = [
        macro
        for component in COMPONENTS
        for macro in re.findall(
            r"\{%-? macro (\w+)", (HERE / f"templates/components/{component}.html").read_text()
        )
    ]
    assert len(names) == len(set(names))


def test_every_component_file_is_offered() -> None:
    on_disk = {page.stem for page in (HERE / "templates/components").glob("*.html")}
    assert on_disk == set(COMPONENTS)
