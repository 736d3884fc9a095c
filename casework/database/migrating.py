"""Bringing a database to the tables this version of Casework expects."""

import importlib
import pkgutil
from enum import StrEnum
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, NullPool, create_engine, text
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

    One that is newer, and in which this version still works, stays as it is.

    Raises:
        DatabaseUnavailable: the database is too new for this version, or it cannot be reached.
    """
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    try:
        with engine.begin() as connection:
            if age(connection) is Age.NEWER_AND_FITS:
                return
            command.upgrade(migration_config(connection), "heads")
            _say_who_may_answer(connection)
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


class Age(StrEnum):
    """A database beside the version that asks it."""

    SAME = "same"
    OLDER = "older"
    NEWER_AND_FITS = "newer, and this version works in it"
    TOO_NEW = "newer, and without something that this version uses"


def age(connection: Connection) -> Age:
    """Whether this version works in a database: what it needs is there, and nothing else.

    While versions change over, the old one goes on in the tables of the new, as far as those say.
    """
    heads, known = _versions()
    had = set(MigrationContext.configure(connection).get_current_heads())
    if had == heads:
        return Age.SAME
    if had <= known:
        return Age.OLDER
    said = connection.execute(WHO_MAY_ANSWER).scalar_one_or_none() or ""
    return Age.NEWER_AND_FITS if said.removeprefix(SINCE) in known else Age.TOO_NEW


# It stands beside Alembic's own note, so that a version reads it whichever tables it knows.
SINCE = "answered by every version since "
WHO_MAY_ANSWER = text("SELECT obj_description(to_regclass('alembic_version'), 'pg_class')")


def _say_who_may_answer(connection: Connection) -> None:
    since = SINCE + oldest_that_works(_scripts())
    if connection.execute(WHO_MAY_ANSWER).scalar_one_or_none() != since:
        connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{since}'")


def oldest_that_works(scripts: list[Script]) -> str:
    """The first version that uses nothing of what these migrations, newest first, took away.

    A migration that takes something away says in UNUSED_SINCE which version, by its newest
    migration, no longer used it.
    """
    unused_since = (getattr(each.module, "UNUSED_SINCE", None) for each in scripts)
    named = {each for each in unused_since if each}
    return next((each.revision for each in scripts if each.revision in named), scripts[-1].revision)


@cache
def _scripts() -> list[Script]:
    """Every migration of this version, newest first."""
    return list(ScriptDirectory.from_config(migration_config()).walk_revisions())


@cache
def _versions() -> tuple[frozenset[str], frozenset[str]]:
    """The newest migrations of this version, and every one it knows."""
    heads = ScriptDirectory.from_config(migration_config()).get_heads()
    return frozenset(heads), frozenset(each.revision for each in _scripts())


def every_table() -> MetaData:
    """The tables of every stage, for comparing them with a database."""
    for module in pkgutil.walk_packages(casework.__path__, "casework."):
        if not module.name.startswith(("casework.cli", "casework.demo", "casework.worker")):
            importlib.import_module(module.name)
    return SQLModel.metadata
