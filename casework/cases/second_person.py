"""Keeping what one person asked for until another decides it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from casework.cases.independence import ApprovalRequest
from casework.journal import Event


class ApprovalAsked(Event):
    """Somebody asked for an act that another person must approve."""

    request_id: UUID
    act: str

    def sentence(self) -> str:
        return "asked for something that takes a second person’s approval"


def ask(
    session: Session, case_id: UUID, person_id: UUID, at: datetime, act: str, told: dict[str, Any]
) -> ApprovalAsked:
    """Keep the act as it was asked for, whole, and do none of it."""
    asked = ApprovalRequest(case_id=case_id, act=act, told=told, asked_by=person_id, asked_at=at)
    session.add(asked)
    session.flush()
    return ApprovalAsked(request_id=asked.id, act=act)
