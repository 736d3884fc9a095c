"""One trust for a whole file of tests: a case at every step, an account for every row."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from sqlalchemy import Connection, Engine
from sqlmodel import Session

from casework import database
from casework.people.models import Account, Person
from tests.access.cells import When
from tests.access.marked import Marked, mark_case
from tests.access.people import accounts, browser, caller, hire
from tests.browser import Browser
from tests.world import World

NOBODY = {"P01", "P30"}


@dataclass
class Trust:
    """The cases by step, and everybody's browser and token, opened once."""

    session: Session
    connection: Connection
    people: dict[str, Person]
    accounts: dict[str, Account]
    cases: dict[When, Marked]
    portal: BlockingPortal
    _opened: dict[tuple[str, str], Browser] = field(default_factory=dict)
    asked: int = 0

    def page(self, persona: str, *, confirmed: bool = True) -> Browser:
        kind = "confirmed" if confirmed else "a while ago"
        account = self.accounts.get(persona)
        return self._kept(
            persona, kind, lambda: browser(self.session, account, confirmed=confirmed)
        )

    def api(self, persona: str) -> Browser:
        return self._kept(persona, "api", partial(caller, self.session, self.accounts.get(persona)))

    def _kept(self, persona: str, kind: str, opened: Any) -> Browser:
        if (persona, kind) not in self._opened:
            self._opened[persona, kind] = opened()
            self._opened[persona, kind].portal = self.portal  # one loop for everybody: it is faster
        return self._opened[persona, kind]

    def ask(self, who: Browser, method: str, path: str, **told: Any) -> Any:
        """Ask, and undo whatever was done by it."""
        self.asked += 1
        undo = self.connection.begin_nested()
        try:
            return who.request(method, path, **told)
        finally:
            undo.rollback()


@pytest.fixture(scope="module")
def trust(_engine: Engine) -> Iterator[Trust]:
    with _engine.connect() as connection:
        outer = connection.begin()
        with (
            start_blocking_portal() as portal,
            database.joined(connection),
            Session(
                connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
            ) as session,
        ):
            people = hire(session)
            world = World(session)
            cases = {when: mark_case(world, people, when) for when in When}
            made = Trust(session, connection, people, accounts(session, people), cases, portal)
            yield made
        outer.rollback()
