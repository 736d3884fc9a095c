"""What was asked to be taken out of cases, and waits for whoever may decide on it alone."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from casework.access import Actor, Permission, TrustPermission, Verdict, may_in_trust, outcome
from casework.cases.models import Case
from casework.cases.outside import concerns
from casework.cases.standing import standing_of
from casework.database.whose import every_case
from casework.hearing_packs.exports import CaseExport
from casework.people.duplicates import same_person


@dataclass(frozen=True)
class Waiting:
    """Something that was asked for: what it is, and of its case only the reference."""

    reference: str
    asked: CaseExport


def exports_to_decide(session: Session, actor: Actor) -> list[Waiting]:
    """What this person decides on, the oldest first; nothing they asked for themselves."""
    if not may_in_trust(actor, TrustPermission.REVIEW_BREAK_GLASS):
        return []
    with every_case(session):
        rows = session.exec(
            select(Case.reference, CaseExport)
            .join(CaseExport, col(CaseExport.case_id) == Case.id)
            .where(col(CaseExport.decided_at).is_(None))
            .order_by(col(CaseExport.asked_at))
        ).all()
    mine = same_person(session, actor.id) if rows else ()
    return [
        Waiting(reference, asked)
        for reference, asked in rows
        if asked.asked_by not in mine and _decides(session, actor, reference)
    ]


def _decides(session: Session, actor: Actor, reference: str) -> bool:
    standing = standing_of(session, actor, reference)
    if standing is None or concerns(standing):
        return False
    return outcome(standing, Permission.EXPORT) >= Verdict.STEP_UP
