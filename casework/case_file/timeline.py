"""When each stage of a case was reached, read from its journal."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
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


def reached(session: Session, case: Case) -> dict[Stage, datetime]:
    """When each stage was reached, read from the journal."""
    first = session.execute(_FIRST, {"case_id": case.id})
    told = {_REACHED_BY[kind]: at for kind, at in first}
    if case.ending is Ending.NO_CASE_TO_ANSWER:
        told.pop(Stage.HEARING, None)  # that decision led to no hearing
    return told
