"""What a search costs in a trust with the history of years, and whether time tells what is hidden.

The HR adviser has 500 cases of 100,000. Waits are medians of one process asking on a quiet machine.
"""

import time
from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from casework import database
from casework.access import Actor, TrustRole
from casework.case_file.search import Found, Sought, search
from casework.case_file.search_places import Kind
from casework.case_file.search_words import matches, readable
from casework.database import in_reading
from casework.database.migrating import every_table
from casework.database.whose import for_person
from tests.bench.figures import against_floor, against_peer, middle, note
from tests.bench.trust import Filled, filled, server

CASES, ROUNDS, WARMING = 100_000, 40, 8
VISIBLE_MS, INSIDE_MS = 25.0, 5.0  # what the design measured for 260 cases; a page is drawn beside
HIDDEN, NOWHERE = "okapi", "aardwolf"
ASKED = {
    "a rare word": "wombat",
    "a common word": "awful",
    "a common word and a rare one": "awful wombat",
    "a name with a typing error": "Pryec",
    "a clause": "2.6",
    "a reference": "SM25-000123",
}
_MINE = text(
    "SELECT a.case_id FROM appointments AS a WHERE a.person_id = :me AND a.role = 'case_manager'"
)
_MARK = text(
    "UPDATE search_words SET body = body || ' ' || :word WHERE id IN ("
    "SELECT id FROM search_words WHERE place = 'file' AND (case_id = ANY (:mine)) = :own LIMIT 20)"
)


def measure() -> None:
    """Say each kind of search, one inside a case, and the gap between hidden and missing words."""
    with server() as postgres:
        made = filled(postgres, CASES)
        every_table()
        database.connect(made.url)
        try:
            _measured(made)
        finally:
            database.disconnect()


def _measured(made: Filled) -> None:
    actor = Actor(UUID(made.hr), "HR", frozenset({TrustRole.HR_CASE_MANAGER}))
    mine = _marked(actor)
    for name, words in ASKED.items():
        took = _medians([partial(_searched, actor, words)])[0]
        note(f"{name}: {_searched(actor, words).cases_in_all} cases")
        against_floor(f"search of {len(mine)} cases of {CASES:,}, {name}", took, "ms", VISIBLE_MS)
    inside = _medians([partial(_inside, actor, mine[0])])[0]
    against_floor("search inside one case", inside, "ms", INSIDE_MS)
    by_turns = [partial(_searched, actor, each) for each in (HIDDEN, NOWHERE)]
    hidden, nowhere = _medians(by_turns)
    against_peer("search: a word in hidden cases alone, beside one nowhere", hidden, "ms", nowhere)


def _marked(actor: Actor) -> list[UUID]:
    """Their cases, with a rare word in twenty of them and another in twenty of everybody else's."""
    with Session(database.engine()) as session, session.begin():
        mine = list(session.execute(_MINE, {"me": actor.id}).scalars())
        session.execute(_MARK, {"word": "wombat", "mine": mine, "own": True})
        session.execute(_MARK, {"word": HIDDEN, "mine": mine, "own": False})
    return mine


def _searched(actor: Actor, words: str) -> Found:
    with in_reading() as session:
        for_person(session, actor.id)
        return search(session, actor, Sought(words))


def _inside(actor: Actor, case_id: UUID) -> None:
    with in_reading() as session:
        for_person(session, actor.id)
        matches(session, "awful", readable(session, actor, [case_id]), list(Kind))


def _medians(asked: Sequence[Callable[[], object]]) -> list[float]:
    """The median wait of each, asked by turns."""
    took: list[list[float]] = [[] for _ in asked]
    for turn in range(WARMING + ROUNDS):
        for each, ask in zip(took, asked, strict=True):
            began = time.perf_counter()
            ask()
            if turn >= WARMING:
                each.append((time.perf_counter() - began) * 1000)
    return [middle(each) for each in took]
