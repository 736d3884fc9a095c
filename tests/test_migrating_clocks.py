"""A database of before clocks ran for warnings and claims has them afterwards."""

from collections.abc import Iterator
from datetime import date

import pytest
from alembic import command
from sqlalchemy import NullPool, create_engine, text

from casework.database.migrating import migrate, migration_config
from tests.database import Databases
from tests.test_migrations import A_CASE

BEFORE = "0028"
A_WARNING = """
INSERT INTO warnings (id, case_id, person_id, level, about, given_on, live_months, spent_on,
    dispose_on, withdrawn_on, extended_months, absent_days)
SELECT gen_random_uuid(), id, employee_id, :level, 'Clause 3.3', DATE '2026-01-31', 12,
    DATE '2027-01-31', DATE '2028-01-31', :withdrawn, 0, 0
FROM cases
"""
A_RESIGNATION = """
INSERT INTO resignations (id, case_id, received_on, last_day, goes_on, why, recorded_by,
    recorded_at)
SELECT gen_random_uuid(), id, DATE '2026-08-01', DATE '2026-08-31', true, 'So', employee_id, now()
FROM cases
"""
CLOCKS = "SELECT kind, due_on, owner_id, counted ->> 'counted_from' FROM deadlines ORDER BY kind"


@pytest.fixture
def nothing(_databases: Databases) -> Iterator[str]:
    """A database without a single table."""
    with _databases.copy("template1") as url:
        yield url


def test_a_live_warning_and_an_ended_employment_have_their_clocks(nothing: str) -> None:
    old = create_engine(nothing, poolclass=NullPool)
    withdrawn = {"level": "first_written", "withdrawn": date(2026, 3, 2)}
    with old.begin() as connection:
        command.upgrade(migration_config(connection), BEFORE)
        connection.execute(text(A_CASE))
        connection.execute(text(A_WARNING), {"level": "final_written", "withdrawn": None})
        connection.execute(text(A_WARNING), withdrawn)
        connection.execute(text(A_RESIGNATION))
    migrate(nothing)
    with old.connect() as connection:
        kept = [tuple(each) for each in connection.execute(text(CLOCKS))]
    assert kept == [
        ("T12-F", date(2027, 1, 31), None, "2026-01-31"),
        ("T18-3", date(2027, 2, 22), None, "2026-08-31"),
    ]
