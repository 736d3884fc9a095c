"""Migrations run from anywhere, once, and never on a database from the future."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from casework.database import engine
from casework.database.migrating import at_head, migrate
from casework.errors import DatabaseUnavailable

MIGRATE = "import sys; from casework.database.migrating import migrate; migrate(sys.argv[1])"


def test_a_migrated_database_is_at_head_and_stays_there(notes: str) -> None:
    migrate(notes)
    assert at_head(notes)
    migrate(notes)
    assert at_head(notes)


def test_two_starts_at_once_migrate_once(notes: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", MIGRATE, notes]
    both = [subprocess.Popen(command, cwd=tmp_path) for _ in range(2)]
    assert [each.wait() for each in both] == [0, 0]
    assert at_head(notes)


def test_a_database_from_the_future_is_refused_and_left_alone(notes: str) -> None:
    migrate(notes)
    with engine().begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('9999')"))
        connection.execute(text("COMMENT ON TABLE alembic_version IS 'since 9998'"))
    assert not at_head(notes)
    with pytest.raises(DatabaseUnavailable, match="made by a newer version"):
        migrate(notes)
    with engine().connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def test_an_unreachable_database_is_a_sentence() -> None:
    with pytest.raises(DatabaseUnavailable, match="could not be migrated"):
        migrate("postgresql+psycopg://nobody@127.0.0.1:1/none")
