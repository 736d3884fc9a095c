"""Who may commit, when, and what a page that only reads is allowed to do."""

from collections.abc import Iterator
from typing import Annotated

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import event, text
from sqlalchemy.exc import InternalError
from sqlmodel import Session

from casework.database import (
    connect,
    disconnect,
    engine,
    in_reading,
    in_transaction,
    transaction,
)
from casework.errors import DatabaseUnavailable

NOTE = text("INSERT INTO notes VALUES ('hello')")
COUNT = text("SELECT count(*) FROM notes")


def noted() -> int:
    with in_reading() as session:
        return int(session.scalar(COUNT) or 0)


def test_a_transaction_is_kept_when_it_ends(notes: str) -> None:
    with in_transaction() as session:
        session.execute(NOTE)
    assert noted() == 1


def test_a_refusal_undoes_the_whole_transaction(notes: str) -> None:
    def write_and_fail() -> None:
        with in_transaction() as session:
            session.execute(NOTE)
            raise LookupError("half way")

    with pytest.raises(LookupError):
        write_and_fail()
    assert noted() == 0


def test_postgresql_refuses_to_write_while_reading(notes: str) -> None:
    with in_reading() as session, pytest.raises(InternalError, match="read-only transaction"):
        session.execute(NOTE)
    assert noted() == 0


def test_a_connection_used_for_reading_can_write_again(notes: str) -> None:
    assert noted() == 0
    with in_transaction() as session:
        session.execute(NOTE)
    assert noted() == 1


@pytest.fixture
def broken_commit(notes: str) -> Iterator[None]:
    def refuse(_: Session) -> None:
        raise RuntimeError("the disk is full")

    event.listen(Session, "before_commit", refuse)
    yield
    event.remove(Session, "before_commit", refuse)


def answer_to_a_write() -> int:
    app = FastAPI()

    @app.post("/")
    def write(session: Annotated[Session, Depends(transaction, scope="function")]) -> str:
        session.execute(NOTE)
        return "saved"

    return TestClient(app, raise_server_exceptions=False).post("/").status_code


def test_a_write_is_acknowledged_after_it_is_committed(notes: str) -> None:
    assert answer_to_a_write() == 200
    assert noted() == 1


def test_a_failed_commit_is_never_a_success(broken_commit: None) -> None:
    assert answer_to_a_write() == 500


def test_more_connections_than_threads_that_answer(notes: str) -> None:
    open_together = [engine().connect() for _ in range(41)]
    for connection in open_together:
        connection.close()


def test_connections_read_time_in_utc(notes: str) -> None:
    with in_reading() as session:
        assert session.scalar(text("SHOW timezone")) == "UTC"


def test_no_database_is_a_sentence(notes: str) -> None:
    disconnect()
    with pytest.raises(DatabaseUnavailable, match="not connected"):
        engine()


def test_an_address_where_nothing_answers_is_a_sentence() -> None:
    with pytest.raises(DatabaseUnavailable, match=r"^The database cannot be reached: \S"):
        connect("postgresql+psycopg://nobody:secret@127.0.0.1:1/none")


def test_a_refused_address_keeps_its_password_to_itself() -> None:
    with pytest.raises(DatabaseUnavailable) as refused:
        connect("postgresql+psycopg://nobody:secret@127.0.0.1:1/none")
    assert "secret" not in str(refused.value)
