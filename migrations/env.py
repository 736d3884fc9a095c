"""How Alembic reaches the database. `casework.database.migrating` hands it a connection."""

from alembic import context
from sqlalchemy import Connection, MetaData, NullPool, create_engine, text

from casework.database.migrating import every_table
from casework.settings import settings

ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('casework.migrations'))")


def is_ours(_: object, name: str | None, kind: str, *__: object) -> bool:
    """The job queue brings tables of its own, made by its own SQL."""
    return kind != "table" or not (name or "").startswith("procrastinate_")


def run(connection: Connection, tables: MetaData | None) -> None:
    context.configure(connection=connection, target_metadata=tables, include_object=is_ours)
    with context.begin_transaction():
        connection.execute(ONE_AT_A_TIME)
        context.run_migrations()


def from_the_command_line() -> None:
    url = settings().database_url
    if url is None or context.is_offline_mode():
        raise SystemExit("Set DATABASE_URL to a running database; SQL is not written out instead")
    with create_engine(url, poolclass=NullPool, hide_parameters=True).begin() as connection:
        run(connection, every_table())


if given := context.config.attributes.get("connection"):
    run(given, context.config.attributes.get("tables"))
else:
    from_the_command_line()
