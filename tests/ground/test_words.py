"""What is asked of the driver itself answers as what SQLAlchemy asks would."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import as_casework, engine, in_transaction
from casework.database.words import Words, cursor_of
from tests.world import World

OPEN = Words(text("SELECT count(*) FROM cases WHERE summary = :summary"))
WRONG = Words(text("SELECT 1 / :by"))
HERS = "A post about a pupil's mother"


def opened(session: Session) -> Case:
    case = World(session).case(Stage.TRIAGE)
    case.summary = HERS
    return case


def counted(session: Session) -> int:
    ((found,),) = OPEN.ask(session, {"summary": HERS})
    return int(found)


def test_what_was_not_yet_written_is_found(live: str) -> None:
    with as_casework() as session:
        opened(session)
        assert cursor_of(session) is not None
        assert counted(session) == 1


def test_what_a_savepoint_undid_is_not_found(live: str) -> None:
    with as_casework() as session:
        nested = session.begin_nested()
        opened(session)
        assert counted(session) == 1
        nested.rollback()
        assert counted(session) == 0


def test_what_is_refused_is_told_without_what_was_asked(live: str) -> None:
    with in_transaction() as session, pytest.raises(DBAPIError) as refused:
        WRONG.ask(session, {"by": 0})
    assert "division by zero" in str(refused.value)
    assert WRONG.written[0] not in str(refused.value)


def test_a_transaction_that_ended_is_not_asked(live: str) -> None:
    with Session(engine()) as session:
        assert cursor_of(session) is None
        assert counted(session) == 0
