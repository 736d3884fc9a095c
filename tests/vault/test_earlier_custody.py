"""A chain of custody from before links were sealed is sealed by the migration, and says so."""

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import NullPool, create_engine, text
from sqlmodel import Session, select

from casework.database.migrating import every_table, migrate, migration_config
from casework.evidence.models import CustodyEntry, Handling
from casework.evidence.sealing import each_chain, faults, new_link
from tests.database import Databases

BEFORE = "0016"
A_CHAIN = """
WITH academy AS (
    INSERT INTO academies (id, code, name)
    VALUES (gen_random_uuid(), 'BIR', 'Birchfield Academy') RETURNING id
), person AS (
    INSERT INTO people (id, staff_number, given_name, family_name, academy_id, job_title,
        worker_type, employed_from)
    SELECT gen_random_uuid(), '101', 'Owen', 'Pryce', id, 'Teaching assistant', 'support',
        '2019-09-01' FROM academy RETURNING id, academy_id
), opened AS (
    INSERT INTO cases (id, reference, stage, summary, employee_id, academy_id, pupil_involved,
        opened_at)
    SELECT gen_random_uuid(), 'SM26-0001', 'triage', 'A post', id, academy_id, false, now()
    FROM person RETURNING id
), taken AS (
    INSERT INTO captures (id, case_id, name, kind, name_agrees, size, sha256, key, taken_in_at,
        taken_in_by, details)
    SELECT gen_random_uuid(), opened.id, 'post.png', 'png', true, 9, repeat('a', 64),
        'evidence/' || n, now(), person.id, '{}'
    FROM opened, person, generate_series(1, 2) AS n RETURNING id, taken_in_by
)
INSERT INTO custody (id, capture_id, number, at, person_id, person_name, handling, reason, sha256)
SELECT gen_random_uuid(), taken.id, n, now(), taken_in_by, 'Maya “M” Lockwood',
    CASE n WHEN 1 THEN 'ingested' ELSE 'viewed' END,
    CASE n WHEN 3 THEN E'A line\\nand “another”' END, repeat('a', 64)
FROM taken, generate_series(1, 3) AS n
"""


@pytest.fixture
def earlier(_databases: Databases) -> Iterator[str]:
    """A database of the version before, with two chains of three links."""
    every_table()
    with _databases.copy("template1") as url:
        engine = create_engine(url, poolclass=NullPool)
        with engine.begin() as connection:
            command.upgrade(migration_config(connection), BEFORE)
            connection.execute(text(A_CHAIN))
        yield url


def links(url: str) -> list[CustodyEntry]:
    ordered = select(CustodyEntry).order_by("capture_id", "number")
    with Session(create_engine(url, poolclass=NullPool)) as session:
        return list(session.exec(ordered))


def test_what_was_there_is_sealed_in_its_order_and_says_that_it_was_later(earlier: str) -> None:
    migrate(earlier)
    chains = list(each_chain(links(earlier)))
    assert [len(of_one) for _, of_one in chains] == [3, 3]
    for _, of_one in chains:
        assert faults(of_one, "a" * 64) == []
        assert all('"sealed":"later"' in each.leaf for each in of_one)


def test_a_link_added_afterwards_seals_the_last_of_them(earlier: str) -> None:
    migrate(earlier)
    last = links(earlier)[2]
    who = (last.person_id, "Nadia Farrow")
    told = new_link(last.capture_id, last.sha256, Handling.VIEWED, last.at, who, None)
    add = text(
        "INSERT INTO custody (id, capture_id, at, person_id, person_name, handling, reason, sha256,"
        " secret, leaf) VALUES (gen_random_uuid(), :capture_id, :at, :person_id, :person_name,"
        " 'viewed', :reason, :sha256, :secret, :leaf)"
    )
    with create_engine(earlier, poolclass=NullPool).begin() as connection:
        connection.execute(add, told)
    of_one = [each for each in links(earlier) if each.capture_id == last.capture_id]
    assert (len(of_one), of_one[-1].previous) == (4, last.hash)
    assert faults(of_one) == []
    assert "later" not in of_one[-1].leaf
