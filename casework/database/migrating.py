"""Bringing a database to the tables this version of Casework expects."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, NullPool, create_engine
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

import casework
from casework.errors import DatabaseUnavailable

MIGRATIONS = Path(__file__).parents[2] / "migrations"  # beside casework, checked out or installed


def migration_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration for our migrations, whatever the current folder is."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(url: str) -> None:
    """Run every migration that this database has not had yet, all of them or none.

    Raises:
        DatabaseUnavailable: the database is newer than this version, or it cannot be reached.
    """
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    try:
        with engine.begin() as connection:
            command.upgrade(migration_config(connection), "heads")
    except CommandError as refused:
        raise DatabaseUnavailable(
            "The database was made by a newer version of Casework than this one: start that "
            f"version instead ({refused})"
        ) from refused
    except OperationalError as failed:
        says = str(failed.orig).strip().splitlines()[0]
        raise DatabaseUnavailable(f"The database could not be migrated: {says}") from failed


def at_head(url: str) -> bool:
    """Whether the database has had every migration."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        had = set(MigrationContext.configure(connection).get_current_heads())
    return had == set(ScriptDirectory.from_config(migration_config()).get_heads())


@cache
def _versions() -> tuple[frozenset[str], frozenset[str]]:
    """The newest migrations of this version, and every one it knows."""
    scripts = ScriptDirectory.from_config(migration_config())
    known = frozenset(each.revision for each in scripts.walk_revisions())
    return frozenset(scripts.get_heads()), known


def is_new_enough(connection: Connection) -> bool:
    """Whether a database has every table of this version, or is that of a newer one.

    While versions change over, the old one goes on with the tables of the new.
    """
    heads, known = _versions()
    had = set(MigrationContext.configure(connection).get_current_heads())
    return had == heads or not had <= known


def every_table() -> MetaData:
    """The tables of every stage, for comparing them with a database."""
    for module in pkgutil.walk_packages(casework.__path__, "casework."):
        if not module.name.startswith(("casework.cli", "casework.demo", "casework.worker")):
            importlib.import_module(module.name)
    return SQLModel.metadata
