"""People who come and go over the weeks of a case: one server, a clock that is moved on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import time_machine
from playwright.sync_api import Browser

from casework.database import as_casework
from casework.people.passwords import password_hash
from tests.documents.reading import words_in
from tests.journeys.again import session_as_before
from tests.journeys.here import answering
from tests.journeys.people import PASSWORD, AtBrowser
from tests.trust import NUMBERS
from tests.world import World, at

AT_A_PHONE = {"employee", "reporter"}


class Along:
    """Everybody of tests/trust.py, each signed in with their own password on their first day."""

    def __init__(self, browser: Browser, address: str, clock: time_machine.Traveller) -> None:
        self.browser, self.address, self.clock = browser, address, clock
        self._known: dict[str, AtBrowser] = {}
        self._here: set[str] = set()

    def __getitem__(self, who: str) -> AtBrowser:
        username = f"p{NUMBERS[who]}"
        if who not in self._known:
            found = AtBrowser(self.browser, self.address, username, who not in AT_A_PHONE)
            self._known[who] = found
        elif who not in self._here:
            self._known[who].returns(session_as_before(username))
        self._here.add(who)
        return self._known[who]

    def on(self, day: date) -> None:
        """Go on to another day, on which nobody is signed in any more."""
        for each in self._here:
            self._known[each].goes()
        self._here.clear()
        self.clock.move_to(at(day, 9))

    def act(self, who: str, case: str, act: str, button: str, **answers: str) -> AtBrowser:
        """Open the page of an act, answer it, and send it; the page before is sound."""
        person = self[who]
        person.go(f"/cases/{case}/{act}")
        person.fits()
        person.fill(**answers)
        person.press(button)
        return person

    def done(self, who: str, case: str, act: str, button: str, **answers: str) -> AtBrowser:
        """The same, and nothing was refused."""
        person = self.act(who, case, act, button, **answers)
        refused = person.page.locator(".errsum")
        assert refused.count() == 0, refused.first.inner_text()
        person.fits()
        return person

    def newest_letter(self, who: str, case: str) -> str:
        """The words of the last letter, opened from the list of letters; without spaces."""
        person = self[who]
        person.go(f"/cases/{case}/letters")
        link = person.page.locator('main a[href*="/letters/L"]').first
        answer = person.context.request.get(f"{self.address}{link.get_attribute('href')}")
        assert answer.ok
        return words_in(answer.body())

    def all_leave(self) -> None:
        for each in self._known.values():
            each.leave()


@contextmanager
def along(browser: Browser, day: date) -> Iterator[Along]:
    """The weeks of a case, from the morning of a day."""
    kept = password_hash(PASSWORD)
    with as_casework() as session:
        world = World(session)
        for name in NUMBERS:
            world.account(getattr(world, name)).password_hash = kept
    with time_machine.travel(at(day, 9), tick=True) as clock, answering() as address:
        people = Along(browser, address, clock)
        yield people
        people.all_leave()
