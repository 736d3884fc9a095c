"""The road of one case: a real server, a clock that is moved on, and everybody at a browser."""

import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email.utils import parsedate_to_datetime

import time_machine
from playwright.sync_api import Browser

from casework.database import as_casework
from casework.people.passwords import password_hash
from tests.journeys.again import session_as_before
from tests.journeys.desk import AtDesk
from tests.journeys.here import answering
from tests.journeys.people import PASSWORD
from tests.trust import NUMBERS, PEOPLE
from tests.world import World, at

REMOTE = {"employee", "reporter"}  # who have no second factor, and sit at a phone


class Road:
    """Whoever takes part, each at a browser of their own, signed in by form on their first day."""

    def __init__(self, browser: Browser, address: str, clock: time_machine.Traveller) -> None:
        self.browser, self.address, self.clock = browser, address, clock
        self._known: dict[str, AtDesk] = {}
        self._here: set[str] = set()

    def someone(self, who: str) -> AtDesk:
        """Somebody of tests/trust.py by their place in the story, who signs in if they have to."""
        username = f"p{NUMBERS[who]}"
        if who not in self._known:
            found = AtDesk(self.browser, self.address, username, who not in REMOTE)
            self._known[who] = found
        elif who not in self._here:
            self._known[who].returns(session_as_before(username))
        self._here.add(who)
        return self._known[who]

    def on(self, day: date, hour: int = 9) -> None:
        """Go on to another day, on which nobody is signed in any more."""
        for each in self._here:
            self._known[each].goes()
        self._here.clear()
        self.clock.move_to(at(day, hour))
        while self._day_of_the_server() != day:
            time.sleep(0.1)

    def _day_of_the_server(self) -> date:
        """The day in its answers, by which the codes of everybody's app go."""
        with urllib.request.urlopen(f"{self.address}/sign-in", timeout=10) as answer:
            return parsedate_to_datetime(answer.headers["date"]).date()

    def all_leave(self) -> None:
        for each in self._known.values():
            each.leave()


@contextmanager
def road(browser: Browser, day: date) -> Iterator[Road]:
    """A road that begins on a day, in a trust where everybody has an account."""
    kept = password_hash(PASSWORD)
    with as_casework() as session:
        world = World(session)
        for name in NUMBERS:
            account = world.account(getattr(world, name))
            account.password_hash = kept
            account.needs_second_factor = name not in REMOTE
    travelled = time_machine.travel(at(day, 8), tick=True)
    with travelled as clock, answering() as address:
        told = Road(browser, address, clock)
        yield told
        told.all_leave()


LISTED = {
    name: "{1}, {0}".format(*row[1].split()) for name, row in PEOPLE.items()
}  # as the lists of people have them
