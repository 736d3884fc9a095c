"""What a version of Casework relies on in a database, and what a migration took away of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

COLUMNS = text(
    "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, "
    "a.atthasdef OR a.attidentity <> '' "
    "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
    "AND NOT a.attisdropped WHERE c.relnamespace = 'public'::regnamespace "
    "AND c.relkind IN ('r', 'p', 'v', 'm') AND c.relname NOT LIKE 'procrastinate%'"
)
FUNCTIONS = text(
    "SELECT p.proname || '(' || oidvectortypes(p.proargtypes) || ')', "
    "format_type(p.prorettype, NULL) FROM pg_proc p "
    "WHERE p.pronamespace = 'public'::regnamespace AND p.proname NOT LIKE 'procrastinate%' "
    "AND p.prorettype <> 'trigger'::regtype"
)


@dataclass(frozen=True)
class Column:
    """What is written into a column, and whether something must be."""

    kind: str
    needed: bool


@dataclass(frozen=True)
class Shape:
    """Tables and views with their columns; functions with what they give."""

    tables: Mapping[str, Mapping[str, Column]]
    functions: Mapping[str, str]


def shape(connection: Connection) -> Shape:
    """As the catalogue has it, whichever words a migration was written in."""
    tables: dict[str, dict[str, Column]] = {}
    for table, name, kind, not_null, has_default in connection.execute(COLUMNS):
        needed = bool(not_null and not has_default)
        tables.setdefault(str(table), {})[str(name)] = Column(str(kind), needed)
    found = connection.execute(FUNCTIONS)
    return Shape(tables, {str(name): str(gives) for name, gives in found})


def taken_away(before: Shape, after: Shape) -> list[str]:
    """Why the version before would fail in it, a line each."""
    return [*_of_tables(before, after), *_of_functions(before, after)]


def _of_tables(before: Shape, after: Shape) -> list[str]:
    told = []
    for table, columns in before.tables.items():
        now = after.tables.get(table)
        if now is None:
            told.append(f"the table {table} is gone")
            continue
        told += [f"the column {table}.{each} is gone" for each in columns if each not in now]
        for name, column in now.items():
            was = columns.get(name)
            if was and was.kind != column.kind:
                told.append(f"{table}.{name} was {was.kind} and is {column.kind}")
            if column.needed and not (was and was.needed):
                told.append(f"{table}.{name} must be written, and has no default")
    return told


def _of_functions(before: Shape, after: Shape) -> list[str]:
    told = []
    for name, gave in before.functions.items():
        gives = after.functions.get(name)
        if gives is None:
            told.append(f"the function {name} is gone")
        elif gives != gave:
            told.append(f"{name} gave {gave} and gives {gives}")
    return told
