"""Going to every page there is, as somebody who is shown it, and saying what is wrong with each."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from playwright.sync_api import Browser, Page, Response

from casework.people.queries import Known
from tests.chromium import Window, opened_session
from tests.demo.every_page import (
    ABOUT,
    BESIDE,
    FOLLOWED,
    LOOKED_AT_ELSEWHERE,
    NO_PAGES,
    NOT_THERE,
    OF_NOBODY,
    ON_A_CASE,
    SEARCHED,
    TYPED,
)
from tests.demo.looking import looked_at
from tests.test_architecture import routes
from web.app import app

# What a guide calls the first of its kind: where it is listed, and what its address looks like.
FIRST_OF = {
    "draft": ("/report", "/report/drafts/{draft_id}"),
    "sent": ("/report", "/report/sent/{reference}"),
    "report": ("/reports", "/reports/{reference}"),
    "account": ("/accounts", "/accounts/{account_id}"),
}
HREF = re.compile(r'href="(/[^"#]*)')


def every_route() -> list[str]:
    """Every address that answers to somebody who only looks."""
    return sorted({each.path for each in routes(app) if "GET" in (each.methods or ())})


def pattern(route: str) -> re.Pattern[str]:
    """What an address of this route looks like."""
    parts = re.split(r"(\{[^}]+\})", route)
    told = "".join("[^/?#]+" if each.startswith("{") else re.escape(each) for each in parts)
    return re.compile(f"{told}$")


def route_of(address: str) -> str:
    """The route that answers an address: of several, the one that names most of it."""
    path = address.partition("?")[0]
    fitting = [each for each in every_route() if pattern(each).match(path)]
    return min(fitting, key=lambda each: each.count("{"), default="")


def _beside() -> Iterator[tuple[str, str]]:
    for who, paths in BESIDE.items():
        yield from ((who, path) for path in paths.split())


@dataclass
class Sweep:
    """One browser, and one window for each person who is met."""

    browser: Browser
    address: str
    person: Callable[[str], Known]
    reference: Callable[[str], str]
    windows: dict[str, Window] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    _known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.blank = self.browser.new_page()

    def everywhere(self) -> None:
        """Look at every page of the table."""
        for who, path in (*self._of_cases(), *_beside()):
            self.look(who, path)
        for who, on, route in FOLLOWED:
            self.follow(who, on, route)
        for who, path in self._typed():
            self.look(who, path)
        for path in OF_NOBODY:
            self.look("", path, answers=404)
        self.by_name()

    def by_name(self) -> None:
        """Pages that somebody comes to by words they type."""
        for who, route, whom in ABOUT:
            self.look(who, route.format(person_id=self.person(whom).id))
        for who, kind, words in SEARCHED:
            self.search(who, kind, words)

    def _of_cases(self) -> Iterator[tuple[str, str]]:
        for who, story, slugs in ON_A_CASE:
            place = f"/cases/{self.reference(story)}"
            yield from ((who, f"{place}/{slug}".rstrip("/")) for slug in slugs.split(" "))

    def _typed(self) -> Iterator[tuple[str, str]]:
        for who, beside, names in TYPED:
            place = self._known.get(beside, beside).rpartition("/")[0]
            yield from ((who, f"{place}/{name}") for name in names.split())

    def window(self, who: str) -> Window:
        if who not in self.windows:
            self.windows[who] = Window(self.browser, self.address)
            if who:
                self.windows[who].sign_in(opened_session(self.person(who), timedelta(hours=2)))
        return self.windows[who]

    def look(
        self,
        who: str,
        path: str,
        answers: int = 200,
        comes: Callable[[Page], Response] | None = None,
    ) -> None:
        window = self.window(who)
        found = looked_at(window, path, self.blank, self.seen, answers=answers, comes=comes)
        route = route_of(path.partition(" ")[0])
        self.weights[route] = max(found.bytes, self.weights.get(route, 0))
        self.faults += [f"{path} ({who}): {each}" for each in found.faults]
        self.faults += [f"{path} ({who}): {each}" for each in window.complaints]
        window.complaints.clear()

    def search(self, who: str, kind: str, words: str) -> None:
        """Ask for words, which no address holds, and look at what was found."""

        def asks(page: Page) -> Response:
            page.goto(f"{self.address}/search")
            page.fill("main #words", words)
            page.select_option("main #kind", kind)
            with page.expect_navigation() as shown:
                page.locator("main form button").first.click()
            return shown.value

        self.look(who, f"/search for {words}", comes=asks)
        if words != NOT_THERE and not self.window(who).page.locator("main .hits > li").count():
            self.faults.append(f"/search ({who}): finds no {words} among {kind or 'all'}")

    def follow(self, who: str, on: str, route: str) -> None:
        """Find a page by a link on another, and look at it."""
        shown = self.window(who).context.request.get(self.address + self._filled(on))
        links = (each.replace("&amp;", "&") for each in HREF.findall(shown.text()))
        found = next((each for each in links if route_of(each) == route), "")
        if not found:
            self.faults.append(f"{on} ({who}): leads to no {route}")
            return
        self._known[route] = found
        self.look(who, found)

    def _filled(self, on: str) -> str:
        """A page found before, or one of the case of a story, or as it stands."""
        story, case, rest = on.partition(":")
        return f"/cases/{self.reference(story)}/{rest}" if case else self._known.get(on, on)

    def placed(self, who: str, at: str) -> str:
        """The address of a page that a guide names: of a case, of something found, or as it is."""
        kind, found, rest = at.partition(":")
        if not found:
            return at
        if kind not in FIRST_OF:
            return self._filled(at).rstrip("/")
        on, route = FIRST_OF[kind]
        shown = self.window(who).context.request.get(self.address + on).text()
        first = next(each for each in HREF.findall(shown) if route_of(each) == route)
        return f"{first}/{rest}".rstrip("/")

    def missed(self) -> Iterator[str]:
        """Routes that nobody went to, and that are not said to be something else."""
        known = {*self.weights, *NO_PAGES, *LOOKED_AT_ELSEWHERE}
        yield from (each for each in every_route() if each not in known)
