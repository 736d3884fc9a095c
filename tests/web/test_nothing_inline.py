"""No page holds a script or a style of its own; the policy would refuse it, and so do we."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from httpx2 import Response

from casework.cases.stages import Stage
from tests.addresses import every_address
from tests.conftest import SignedInAs
from tests.web.test_headers import faults
from tests.world import World
from web.frame.rendering import HERE

TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
ASKS = {"hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete"}


class Inspector(HTMLParser):
    """Notes everything in a page that runs or styles without being a file of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in {"style", "base", "iframe", "object", "embed"}:
            self.faults.append(f"<{tag}>")
        if tag == "script" and not (told.get("src") and told.get("nonce")):
            self.faults.append("a script without a file or a nonce")
        if ASKS & set(told) and not told.get("hx-nonce"):
            self.faults.append(f"<{tag}> asks by htmx without a nonce")
        self.faults += [
            f"{name}={value}" for name, value in attrs if _acts(name) or _runs(value or "")
        ]

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and data.strip():
            self.faults.append("a script with words in it")


def _acts(name: str) -> bool:
    return name == "style" or name.startswith(("on", "hx-on", "hx-live"))


def _runs(value: str) -> bool:
    return value.strip().lower().startswith(("javascript:", "js:", "data:text/html"))


@pytest.mark.parametrize("stage", [Stage.REPORTED, Stage.INVESTIGATION, Stage.HEARING])
def test_every_page_keeps_what_pages_must_keep(
    world: World, signed_in_as: SignedInAs, stage: Stage
) -> None:
    """It runs and styles nothing by itself, carries every header, and its title names nobody."""
    case = world.case(stage)
    world.exhibit(case)
    if stage is not Stage.REPORTED:
        world.allegation(case)
    names = {part for who in (world.employee, world.reporter) for part in who.name.split()}
    people = [world.case_manager]
    if stage is Stage.INVESTIGATION:  # where there is most for others to see
        people += [world.investigating_officer, world.reporter]
    titles = [
        title
        for browser in [signed_in_as(person) for person in people]
        for each in every_address(case.reference)
        if each.method == "GET" and not each.path.startswith("/api/")
        for title in sound_titles(browser.get(each.path), each.route)
    ]
    assert len(titles) > 20
    assert len(set(titles)) > 20
    assert [title for title in titles if any(name in title for name in names)] == []


def sound_titles(answer: Response, route: str) -> list[str]:
    """The title of a page that carries every header and holds nothing that runs by itself."""
    assert faults(answer) == [], route
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return []
    inspector = Inspector()
    inspector.feed(answer.text)
    assert inspector.faults == [], route
    return TITLE.findall(answer.text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: str(each.relative_to(HERE)))
def test_no_template_does(template: Path) -> None:
    written = re.sub(r"{#.*?#}", "", template.read_text(), flags=re.DOTALL)
    assert not re.search(r'\sstyle=|\son\w+="|hx-on|<style|javascript:', written)
    assert len(re.findall(r"<script\b", written)) == len(
        re.findall(r'<script src="[^"]+(?:"[^"]*")*[^>]* nonce="{{ nonce }}"', written)
    )
    assert "| safe" not in written or template.name == "icons.html"
