"""Statements that stay prepared from one test to the next, however each of them is undone."""

from typing import Any

from psycopg._preparing import PrepareManager
from sqlalchemy import Engine, create_engine, event

from casework.database.lighter import Cursor


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


def prepared_engine(url: str) -> Engine:
    """Connections on which PostgreSQL reads and plans a statement once, not again and again.

    Left to itself, it plans a prepared statement anew at each use for as long as it hopes to gain
    by that: in these small tables it gains nothing, and planning is half of what it does.
    """
    options = "-c timezone=UTC -c plan_cache_mode=force_generic_plan"
    engine = create_engine(url, connect_args={"options": options, "cursor_factory": Cursor})

    @event.listens_for(engine, "connect")
    def _connected(driver: Any, _record: Any) -> None:
        driver._prepared = KeptPrepared()

    return engine


def know_sizes(engine: Engine) -> None:
    """Have PostgreSQL look how large its tables are; never looked at, each seems to hold much."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
