"""Reading the whole journal as it is stored, and saying where it no longer holds."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import psycopg
from sqlmodel import Session

from casework.journal.leaves import TRUST
from casework.journal.walking import Head, Place, Row, Walked, walk

AT_A_TIME = 5_000
Connection = psycopg.Connection[Any]

# In a column order that the walk knows; one statement, so one moment.
_ROWS = """
SELECT coalesce(case_id::text, 'trust'), number, (extract(epoch FROM at) * 1000000)::bigint,
       actor_id::text, kind, result, version, previous, hash, leaf, payload, secret
FROM journal WHERE {} ORDER BY case_id NULLS FIRST, number
"""
_ALL = "true"
_REFERENCES = "SELECT id::text, reference FROM cases WHERE id::text = ANY(%s)"
_TRIGGERS = """
SELECT tgname FROM pg_trigger
WHERE tgrelid IN ('journal'::regclass, 'custody'::regclass, 'checkpoints'::regclass)
AND tgenabled IN ('O', 'A')
"""
GUARDS = (
    "journal_is_linked",
    "journal_is_append_only",
    "journal_is_never_emptied",
    "custody_is_append_only",
    "custody_is_never_emptied",
    "checkpoints_is_append_only",
    "checkpoints_is_never_emptied",
)


def raw(session: Session) -> Connection:
    """The driver's own connection, in the session's transaction: rows come as plain tuples."""
    return cast(Connection, session.connection().connection.dbapi_connection)


def rows(connection: Connection, where: str = _ALL) -> Iterator[Row]:
    """Every entry in order of chain and number, the trust's chain first."""
    with connection.cursor(name="journal_walk") as cursor:
        cursor.itersize = AT_A_TIME
        cursor.execute(_ROWS.format(where))
        while some := cursor.fetchmany(AT_A_TIME):
            yield from some


def scan(connection: Connection, signed: Mapping[str, Head]) -> Walked:
    """Walk the whole journal, and look for chains that a checkpoint had and that are gone."""
    seen: set[str] = set()
    found = walk(_noted(rows(connection), seen), signed)
    gone = [Place(chain, 1, "is missing, with its whole chain") for chain in signed.keys() - seen]
    found.faults += sorted(gone, key=lambda each: each.chain)
    return found


def _noted(read: Iterable[Row], seen: set[str]) -> Iterator[Row]:
    last = ""
    for row in read:
        if row[0] != last:
            last = row[0]
            seen.add(last)
        yield row


def unguarded(connection: Connection) -> list[str]:
    """The triggers that should refuse changes, and do not."""
    with connection.cursor() as cursor:
        there = {str(name) for (name,) in cursor.execute(_TRIGGERS)}
    return [each for each in GUARDS if each not in there]


def places_named(connection: Connection, chains: list[str]) -> list[str]:
    """What people call these chains: a case by its reference."""
    with connection.cursor() as cursor:
        found = cursor.execute(_REFERENCES, [chains]).fetchall()
    named = {str(chain): f"case {reference}" for chain, reference in found}
    named[TRUST] = "the trust’s own chain"
    return [named.get(each, f"chain {each}") for each in chains]


def sentences(connection: Connection, places: list[Place]) -> list[str]:
    """Each place in words."""
    named = places_named(connection, [each.chain for each in places])
    return [
        f"Entry {each.number} of {name} {each.says}"
        for each, name in zip(places, named, strict=True)
    ]


def altered(session: Session) -> list[str]:
    """Every place where a chain no longer holds, as a sentence; empty when all are sound."""
    connection = raw(session)
    return sentences(connection, scan(connection, {}).faults)
