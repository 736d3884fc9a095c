"""When each stage of a case was reached, read from its journal."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.database.whose import asked_once, keep_answer
from casework.journal import JournalEntry

_REACHED_BY = {
    "ReportLogged": Stage.REPORTED,
    "ReportTriaged": Stage.TRIAGE,
    "InvestigationBegun": Stage.INVESTIGATION,
    "InvestigationConcluded": Stage.DECISION,
    "CaseToAnswerDecided": Stage.HEARING,
    "HearingHeld": Stage.OUTCOME,
    "AppealWindowOpened": Stage.APPEAL,
    "CaseClosed": Stage.CLOSED,
    "ConcludedAfterResignation": Stage.CLOSED,
}
_FIRST: Any = (
    select(JournalEntry.kind, func.min(JournalEntry.at))
    .where(
        col(JournalEntry.case_id) == bindparam("case_id"), col(JournalEntry.kind).in_(_REACHED_BY)
    )
    .group_by(JournalEntry.kind)
)


# The same for a page that asks it among other questions.
FIRST = (
    "(SELECT json_object_agg(f.kind, f.at) FROM (SELECT kind, min(at) AS at FROM journal "
    f"WHERE case_id = :case_id AND kind IN ({', '.join(map(repr, _REACHED_BY))}) "
    "GROUP BY kind) AS f)"
)


def note_first(session: Session, case_id: UUID, told: dict[str, str] | None) -> None:
    """Keep what FIRST answered, for whom the session looks now."""
    first = [(kind, datetime.fromisoformat(at)) for kind, at in (told or {}).items()]
    keep_answer(session, (reached, case_id), first)


def reached(session: Session, case: Case) -> dict[Stage, datetime]:
    """When each stage was reached, read from the journal."""
    asked = {"case_id": case.id}
    first = asked_once(session, (reached, case.id), lambda: session.execute(_FIRST, asked).all())
    told = {_REACHED_BY[kind]: at for kind, at in first}
    if case.ending is Ending.NO_CASE_TO_ANSWER:
        told.pop(Stage.HEARING, None)  # that decision led to no hearing
    return told
