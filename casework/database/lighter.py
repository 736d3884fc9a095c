"""What every statement costs beside itself, where the libraries do more than is needed."""

import select
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
from psycopg.pq.abc import PGresult
from sqlalchemy.exc import InvalidatePoolError

PREPARED = 1_000
Column = tuple[str, int, None, None, None, None, None]


class Columns(Sequence[Any]):
    """The columns of an answer, read only when somebody asks: SQLAlchemy mostly knows them."""

    def __init__(self, result: PGresult) -> None:
        self._result = result

    def __len__(self) -> int:
        return self._result.nfields

    def __getitem__(self, at: Any) -> Any:
        return self._all()[at]

    def __iter__(self) -> Iterator[Column]:
        return iter(self._all())

    def _all(self) -> list[Column]:
        found = self._result
        return [
            ((found.fname(at) or b"").decode(), found.ftype(at), None, None, None, None, None)
            for at in range(len(self))
        ]


class Cursor(psycopg.Cursor[Any]):
    """psycopg's, but that it makes no object for each column of each answer."""

    @property
    def description(self) -> Any:
        found = self.pgresult
        return Columns(found) if found and found.nfields else super().description


def keep_prepared(connection: Any, _record: object) -> None:
    """Keep every statement of ours prepared: psycopg forgets all but a hundred, and a page alone
    asks dozens. One that is forgotten is parsed and planned anew, five times and more."""
    connection.prepared_max = PREPARED


def require_quiet(connection: Any, _record: object, _proxy: object) -> None:
    """Take no connection from the pool that its server has closed, so that a restarted server costs
    nobody a failed page. An idle one has nothing to say, so what can be read is its end.

    Raises:
        InvalidatePoolError: the pool opens new connections instead.
    """
    waiting = select.poll()
    try:
        waiting.register(connection.pgconn.socket, select.POLLIN)
        closed = bool(waiting.poll(0))
    except psycopg.OperationalError:
        closed = True
    if closed:
        raise InvalidatePoolError
