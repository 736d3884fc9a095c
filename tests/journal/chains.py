"""Small chains for the tests of the journal, and somebody with the keys to the database."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from casework import journal
from casework.cases.models import Case
from casework.database.whose import AS_OURSELVES
from casework.journal import Event, JournalEntry
from tests.world import World, at


class ToldApart(Event):
    """An act of no meaning, so that entries differ."""

    words: str

    def sentence(self) -> str:
        return f"said “{self.words}”"


def entry_on(
    world: World, case_id: UUID | None, words: str = "something", when: datetime | None = None
) -> JournalEntry:
    told = ToldApart(words=words)
    return journal.append(world.session, case_id, world.case_manager, told, when or at())


def chain_of(world: World, length: int = 4) -> Case:
    """A case whose chain has this many entries; the first is its report."""
    case = world.case(case_manager=world.case_manager, note_taker=None)
    for number in range(2, length + 1):
        entry_on(world, case.id, f"entry {number}")
    return case


def with_the_keys(session: Session, statement: str, **given: object) -> None:
    """What a database administrator can do: no trigger and no grant stands in the way."""
    session.execute(AS_OURSELVES)
    session.execute(text("SET LOCAL session_replication_role = replica"))
    session.execute(text(statement), given)
    session.execute(text("SET LOCAL session_replication_role = origin"))
    session.expire_all()
