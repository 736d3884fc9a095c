"""Connections, transactions and column types. The only module that commits."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import Enum as EnumClass

from psycopg.errors import ExclusionViolation, UniqueViolation
from sqlalchemy import Connection, DateTime, Engine, Enum, event, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session, SQLModel, create_engine

from casework.database.lighter import Cursor, keep_prepared, require_quiet
from casework.database.whose import APP, AS_OURSELVES, SYSTEM, only_reads
from casework.errors import DatabaseUnavailable
from casework.telemetry.tracing import follow

OLDEST_MAJOR = 16
POOL, OVERFLOW = 20, 30  # together more than the 40 threads the web server answers with

# Set before any table is declared, so that every constraint can be named in a later migration.
# A check with a name of its own keeps it; an enum's check is named after its column.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

READ_ONLY = text("SET TRANSACTION READ ONLY")

_connected: dict[str, Engine] = {}
_joined: list[Connection] = []


def connect(url: str) -> Engine:
    """Use this database from now on.

    Raises:
        DatabaseUnavailable: it cannot be reached, or it is older than PostgreSQL 16.
    """
    disconnect()
    engine = create_engine(
        url,
        pool_size=POOL,
        max_overflow=OVERFLOW,
        hide_parameters=True,  # an error never says what was in the row
        connect_args={"options": "-c timezone=UTC", "cursor_factory": Cursor},
    )
    event.listen(engine, "connect", keep_prepared)
    event.listen(engine, "checkout", require_quiet)
    follow(engine)
    try:
        _require_recent(engine)
    except OperationalError as failed:
        engine.dispose()
        raise DatabaseUnavailable(
            f"The database cannot be reached: {_first_line(failed)}"
        ) from failed
    _connected["engine"] = engine
    _connected["reading"] = engine.execution_options(postgresql_readonly=True)
    return engine


def _require_recent(engine: Engine) -> None:
    with engine.connect() as connection:
        major = int(connection.scalar(text("SHOW server_version_num"))) // 10_000
    if major < OLDEST_MAJOR:
        engine.dispose()
        raise DatabaseUnavailable(
            f"Casework needs PostgreSQL {OLDEST_MAJOR} or newer; this server is version {major}"
        )


def _first_line(failed: OperationalError) -> str:
    return str(failed.orig).strip().splitlines()[0]


def came_second(refused: IntegrityError) -> bool:
    """Whether somebody else's row took the only place for it, written at the same moment."""
    return isinstance(refused.orig, UniqueViolation | ExclusionViolation)


def disconnect() -> None:
    """Close every pooled connection; `connect` may be called again."""
    _connected.pop("reading", None)
    if engine := _connected.pop("engine", None):
        engine.dispose()


def engine() -> Engine:
    """The database in use.

    Raises:
        DatabaseUnavailable: `connect` has not been called.
    """
    try:
        return _connected["engine"]
    except KeyError:
        raise DatabaseUnavailable("Casework is not connected to a database yet") from None


def transaction(whose: str = APP) -> Iterator[Session]:
    """One request or job, one transaction: commit at the end, or roll back everything.

    It shows nothing of any case until `for_person` says whose cases it is to show.
    """
    with _opened(whose, expire_on_commit=False) as session, session.begin():
        yield session


def reading(whose: str = APP) -> Iterator[Session]:
    """A transaction in which PostgreSQL itself refuses writes."""
    with _opened(whose, expire_on_commit=False, reads=True) as session, session.begin():
        if _joined:
            session.execute(READ_ONLY)  # of its savepoint
        only_reads(session)
        yield session


def reads_from_now(session: Session) -> None:
    """PostgreSQL refuses every later write of this transaction; what was done before stays."""
    session.flush()
    session.execute(READ_ONLY)
    only_reads(session)


in_transaction = contextmanager(transaction)
in_reading = contextmanager(reading)


def as_casework() -> AbstractContextManager[Session]:
    """A transaction of Casework itself, on no one person's behalf: it sees every case."""
    return in_transaction(SYSTEM)


def reading_as_casework() -> AbstractContextManager[Session]:
    """The same, in which nothing can be written."""
    return in_reading(SYSTEM)


@contextmanager
def joined(connection: Connection) -> Iterator[None]:
    """Meanwhile, make every transaction a savepoint of one that the caller has open.

    So a rehearsal, and every test, sees what it did and leaves nothing behind.
    """
    _joined.append(connection)
    try:
        yield
    finally:
        _joined.pop()


@contextmanager
def _opened(whose: str, expire_on_commit: bool = True, *, reads: bool = False) -> Iterator[Session]:
    """A session that asks for a connection when it is first used."""
    info = {"whose": whose}
    if not _joined:
        uses = _connected["reading"] if reads and engine() else engine()
        with Session(uses, expire_on_commit=expire_on_commit, info=info) as session:
            yield session
        return
    try:
        with Session(
            _joined[-1],
            expire_on_commit=expire_on_commit,
            join_transaction_mode="create_savepoint",
            info=info,
        ) as session:
            yield session
    finally:
        _joined[-1].execute(AS_OURSELVES)  # what a savepoint sets outlives it


def stored(values: type[EnumClass]) -> Enum:
    """An enum kept as its text, with a CHECK: readable in SQL, and extended by a migration."""
    return Enum(
        values,
        name=None,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [str(member.value) for member in members],
        validate_strings=True,
    )


def utc_timestamp() -> DateTime:
    """A moment. PostgreSQL keeps it in UTC, and every connection of ours reads it in UTC."""
    return DateTime(timezone=True)
