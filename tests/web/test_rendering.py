"""Whole pages and the parts that htmx swaps."""

from collections.abc import Iterator

import pytest
from fastapi import Request
from jinja2 import ChoiceLoader, DictLoader, UndefinedError

from web.frame import rendering

LIST_PAGE = """{% extends "base.html" %}{% block title %}Cases{% endblock %}
{% block main %}<h1>Cases</h1>
{% block rows %}<ul>{{ ui.chip(word) }}</ul>{% endblock %}
{% endblock %}"""


@pytest.fixture(autouse=True)
def list_page() -> Iterator[None]:
    """One more page beside the real ones, for as long as a test runs."""
    loader = rendering.templates.loader
    assert loader is not None
    rendering.templates.loader = ChoiceLoader([DictLoader({"list.html": LIST_PAGE}), loader])
    yield
    rendering.templates.loader = loader


def request(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": raw, "state": {}})


def text(page: str, block: str | None = None, *, asked: Request | None = None) -> str:
    reply = rendering.show(asked or request(), page, block, word="14 cases")
    return bytes(reply.body).decode()


def test_a_plain_request_gets_the_whole_page() -> None:
    whole = text("list.html", "rows")
    assert "<title>Cases – Casework</title>" in whole
    assert "14 cases" in whole
    assert whole.count('role="status"') == 1


def test_htmx_gets_only_the_part_it_swaps() -> None:
    part = text("list.html", "rows", asked=request(hx_request="true", hx_request_type="partial"))
    assert part == '<ul><span class="chip">14 cases</span></ul>'


@pytest.mark.parametrize(
    "headers",
    [
        {"hx_request": "true", "hx_request_type": "full"},
        {"hx_request": "true", "hx_boosted": "true", "hx_request_type": "full"},
        {
            "hx_request": "true",
            "hx_request_type": "partial",
            "hx_history_restore_request": "true",
        },
    ],
)
def test_boosted_and_restored_pages_are_whole(headers: dict[str, str]) -> None:
    assert "<title>" in text("list.html", "rows", asked=request(**headers))


def test_no_page_is_kept_and_caches_tell_parts_from_wholes() -> None:
    reply = rendering.show(request(), "list.html", word="")
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["vary"] == "HX-Request, HX-Request-Type"


def test_text_that_is_not_unicode_does_not_stop_the_page() -> None:
    reply = rendering.show(request(), "list.html", word="pasted \ud83d here")
    assert b"pasted ? here" in bytes(reply.body)


def test_what_people_write_is_never_markup() -> None:
    reply = rendering.show(request(), "list.html", word="<script>alert(1)</script>")
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in bytes(reply.body)


def test_a_word_nobody_gave_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        rendering.show(request(), "list.html")


def test_the_viewer_of_the_request_is_shown_without_being_passed() -> None:
    asked = request()
    asked.state.viewer = {"name": "Priya Nair", "home": "/work", "nav": []}
    assert "Priya Nair" in text("list.html", asked=asked)


def test_an_act_just_recorded_is_said_where_the_focus_lands() -> None:
    reply = rendering.show(request(), "list.html", word="", said="Exhibit E3 was admitted")
    page = bytes(reply.body).decode()
    assert "<b>Recorded:</b> Exhibit E3 was admitted" in page
    assert 'id="said" tabindex="-1" autofocus' in page
