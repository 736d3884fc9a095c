"""One throwaway server for each test process, and databases cloned from a settled one."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import NullPool
from sqlmodel import Session, create_engine

from casework import database, keys
from casework.database.embedded import EmbeddedPostgres
from casework.database.migrating import migrate
from casework.database.opening import KEYS
from casework.keys.keystore import opened
from casework.settings import settings
from tests.prepared import know_sizes
from tests.trust import settle

MIGRATED, SETTLED = "migrated", "settled"


def open_folder(prefix: str) -> Path:
    """A new folder that any account may pass through; pytest's own are private to ours."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    folder.chmod(0o711)
    return folder


class Databases:
    """Where a test gets a database: the migrations ran once, the rest are copies."""

    def __init__(self, server: EmbeddedPostgres) -> None:
        self._server = server
        self._numbers = count(1)
        server.ensure_database(KEYS)
        migrate(server.ensure_database(MIGRATED))
        url = server.ensure_database(SETTLED, template=MIGRATED)
        engine = create_engine(url, poolclass=NullPool)
        with Session(engine) as session, session.begin():
            settle(session)
        know_sizes(engine)
        self.shared = server.ensure_database("shared", template=SETTLED)
        keys.connect(settings(), self.shared)

    @contextmanager
    def copy(self, template: str = SETTLED) -> Iterator[str]:
        """A database of the test's own, dropped afterwards."""
        name = f"own_{next(self._numbers)}"
        url = self._copied(name, template)
        try:
            yield url
        finally:
            database.disconnect()
            self._server.drop_database(name)

    def _copied(self, name: str, template: str) -> str:
        """Its files as they are: the other way writes each page into the log as well."""
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        address = self._server.url("postgres").replace("+psycopg", "", 1)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        return self._server.url(name)


def forget_checkpoints() -> None:
    """As a new deployment has it: nothing was signed. The root key stays, or nothing opens."""
    state = settings().state
    shutil.rmtree(state / "checkpoints", ignore_errors=True)
    for each in (state / "keys").glob("*"):
        if each != settings().root_keys:
            each.unlink()


def same_keys() -> dict[str, str]:
    """The variables by which another process uses this one's keystore and its root key."""
    with opened() as connection:
        url = connection.engine.url.set(drivername="postgresql")
    return {
        "KEYSTORE_URL": url.render_as_string(hide_password=False),
        "CASEWORK_ROOT_KEY_FILE": str(settings().root_keys),
    }


@contextmanager
def databases() -> Iterator[Databases]:
    """The databases of this test process."""
    folder = open_folder("casework-tests-")
    try:
        with EmbeddedPostgres(folder / "state", durable=False) as server:
            yield Databases(server)
    finally:
        shutil.rmtree(folder)


@contextmanager
def as_owner() -> Iterator[Session]:
    """A transaction of whoever owns the database: what an administrator could do to it."""
    with Session(database.engine(), expire_on_commit=False) as session, session.begin():
        yield session
