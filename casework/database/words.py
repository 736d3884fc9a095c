"""Statements in our own words, asked of the driver itself: pages ask them again and again.

SQLAlchemy takes four times as long around such a statement as the driver. Where somebody listens to
what is asked (a trace, a test), or the session has no transaction of ours, it is asked as usual.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import psycopg
from sqlalchemy import ClauseElement, Connection, Dialect, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

CURSOR = "cursor"
_dialect: Dialect = PGDialect_psycopg()  # type: ignore[no-untyped-call]
Told = Mapping[str, Any]


class Words:
    """One statement with its `:names`, put into the driver's words once."""

    def __init__(self, clause: ClauseElement) -> None:
        self.clause: Any = clause

    @cached_property
    def written(self) -> tuple[str, dict[str, Any]]:
        """The statement as the driver is given it, and what is always told with it."""
        made = self.clause.compile(dialect=_dialect)
        return str(made), {name: told for name, told in made.params.items() if told is not None}

    def ask(self, session: Session, told: Told) -> Sequence[Any]:
        """Every row of the answer.

        Raises:
            DBAPIError: as SQLAlchemy does, and with no word of what was asked.
        """
        cursor = cursor_of(session)
        if cursor is None:
            answer = session.execute(self.clause, told)
            return answer.all() if getattr(answer, "returns_rows", True) else ()
        if session.autoflush:  # as SQLAlchemy does before it asks
            session.flush()
        return self._asked(cursor, told)

    def ask_first(self, session: Session, connection: Connection, told: Told) -> None:
        """Say it as a transaction begins, when its session cannot be asked yet."""
        if cursor := session.info[CURSOR][1]:
            self._asked(cursor, told)
        else:
            connection.execute(self.clause, told)

    def _asked(self, cursor: psycopg.Cursor[Any], told: Told) -> Sequence[Any]:
        written, always = self.written
        try:
            cursor.execute(written, {**always, **told} if always else told)
            return cursor.fetchall() if cursor.pgresult and cursor.pgresult.nfields else ()
        except psycopg.Error as failed:
            raise _as_usual(failed) from failed

    def ask_one(self, session: Session, told: Told) -> Any:
        """The only row of the answer."""
        (row,) = self.ask(session, told)
        return row


def _as_usual(failed: psycopg.Error) -> BaseException:
    return DBAPIError.instance(
        None, None, failed, psycopg.Error, hide_parameters=True, dialect=_dialect
    )


def cursor_of(session: Session) -> Any:
    """The driver's cursor in this session's transaction; None where it is not to be used."""
    if CURSOR not in session.info and "whose" in session.info:
        session.connection()
    begun, cursor = session.info.get(CURSOR, (None, None))
    # A savepoint begins with the first statement that SQLAlchemy sends: until then, and after it,
    # a statement of ours would stand outside of it.
    now = session.get_nested_transaction() or session.get_transaction()
    return cursor if begun is now else None


def keep_cursor(session: Session, begun: SessionTransaction, connection: Connection) -> None:
    """Keep it while the transaction lasts, unless somebody listens to every statement."""
    heard = connection.dispatch.before_cursor_execute
    driver = connection.connection.driver_connection
    session.info[CURSOR] = (begun, None if heard or driver is None else driver.cursor())


@event.listens_for(Session, "after_transaction_end")
def _forget_cursor(session: Session, ended: SessionTransaction) -> None:
    if ended.parent is None:
        session.info.pop(CURSOR, None)
