"""Reading what many tables hold of one case with one statement, where each would take its own.

A statement costs far more than a row of it. What is read here waits for `rows_of`, so that those
who ask for rows need not know of it; it is kept as every answer of a page is (`asked_once`): for
whom the session looked, and only in a transaction in which PostgreSQL refuses writes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy
from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapper, class_mapper, make_transient_to_detached
from sqlmodel import AutoString, Session

from casework.database.whose import keep_answer
from casework.database.words import Words

Convert = Callable[[Any], Any]


@dataclass(frozen=True)
class Table:
    """An entity and how a row of it comes back from JSON."""

    mapper: Mapper[Any]
    kind: type[Any]
    names: tuple[str, ...]
    converts: tuple[tuple[int, Convert], ...]
    row: str
    key: str
    of_case: str

    @property
    def whole(self) -> str:
        """A question for every row of a case."""
        return f"(SELECT json_agg({self.row}) FROM {self.of_case})"

    @property
    def ids(self) -> str:
        """A question for the ids of those rows."""
        return f"(SELECT array_agg({self.key}) FROM {self.of_case})"

    def made(self, session: Session, values: list[Any]) -> Any:
        """The entity of a row of JSON."""
        for at, convert in self.converts:
            if values[at] is not None:
                values[at] = convert(values[at])
        return self.loaded(session, values)

    def loaded(self, session: Session, values: Sequence[Any]) -> Any:
        """The entity of a row: the one the session knows, or a new one as if it had loaded it."""
        known = session.identity_map.get(self.mapper.identity_key_from_primary_key((values[0],)))
        if known is not None:
            return known
        entity = self.mapper.class_manager.new_instance()
        entity.__dict__.update(zip(self.names, values, strict=True))
        make_transient_to_detached(entity)
        session.add(entity)
        return entity


def _enum(kind: sqlalchemy.Enum) -> Convert:
    assert kind.enum_class
    assert kind.values_callable
    told = zip(kind.values_callable(kind.enum_class), kind.enum_class, strict=True)
    return dict(told).__getitem__


def _bytes(told: str) -> bytes:
    return bytes.fromhex(told.removeprefix("\\x"))


Mapped = Any  # a class of rows; mypy takes no class for something that a cache can hold
# How each type of column comes back from JSON; a table with any other is not read this way.
CONVERSIONS: dict[type[Any], Callable[[Any], Convert | None]] = {
    sqlalchemy.Uuid: lambda _: UUID,
    sqlalchemy.DateTime: lambda _: datetime.fromisoformat,
    sqlalchemy.Date: lambda _: date.fromisoformat,
    sqlalchemy.Enum: _enum,
    sqlalchemy.LargeBinary: lambda _: _bytes,
    **dict.fromkeys(
        (sqlalchemy.Integer, sqlalchemy.BigInteger, sqlalchemy.SmallInteger), lambda _: None
    ),
    **dict.fromkeys((sqlalchemy.Boolean, JSONB), lambda _: None),
    **dict.fromkeys((sqlalchemy.String, sqlalchemy.Text, AutoString), lambda _: None),
}


def _conversion(column: Any) -> Convert | None:
    return CONVERSIONS[type(column.type)](column.type)


@cache
def table_of(kind: Mapped) -> Table:
    mapper = class_mapper(kind)
    (key,) = mapper.primary_key
    columns = [key, *(each for each in mapper.local_table.c if each is not key)]
    wanted = ", ".join(f't."{each.name}"' for each in columns)
    case = "case_id" if "case_id" in mapper.local_table.c else key.name
    converted = [(at, _conversion(each)) for at, each in enumerate(columns)]
    return Table(
        mapper,
        kind,
        tuple(mapper.get_property_by_column(each).key for each in columns),
        tuple((at, convert) for at, convert in converted if convert),
        f"json_build_array({wanted})",
        f't."{key.name}"',
        f"{kind.__tablename__} AS t WHERE t.{case} = :case_id",
    )


@cache
def _statement(kinds: tuple[Mapped, ...], more: tuple[str, ...], whole: bool) -> Words:
    tables = [table_of(each) for each in kinds]
    asked = [*((each.whole if whole else each.ids) for each in tables), *more]
    one = bindparam("case_id", type_=sqlalchemy.Uuid)
    return Words(text(f"SELECT {', '.join(asked)}").bindparams(one))


def read_ahead(
    session: Session, case_id: UUID, kinds: tuple[Mapped, ...], *more: str
) -> Sequence[Any]:
    """Read all that these tables hold of a case, as far as the session sees it, for `rows_of`.

    What `more` asks besides, each a question in brackets about `:case_id`, is answered in order.
    """
    told: Sequence[Any] = _statement(kinds, more, whole=True).ask_one(session, {"case_id": case_id})
    for kind, rows in zip(kinds, told, strict=False):
        made = table_of(kind).made
        keep_answer(session, (kind, case_id), tuple(made(session, each) for each in rows or ()))
    return told[len(kinds) :]


def read_again(
    session: Session, case_id: UUID, kinds: tuple[Mapped, ...], *more: str, **asked: Any
) -> Sequence[Any]:
    """Ask which of those rows the session still sees, now that it looks for somebody else.

    PostgreSQL answers with their ids; what they say was read a moment ago, in this transaction.
    """
    told: Sequence[Any] = _statement(kinds, more, whole=False).ask_one(
        session, {"case_id": case_id, **asked}
    )
    for kind, ids in zip(kinds, told, strict=False):
        key = table_of(kind).mapper.identity_key_from_primary_key
        rows = [session.identity_map.get(key((each,))) for each in ids or ()]
        if None not in rows:  # somebody added one meanwhile: it is read when it is asked for
            keep_answer(session, (kind, case_id), tuple(rows))
    return told[len(kinds) :]
