"""Following every kind of link that somebody is shown, as they would, in a real browser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Browser

from casework.people.queries import Known
from tests.chromium import Window, opened_session

KINDS = (
    (r"[0-9a-f]{8}-[0-9a-f-]{27}", "{id}"),
    (r"\b(R|SM)\d\d-\d+", "{case}"),
    (r"/policy/.*", "/policy/{version}"),
    (r"\d+", "{n}"),
    (r"=[^&]*", ""),
)
NOT_PAGES = re.compile(r"\.(pdf|csv|zip|eml|png|html)$|/content|/original|/export")
MOST_PAGES = 20


def kind_of(address: str) -> str:
    """Pages that differ only by what they are about are of one kind."""
    for said, instead in KINDS:
        address = re.sub(said, instead, address)
    return address


@dataclass
class Walk:
    """What was seen on the way: links that refuse, and the kinds of page that were reached."""

    browser: Browser
    address: str
    dead: list[str] = field(default_factory=list)
    followed: set[str] = field(default_factory=set)

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
        self.followed.add(kind_of(window.page.url.removeprefix(self.address)))
        found = window.page.locator('a[href^="/"]').evaluate_all(
            "all => all.map(each => each.getAttribute('href'))"
        )
        yield from (each.partition("#")[0] for each in found)
