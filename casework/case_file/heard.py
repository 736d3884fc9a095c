"""Of a hearing and an investigation, what one reader may read: notes, adjustments, drafts."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from casework.access import Action, Permission, Standing, Verdict, may
from casework.hearings.adjusting import adjustments_on
from casework.investigation.drafting import drafts_of
from casework.investigation.inquiry import ReportDraft
from casework.investigation.notes import MeetingNotes, NotesOf, notes_on


@dataclass(frozen=True)
class Needed:
    """An adjustment: what was asked only for whoever may know of health."""

    id: UUID
    asked: str
    decision: str
    reasons: str


def adjustments_for(session: Session, standing: Standing) -> list[Needed]:
    """Every adjustment that was asked for, as this reader may see it."""
    health = standing.verdict(Action.VIEW_HEALTH) >= Verdict.REDACTED
    return [
        Needed(
            each.id,
            each.needed if health else "",
            each.decision.label if each.decision else "Not decided yet",
            each.reasons or "",
        )
        for each in adjustments_on(session, standing.of_case)
    ]


def notes_for(session: Session, standing: Standing, *of: NotesOf) -> list[MeetingNotes]:
    """Notes this reader may read: of what they said, of what witnesses say, or of the hearing."""
    states, in_room = standing.sees(Action.VIEW_STATEMENT), standing.sees(Action.VIEW_PACK)
    return [
        each
        for each in notes_on(session, standing.of_case)
        if each.of in of
        and (
            states
            or (standing.is_employee and each.is_the_employees)
            or (in_room and each.of is NotesOf.HEARING)
        )
    ]


def drafts_for(session: Session, standing: Standing) -> list[ReportDraft]:
    """Drafts are the officer's own, and HR's to comment on once a version was shared."""
    reads = standing.sees(Action.VIEW_DRAFT_REPORT) or may(standing, Permission.COMMENT_ON_DRAFT)
    return drafts_of(session, standing.of_case) if reads else []
