"""Reading investigations."""

from uuid import UUID

from sqlmodel import Session, select

from casework.investigation.models import CaseToAnswer, Investigation, TermsOfReference


def investigated_by(session: Session, case_id: UUID) -> UUID | None:
    """Whoever concluded the investigation."""
    wanted = select(Investigation.officer_id).where(Investigation.case_id == case_id)
    return session.exec(wanted).first()


def terms_of(session: Session, case_id: UUID) -> TermsOfReference | None:
    wanted = select(TermsOfReference).where(TermsOfReference.case_id == case_id)
    return session.exec(wanted).first()


def decision_on(session: Session, case_id: UUID) -> CaseToAnswer | None:
    return session.exec(select(CaseToAnswer).where(CaseToAnswer.case_id == case_id)).first()
