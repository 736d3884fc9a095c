"""Migrations say what the models say, stand on their own, and keep what is there."""

import ast
from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, text

from casework.database import engine, reading_as_casework
from casework.database.migrating import MIGRATIONS, at_head, every_table, migrate, migration_config
from casework.people.queries import academies
from tests.database import Databases
from tests.world import World

VERSIONS = sorted((MIGRATIONS / "versions").glob("*.py"))
POPULATED_AT = "0003"
A_CASE = """
WITH academy AS (
    INSERT INTO academies (id, code, name)
    VALUES (gen_random_uuid(), 'BIR', 'Birchfield Academy') RETURNING id
), person AS (
    INSERT INTO people (id, staff_number, given_name, family_name, academy_id, job_title,
        worker_type, employed_from)
    SELECT gen_random_uuid(), '101', 'Owen', 'Pryce', id, 'Teaching assistant', 'support',
        '2019-09-01' FROM academy RETURNING id, academy_id
)
INSERT INTO cases (id, reference, stage, summary, employee_id, academy_id, pupil_involved,
    opened_at)
SELECT gen_random_uuid(), 'SM26-0001', 'triage', 'A post', id, academy_id, false, now()
FROM person
"""


@pytest.fixture
def nothing(_databases: Databases) -> Iterator[str]:
    """A database without a single table."""
    with _databases.copy("template1") as url:
        yield url


def test_the_models_and_the_migrations_say_the_same(live: str) -> None:
    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return kind != "table" or not (name or "").startswith(("procrastinate_", "alembic_"))

    with engine().connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_type": True}
        )
        assert compare_metadata(context, every_table()) == []


def test_checks_and_indexes_are_those_of_the_models(empty: str, nothing: str) -> None:
    """Alembic compares neither what a check says nor what a partial index is for."""
    declared = create_engine(nothing, poolclass=NullPool)
    with declared.begin() as connection:
        every_table().create_all(connection)
        wanted = said(connection)
    with engine().connect() as connection:
        assert said(connection) == wanted
    assert len(wanted) > 50


def said(connection: Connection) -> set[str]:
    """Every check, key and index as PostgreSQL itself writes it, whatever a check is called."""
    constraints = text(
        "SELECT conrelid::regclass || ': ' || pg_get_constraintdef(oid) "
        "FROM pg_constraint WHERE contype IN ('c', 'f', 'u', 'p') AND conrelid <> 0 "
        "AND connamespace = 'public'::regnamespace"
    )
    indexes = text("SELECT tablename || ': ' || indexdef FROM pg_indexes WHERE schemaname='public'")
    found = {str(row[0]) for kind in (constraints, indexes) for row in connection.execute(kind)}
    return {each for each in found if not each.startswith(("procrastinate_", "alembic_"))}


@pytest.mark.parametrize("version", VERSIONS, ids=lambda each: str(each.stem))
def test_a_migration_imports_nothing_of_casework(version: object) -> None:
    tree = ast.parse(version.read_text())  # type: ignore[attr-defined]
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
        )
    }
    assert imported.isdisjoint({"casework", "web", "api", "tests"})


@pytest.mark.parametrize("version", VERSIONS, ids=lambda each: str(each.stem))
def test_a_migration_gives_up_rather_than_wait_for_a_lock(version: object) -> None:
    assert "SET LOCAL lock_timeout" in version.read_text()  # type: ignore[attr-defined]


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [each.stem[:4] for each in VERSIONS] == [f"{n:04}" for n in range(1, len(VERSIONS) + 1)]
    scripts = ScriptDirectory.from_config(migration_config())
    in_order = [each.revision for each in scripts.walk_revisions()][::-1]
    assert in_order == [each.stem[:4] for each in VERSIONS]


def test_a_populated_database_keeps_what_it_holds(nothing: str) -> None:
    old = create_engine(nothing, poolclass=NullPool)
    with old.begin() as connection:
        command.upgrade(migration_config(connection), POPULATED_AT)
        connection.execute(text(A_CASE))
    migrate(nothing)
    assert at_head(nothing)
    with old.connect() as connection:
        kept = connection.execute(text("SELECT reference, stage FROM cases")).all()
    assert [tuple(each) for each in kept] == [("SM26-0001", "triage")]


def test_migrating_again_changes_nothing(live: str) -> None:
    migrate(live)
    with reading_as_casework() as session:
        assert World(session).reporter.name == "Maya Lockwood"
        assert len(academies(session)) == 3
