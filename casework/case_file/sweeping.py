"""Removing from the store what no row names: what a crash, a refusal or a move left behind.

Only what has lain there for a day is looked at, so that nothing on its way into a row is touched.
A row may name it in any column of text of any table: a table that somebody adds needs no mention
here, and what a column might name is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import Connection, text
from sqlmodel import Session

from casework import keys
from casework.database import reading_as_casework
from casework.errors import StoreUnavailable, WrongAnswer
from casework.journal.gaps import gap_in
from casework.journal.keys import signer_of
from casework.journal.places import Shelf, places_of
from casework.settings import settings
from casework.storage import Store

A_DAY = timedelta(days=1)
AT_ONCE = 2_000
RESTORED = (
    "The database lacks entries that were signed: it was restored to an earlier moment. Nothing is "
    "swept until that is acknowledged (casework journal acknowledge)"
)
# Their text is words about acts, never the only place that names bytes.
NOT_LOOKED_AT = ("journal", "checkpoints", "checkpoint_heads")
_COLUMNS = text(
    """
    SELECT c.table_name, c.column_name FROM information_schema.columns AS c
    JOIN information_schema.tables AS t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
      AND c.data_type = ANY (:types) AND c.table_name <> ALL (:but)
    ORDER BY c.table_name, c.column_name
    """
)
_DRAFTS = text("SELECT id FROM report_drafts")


@dataclass(frozen=True)
class Swept:
    """How much was removed: things no row named, things half arrived, keys of drafts gone."""

    unnamed: int
    arriving: int
    keys: int


def sweep(store: Store, now: datetime) -> Swept:
    """Remove what no row has named for a day, and the keys of drafts that are gone."""
    _require_whole_database()
    before = now - A_DAY
    arriving = store.shelf.sweep(before)
    unnamed = 0
    old = (each.name for each in store.held() if each.since < before)
    while names := list(islice(old, AT_ONCE)):
        for name in unnamed_among(names):
            store.remove(name)
            unnamed += 1
    return Swept(unnamed, arriving, _drafts_gone(before))


def _require_whole_database() -> None:
    """A database that was restored to an earlier moment lacks rows whose bytes are still here.

    Raises:
        StoreUnavailable: it lacks what was signed, and nobody has answered for that yet.
    """
    shelves = [each for each in places_of(settings()) if isinstance(each, Shelf)]
    with reading_as_casework() as session:
        try:
            gap_in(session, signer_of(settings()), shelves)
        except WrongAnswer:
            return
    raise StoreUnavailable(RESTORED)


def unnamed_among(names: list[str]) -> list[str]:
    """Those names that no row has, in one look at the database."""
    with reading_as_casework() as session:
        left = set(names)
        connection = session.connection()
        for found in _named(connection, names):
            left -= found
        left -= _told_of(connection, left)
    return [each for each in names if each in left]


def _named(connection: Connection, names: list[str]) -> Iterator[set[str]]:
    """What is named by a column of text."""
    for table, column in _columns(connection, "text", "character varying"):
        asked = text(f"SELECT {column} FROM {table} WHERE {column} = ANY (:names)")
        yield set(connection.execute(asked, {"names": names}).scalars())


def _told_of(connection: Connection, names: set[str]) -> set[str]:
    """What is named somewhere inside a column of JSON; few are left to be looked for there."""
    told: set[str] = set()
    for table, column in _columns(connection, "jsonb", "json"):
        asked = text(
            f"SELECT n FROM unnest(cast(:names AS text[])) AS n WHERE EXISTS "
            f"(SELECT 1 FROM {table} AS t WHERE strpos(t.{column}::text, n) > 0)"
        )
        told |= set(connection.execute(asked, {"names": list(names - told)}).scalars())
    return told


def _columns(connection: Connection, *types: str) -> list[tuple[str, str]]:
    quoted = connection.dialect.identifier_preparer.quote
    wanted = {"but": list(NOT_LOOKED_AT), "types": list(types)}
    rows = connection.execute(_COLUMNS, wanted).all()
    return [(quoted(table), quoted(column)) for table, column in rows]


def _drafts_gone(before: datetime) -> int:
    kept = keys.holders("draft", before)
    with reading_as_casework() as session:
        gone = kept - _drafts(session)
    return sum(keys.destroy(each) for each in gone)


def _drafts(session: Session) -> set[object]:
    return set(session.execute(_DRAFTS).scalars())
