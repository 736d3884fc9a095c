"""Reading the whole journal as it is stored, and saying where it no longer holds."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from typing import Any, cast
from uuid import UUID

import psycopg
from psycopg.sql import SQL
from sqlmodel import Session

from casework.journal.leaves import TRUST
from casework.journal.walking import Head, Place, Row, Walked, walk

Connection = psycopg.Connection[Any]

# One statement, so one moment; streamed, so that the database reads while we compute.
_ROWS = """
COPY (SELECT case_id, number, at, actor_id, kind, result, version, previous, hash, leaf, payload,
    secret FROM journal WHERE {} ORDER BY case_id NULLS FIRST, number) TO STDOUT (FORMAT BINARY)
"""
_IDS = ["bytea", "int4", "int8", "bytea"]
_TYPES = [*_IDS, "text", "text", "int4", "text", "text", "text", "text", "bytea"]
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


def rows(connection: Connection, where: str = "true") -> Iterator[Row]:
    """Every entry in order of chain and number, the trust's chain first."""
    with connection.cursor() as cursor, cursor.copy(_ROWS.format(where)) as copy:
        copy.set_types(_TYPES)
        yield from cast(Iterator[Row], copy.rows())


def scan(connection: Connection, signed: Mapping[str, Head], processes: int = 1) -> Walked:
    """Walk the whole journal, and look for chains that a checkpoint had and that are gone."""
    if processes > 1:
        found = _side_by_side(connection, signed, processes)
    else:
        found = walk(rows(connection), signed)
    gone = signed.keys() - found.chains
    found.faults += [Place(each, 1, "is missing, with its whole chain") for each in sorted(gone)]
    return found


def _side_by_side(connection: Connection, signed: Mapping[str, Head], processes: int) -> Walked:
    """The same by several processes, a range of chains each, all at the one moment."""
    with connection.cursor() as cursor:
        moment = str(cursor.execute("SELECT pg_export_snapshot()").fetchall()[0][0])
    info, heads = connection.info, dict(signed)
    address = {**info.get_parameters(), "password": info.password}
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        parts = [
            pool.submit(walk_range, address, moment, where, heads) for where in ranges(processes)
        ]
        whole = Walked()
        for each in (part.result() for part in parts):
            whole.entries += each.entries
            whole.chains |= each.chains
            whole.faults += each.faults
            whole.remarks += each.remarks
    return whole


def ranges(processes: int) -> list[str]:
    """Conditions that part the chains evenly: the ids of cases are random."""
    bounds = [UUID(int=(2**128 // processes) * n) for n in range(1, processes)]
    first = f"case_id IS NULL OR case_id < '{bounds[0]}'"
    between = [f"case_id >= '{low}' AND case_id < '{high}'" for low, high in pairwise(bounds)]
    return [first, *between, f"case_id >= '{bounds[-1]}'"]


def walk_range(
    address: Mapping[str, Any], moment: str, where: str, signed: Mapping[str, Head]
) -> Walked:
    """Walk some chains in a process of its own, as they were at a moment somebody holds open."""
    with psycopg.connect(**address) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.execute(SQL("SET TRANSACTION SNAPSHOT {}").format(moment))
        return walk(rows(connection, where), signed)


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
