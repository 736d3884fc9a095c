"""Following every kind of link that somebody is shown, as they would, in a real browser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from casework.people.queries import Known
from tests.chromium import Window, opened_session
from tests.journeys.people import SERIOUS

KINDS = (
    (r"[0-9a-f]{8}-[0-9a-f-]{27}", "{id}"),
    (r"\b(R|SM)\d\d-\d+", "{case}"),
    (r"/policy/.*", "/policy/{version}"),
    (r"\d+", "{n}"),
    (r"=[^&]*", ""),
)
NOT_PAGES = re.compile(r"\.(pdf|csv|zip|eml|png|html)$|/content|/original|/export")
MOST_PAGES = 20
SIZES = ((390, "dark"), (1280, "light"))


def kind_of(address: str) -> str:
    """Pages that differ only by what they are about are of one kind."""
    for said, instead in KINDS:
        address = re.sub(said, instead, address)
    return address


def faults_on(page: Page, turn: int) -> Iterator[str]:
    """What is wider than the screen; what stands in anybody's way, by turns in the dark."""
    for each, (width, scheme) in enumerate(SIZES):
        page.set_viewport_size({"width": width, "height": 900})
        wanted = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        page.context.new_cdp_session(page).send("Emulation.setEmulatedMedia", wanted)
        over = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if over > 0:
            yield f"{over}px too wide at {width}px"
        if each != turn % len(SIZES):
            continue
        found = Axe().run(page).response["violations"]
        yield from (f"{one['help']}, {scheme}" for one in found if one["impact"] in SERIOUS)


@dataclass
class Walk:
    """What was seen on the way: links that refuse, and the kinds of page looked at closely."""

    browser: Browser
    address: str
    dead: list[str] = field(default_factory=list)
    looked_at: set[str] = field(default_factory=set)

    def of(self, person: Known) -> None:
        """Follow one link of each kind, from this person's home on."""
        window = Window(self.browser, self.address)
        window.sign_in(opened_session(person))
        waiting, known = [("/", "home")], set[str]()
        while waiting and len(known) < MOST_PAGES:
            place, shown_on = waiting.pop(0)
            if (kind := kind_of(place)) in known:
                continue
            known.add(kind)
            waiting += [(each, place) for each in self._opened(window, place, shown_on, person)]
        self.dead += [f"{person.name}: {each}" for each in window.complaints]
        window.context.close()

    def _opened(self, window: Window, place: str, shown_on: str, person: Known) -> Iterator[str]:
        """The links on a page; a page of a kind that is new is looked at closely."""
        if NOT_PAGES.search(place):
            status = window.context.request.get(self.address + place).status
        else:
            status = window.go(place)
        if status >= 400:
            self.dead.append(f"{person.name}: {place} on {shown_on} answers {status}")
        if status >= 400 or NOT_PAGES.search(place):
            return
        kind = kind_of(window.page.url.removeprefix(self.address))
        if kind not in self.looked_at:
            self.looked_at.add(kind)
            self.dead += [f"{kind}: {each}" for each in faults_on(window.page, len(self.looked_at))]
        found = window.page.locator('a[href^="/"]').evaluate_all(
            "all => all.map(each => each.getAttribute('href'))"
        )
        yield from (each.partition("#")[0] for each in found)
