"""For whom a transaction reads: PostgreSQL shows a person's cases, and only the acting ones change.

Three settings of the transaction say it: the person, the case a page looks at, and the cases an act
works on once the gateway has let it in. Nobody named means no row of any case.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, event, text
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

APP, SYSTEM = "casework_app", "casework_system"

_TOLD = text(
    "SELECT set_config('casework.person', :person, true), "
    "set_config('casework.looking', :looking, true), "
    "set_config('casework.working', :working, true)"
)
AS_SYSTEM = text(f"SET LOCAL ROLE {SYSTEM}")
AS_APP = text(f"SET LOCAL ROLE {APP}")
AS_OURSELVES = text("SET LOCAL ROLE NONE")


@event.listens_for(Session, "after_begin")
def _told(session: Session, _: SessionTransaction, connection: Connection) -> None:
    """Every transaction anew: a setting of the last one never survives into the next."""
    if "whose" in session.info:
        connection.execute(AS_SYSTEM if session.info["whose"] == SYSTEM else AS_APP)
        connection.execute(_TOLD, _settings(session))


def _settings(session: Session) -> dict[str, Any]:
    working = ",".join(str(each) for each in session.info.get("working", ()))
    return {
        "person": str(session.info.get("person") or ""),
        "looking": str(session.info.get("looking") or ""),
        "working": f"{{{working}}}" if working else "",
    }


def _tell(session: Session) -> None:
    if "whose" in session.info:
        session.execute(_TOLD, _settings(session))


def for_person(session: Session, person_id: UUID) -> None:
    """From now on the session shows this person's cases."""
    session.info["person"] = person_id
    _tell(session)


def look_at(session: Session, case_id: UUID | None) -> None:
    """Narrow the session to one case, or widen it again to all the person's."""
    if session.info.get("looking") != case_id:
        session.info["looking"] = case_id
        _tell(session)


@contextmanager
def working_on(session: Session, *case_ids: UUID) -> Iterator[None]:
    """Meanwhile, show and change everything of these cases: access was decided before.

    After an error it is the rollback of the caller's savepoint or transaction that undoes it.
    """
    before: tuple[UUID, ...] = session.info.get("working", ())
    session.info["working"] = (*before, *case_ids)
    _tell(session)
    try:
        yield
        session.flush()
    finally:
        session.info["working"] = before
    _tell(session)


@contextmanager
def every_case(session: Session) -> Iterator[None]:
    """Meanwhile, work as Casework itself: to route, to open a case, to join two.

    After an error it is the rollback of the caller's savepoint or transaction that undoes it.
    """
    if session.info.get("whose") != APP:
        yield
        return
    session.flush()
    session.execute(AS_SYSTEM)
    yield
    session.flush()
    session.execute(AS_APP)
