"""A statement while the employee writes it: kept as it is typed, read by nobody else."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, delete, select

from casework.access import Actor
from casework.cases.gateway import Act
from casework.room.models import StatementDraft
from casework.text import MOST_WORDS


def draft_of(session: Session, actor: Actor, case_id: UUID) -> StatementDraft | None:
    """What this person has written and not sent."""
    wanted = select(StatementDraft).where(
        StatementDraft.case_id == case_id, StatementDraft.person_id == actor.id
    )
    return session.exec(wanted).first()


def keep_draft(session: Session, actor: Actor, case_id: UUID, words: str, at: datetime) -> None:
    """Keep what was typed, right or wrong: it is judged when it is sent."""
    kept = words[:MOST_WORDS]
    row = {"id": uuid4(), "case_id": case_id, "person_id": actor.id, "words": kept, "saved_at": at}
    asked = insert(StatementDraft).values(row)
    again = asked.on_conflict_do_update(
        constraint="uq_statement_drafts_case_id_person_id",
        set_={"words": kept, "saved_at": at},
    )
    session.execute(again)


def forget(act: Act) -> None:
    """What was sent is no draft any more."""
    mine = col(StatementDraft.person_id) == act.actor.id
    act.session.execute(
        delete(StatementDraft).where(col(StatementDraft.case_id) == act.case.id, mine)
    )
