"""A word put into every field of every table that hangs on a case, whatever the field is for.

Only in a database that is thrown away: what a check or a trigger demands is taken off before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tests.database import as_owner

_TABLES = text("SELECT named, belongs FROM tables_of_a_case() ORDER BY length(belongs), named")
_CHECKS = text(
    "SELECT conrelid::regclass::text AS of_table, conname FROM pg_constraint "
    "WHERE contype = 'c' AND conrelid = ANY (CAST(:tables AS regclass[]))"
)
_COLUMNS = text(
    """
    SELECT DISTINCT ON (a.attnum) a.attname AS name,
        format_type(a.atttypid, NULL) AS kind, NOT a.attnotnull AS empty,
        a.atthasdef AS made, a.attidentity <> '' OR a.attgenerated <> '' AS given,
        f.confrelid::regclass::text AS target,
        (SELECT t.attname FROM pg_attribute AS t
            WHERE t.attrelid = f.confrelid
              AND t.attnum = f.confkey[array_position(f.conkey, a.attnum)]) AS target_column
    FROM pg_attribute AS a
    LEFT JOIN pg_constraint AS f ON f.contype = 'f' AND f.conrelid = a.attrelid
        AND f.conkey @> ARRAY[a.attnum]
    WHERE a.attrelid = CAST(:table AS regclass) AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY a.attnum, cardinality(f.conkey) DESC
    """
)
WORDS = {
    "text": "CAST(:word AS text)",
    "character varying": "CAST(:word AS text)",
    "jsonb": "jsonb_build_object('said', CAST(:word AS text))",
    "text[]": "ARRAY[CAST(:word AS text)]",
    "character varying[]": "ARRAY[CAST(:word AS text)]",
    "bytea": "convert_to(:word, 'UTF8')",
}
ANYTHING = {
    "uuid": "gen_random_uuid()",
    "uuid[]": "'{}'",
    "boolean": "false",
    "integer": "7",
    "bigint": "7",
    "smallint": "7",
    "date": "DATE '2020-01-07'",
    "timestamp with time zone": "TIMESTAMPTZ '2020-01-07 12:00+00'",
    "time without time zone": "TIME '12:00'",
    "numeric": "7",
    "double precision": "7",
}


@dataclass(frozen=True)
class Planted:
    """Which tables say the word now, and which could not be made to."""

    said: Sequence[str]
    silent: Sequence[str]


def plant(case_id: UUID, word: str) -> Planted:
    """Put the word into every field of one row at least of every table of a case."""
    with as_owner() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))  # no triggers
        tables = {each.named: each.belongs for each in session.execute(_TABLES)}
        checks = session.execute(_CHECKS, {"tables": list(tables)}).all()
        for each in checks:
            session.execute(text(f'ALTER TABLE {each.of_table} DROP CONSTRAINT "{each.conname}"'))
        _request_of_nobody(session)
        left = list(tables)
        for _ in range(3):  # what hangs on another needs it first
            left = [each for each in left if not _planted(session, each, tables, case_id, word)]
    return Planted([each for each in tables if each not in left], left)


def _request_of_nobody(session: Session) -> None:
    """A request about data, for the rows that hang on one beside their case."""
    for each in session.execute(_CHECKS, {"tables": ["data_requests"]}).all():
        session.execute(text(f'ALTER TABLE data_requests DROP CONSTRAINT "{each.conname}"'))
    columns = session.execute(_COLUMNS, {"table": "data_requests"}).all()
    values = {each.name: _value(each, {}, "") for each in columns if not each.given}
    into, told = ", ".join(f'"{each}"' for each in values), ", ".join(values.values())
    asked = text(f"INSERT INTO data_requests ({into}) VALUES ({told})")
    session.execute(asked, {"word": "Nobody"})


def _planted(
    session: Session, table: str, tables: dict[str, str], case_id: UUID, word: str
) -> bool:
    columns = session.execute(_COLUMNS, {"table": table}).all()
    wordy = [each for each in columns if each.kind in WORDS and not each.given]
    if not wordy:
        return True  # it has no room for a word
    values = {
        each.name: _value(each, tables, tables[table])
        for each in columns
        if not each.given and not (each.made and each.kind in ("integer", "bigint"))
    }
    into, told = ", ".join(f'"{each}"' for each in values), ", ".join(values.values())
    fills = ", ".join(f'"{each.name}" = {WORDS[each.kind]}' for each in wordy)
    where = tables[table].replace("$1", ":case")
    asked = (
        f'INSERT INTO "{table}" ({into}) VALUES ({told}) ON CONFLICT DO NOTHING',
        f'UPDATE "{table}" SET {fills} WHERE ctid = '
        f'(SELECT ctid FROM "{table}" WHERE {where} LIMIT 1)',
    )
    done = [_done(session, each, case_id, word) for each in asked]
    return any(done)


def _value(column: Row[tuple[object, ...]], tables: dict[str, str], belongs: str) -> str:
    if column.kind in WORDS:
        return WORDS[column.kind]
    if column.name == "case_id":
        return ":case"
    hangs = belongs.split(" IN (", 1)
    if len(hangs) == 2 and hangs[0] == column.name:
        return f"({hangs[1].split(') OR ')[0].rstrip(')')} LIMIT 1)".replace("$1", ":case")
    if column.target:
        if column.empty:
            return "NULL"
        own = "WHERE case_id = :case" if tables.get(column.target) == "case_id = $1" else ""
        return f'(SELECT "{column.target_column}" FROM {column.target} {own} LIMIT 1)'
    return ANYTHING[column.kind]


def _done(session: Session, asked: str, case_id: UUID, word: str) -> bool:
    try:
        with session.begin_nested():
            done = session.execute(text(asked), {"case": case_id, "word": word})
    except DBAPIError:
        return False
    return bool(getattr(done, "rowcount", 0))
