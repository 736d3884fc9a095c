"""Statements that stay prepared from one test to the next, however each of them is undone."""

from typing import Any

from psycopg._preparing import PrepareManager
from sqlalchemy import Engine, event


class KeptPrepared(PrepareManager):
    """Statements stay prepared when a transaction is rolled back, as they do for PostgreSQL.

    The driver forgets them all, since a table might have been made anew; PostgreSQL looks for
    itself. Every test ends by a rollback, so nothing would ever be planned but once for each use.
    """

    prepare_threshold, prepared_max = 2, 2000

    def _should_discard(self, *_: Any) -> bool:
        return False

    def clear(self) -> bool:
        return False


def keeping_prepared(engine: Engine) -> Engine:
    """Spare PostgreSQL reading and planning the same statement again and again."""

    @event.listens_for(engine, "connect")
    def _connected(driver: Any, _record: Any) -> None:
        driver._prepared = KeptPrepared()

    return engine
