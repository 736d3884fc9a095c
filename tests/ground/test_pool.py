"""A connection that its server has closed is not given to anybody."""

import psycopg
from sqlalchemy import text

from casework import database

_PID = text("SELECT pg_backend_pid()")


def test_a_restarted_server_costs_nobody_a_failed_page(empty: str) -> None:
    engine = database.connect(empty)
    with engine.connect() as connection:
        before = connection.scalar(_PID)
    with psycopg.connect(empty.replace("+psycopg", ""), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
    with engine.connect() as connection:
        assert connection.scalar(_PID) != before


def test_an_answer_says_its_columns_to_whoever_asks(empty: str) -> None:
    with database.connect(empty).connect() as connection:
        found = connection.exec_driver_sql("SELECT 1 AS one, 'a' AS two")
        assert list(found.keys()) == ["one", "two"]
        told = found.cursor.description
        assert [each[:2] for each in told] == [("one", 23), ("two", 25)]
        assert len(told) == 2
        assert told[1][0] == "two"
