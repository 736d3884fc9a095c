"""One trust for these tests: a case at every step, an account for every row."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, Engine
from sqlmodel import Session

from casework import database
from casework.people.models import Account, Person
from tests.access.cells import When
from tests.access.marked import Marked, mark_case
from tests.access.people import accounts, browser, caller, hire
from tests.browser import Browser
from tests.database import Databases
from tests.prepared import know_sizes, prepared_engine
from tests.world import World

NOBODY = {"P01", "P30"}
GOOD_FOR = 1800  # seconds; some of what is in it ends within the hour


@dataclass
class Trust:
    """The cases by step, and everybody's browser and token, opened once."""

    connection: Connection
    people: dict[str, Person]
    accounts: dict[str, Account]
    cases: dict[When, Marked]
    _opened: dict[tuple[str, str], Browser] = field(default_factory=dict)
    _read: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)

    def page(self, persona: str, *, confirmed: bool = True) -> Browser:
        kind = "confirmed" if confirmed else "a while ago"
        account = self.accounts.get(persona)
        return self._kept(persona, kind, partial(browser, account=account, confirmed=confirmed))

    def api(self, persona: str) -> Browser:
        return self._kept(persona, "api", partial(caller, account=self.accounts.get(persona)))

    def _kept(self, persona: str, kind: str, opens: Any) -> Browser:
        if (persona, kind) not in self._opened:
            with Session(self.connection.engine) as session, session.begin():
                self._opened[persona, kind] = opens(session)
        return self._opened[persona, kind]

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Meanwhile, whatever is done is done in one transaction, which is rolled back.

        A transaction each, for in one savepoint after another PostgreSQL slows down.
        """
        with self.connection.begin() as outer, database.joined(self.connection):
            try:
                yield
            finally:
                outer.rollback()

    def ask(self, who: Browser, method: str, path: str, **told: Any) -> Any:
        """Ask, and undo whatever was done by it."""
        with self.undone():
            return who.request(method, path, **told)

    def read(self, persona: str, path: str) -> tuple[int, str]:
        """The status and words of a page: as nothing lasts, whoever asks again reads the same."""
        if (persona, path) not in self._read:
            answer = self.ask(self.page(persona), "GET", path)
            self._read[persona, path] = (answer.status_code, answer.text)
        return self._read[persona, path]


@dataclass
class Filled:
    """A trust in a database of its own, and when it was filled."""

    engine: Engine
    people: dict[str, Person]
    accounts: dict[str, Account]
    cases: dict[When, Marked]
    since: float


@contextmanager
def filled(databases: Databases) -> Iterator[Filled]:
    with databases.copy() as url:
        engine = prepared_engine(url)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            people = hire(session)
            world = World(session)
            cases = {when: mark_case(world, people, when) for when in When}
            made = accounts(session, people)
        know_sizes(engine)
        yield Filled(engine, people, made, cases, time.monotonic())
        engine.dispose()


@pytest.fixture(scope="session")
def _filled(_databases: Databases) -> Iterator[Callable[[], Filled]]:
    """The trust as it was filled, and again once its broken glass is about to be whole again."""
    with ExitStack() as kept:
        held: list[Filled] = []

        def now() -> Filled:
            if not held or time.monotonic() - held[0].since > GOOD_FOR:
                kept.close()
                held[:] = [kept.enter_context(filled(_databases))]
            return held[0]

        yield now


@pytest.fixture(scope="module")
def trust(_filled: Callable[[], Filled]) -> Iterator[Trust]:
    """For one file: nobody has signed in yet, and whatever is done in it is undone."""
    now = _filled()
    with now.engine.connect() as connection:
        yield Trust(connection, now.people, now.accounts, now.cases)
