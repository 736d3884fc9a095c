"""The count by which the machine knows that a refusal changed nothing."""

from sqlalchemy import text
from sqlmodel import Session

from tests.procedure.changes import changes, count_changes


def test_whatever_is_written_is_counted_until_it_is_undone(session: Session) -> None:
    connection = session.connection()
    count_changes(connection)
    connection.execute(text("UPDATE academies SET name = name || '.'"))
    kept = changes(connection)
    assert kept == 1
    undo = connection.begin_nested()
    connection.execute(text("DELETE FROM places"))
    assert changes(connection) == kept + 1
    undo.rollback()
    assert changes(connection) == kept
