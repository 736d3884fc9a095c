"""Real servers on real folders. As root they run as another account, which must get in."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework import database
from casework.database.embedded import EmbeddedPostgres
from casework.database.whose import APP, SYSTEM


def open_folder() -> Path:
    """A new folder that any account may pass through; pytest's own are private to ours."""
    folder = Path(tempfile.mkdtemp(prefix="casework-ground-"))
    folder.chmod(0o711)
    return folder


@pytest.fixture
def state() -> Iterator[Path]:
    """A state folder that nothing was ever kept in."""
    folder = open_folder()
    yield folder / "state"
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedPostgres]:
    """One throwaway server for the tests that only need some database."""
    folder = open_folder()
    with EmbeddedPostgres(folder / "state", durable=False) as running:
        yield running
    shutil.rmtree(folder)


@pytest.fixture
def notes(server: EmbeddedPostgres) -> Iterator[str]:
    """A connected database with one empty table, `notes`."""
    url = server.ensure_database("ground")
    engine = database.connect(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE notes (says text NOT NULL)")
        for role in (APP, SYSTEM):  # which the migrations make where there are any
            connection.exec_driver_sql(
                f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; "
                "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
            )
            connection.exec_driver_sql(f"GRANT ALL ON notes TO {role}")
    yield url
    database.disconnect()
    server.drop_database("ground")
