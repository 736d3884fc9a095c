"""What access control and the journal add to a page: the same reading, with each and without.

Counted is the CPU of this process and of its database together: what others do does not change it.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session

from casework import database
from casework.access import Actor, TrustRole
from casework.case_file.caseload import Filters, caseload
from casework.case_file.queries import open_case_file
from casework.case_file.recording import record_looks
from casework.database import in_reading
from casework.database.migrating import every_table
from casework.database.whose import APP, SYSTEM, for_person
from casework.working_days import local_day
from tests.bench.cpu import used_by
from tests.bench.figures import against_peer, least, middle
from tests.bench.serving import backends
from tests.bench.trust import Filled

ROUNDS, EACH, WARMING = 8, 25, 20
PAGE = "/cases/{reference}"
Read = Callable[[Session, Actor], object]


def costs_of_protection(made: Filled) -> None:
    """Say what a case and a list cost with row-level security and without, and what a look adds."""
    every_table()
    database.connect(made.url)
    try:
        actor = Actor(UUID(made.hr), "HR", frozenset({TrustRole.HR_CASE_MANAGER}))
        pages: dict[str, Read] = {
            "a case page's reading": _case(_open_case(made)),
            "a list page's reading": _list,
        }
        for name, read in pages.items():
            _say(name, made, actor, read)
    finally:
        database.disconnect()


def _say(name: str, made: Filled, actor: Actor, read: Read) -> None:
    asked: dict[str, Callable[[], None]] = {
        "without": lambda: _read(actor, read, SYSTEM),
        "rows": lambda: _read(actor, read, APP),
        "look": lambda: _read(actor, read, APP, recorded=True),
    }
    for once in asked.values():
        _cost(made, once, WARMING)
    rounds = [
        {what: _cost(made, once, EACH) for what, once in asked.items()} for _ in range(ROUNDS)
    ]
    found = {what: least([each[what] for each in rounds]) for what in asked}
    against_peer(f"{name}, with row-level security", found["rows"], "ms", found["without"])
    against_peer(f"{name}, and its look recorded", found["look"], "ms", found["rows"])
    added = middle([each["look"] - each["without"] for each in rounds])
    against_peer(f"{name}, added by both", added, "ms", found["without"])


def _read(actor: Actor, read: Read, whose: str, *, recorded: bool = False) -> None:
    with in_reading(whose) as session:
        for_person(session, actor.id)
        read(session, actor)
    if recorded:
        record_looks(session, actor, PAGE)


def _cost(made: Filled, once: Callable[[], None], times: int) -> float:
    """Milliseconds of CPU, on average."""
    before = _used(made)
    for _ in range(times):
        once()
    return (_used(made) - before) * 1000 / times


def _used(made: Filled) -> float:
    return used_by([os.getpid(), *backends(made)])


def _list(session: Session, actor: Actor) -> object:
    return caseload(session, actor, Filters())


def _case(reference: str) -> Read:
    def read(session: Session, actor: Actor) -> object:
        return open_case_file(session, actor, reference, local_day(datetime.now(UTC)))

    return read


def _open_case(made: Filled) -> str:
    asked = (
        "SELECT c.reference FROM cases c JOIN appointments a ON a.case_id = c.id "
        "WHERE a.person_id = %s AND a.role = 'case_manager' AND c.stage = 'hearing' LIMIT 1"
    )
    with made.connection() as connection:
        row = connection.execute(asked, [made.hr]).fetchone()
    assert row
    return str(row[0])
