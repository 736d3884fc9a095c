"""Reading outcomes and the facts they rest on."""

from uuid import UUID

from sqlmodel import Session, select

from casework.outcomes.ladder import Sanction
from casework.outcomes.models import Outcome
from casework.outcomes.rules import LetterFacts


def outcome_of(session: Session, case_id: UUID) -> Outcome | None:
    return session.exec(select(Outcome).where(Outcome.case_id == case_id)).first()


def letter_facts(session: Session, case_id: UUID) -> LetterFacts:
    """What the rules about the outcome letter need to know."""
    outcome = outcome_of(session, case_id)
    return LetterFacts(
        decided=outcome is not None,
        already_sent=outcome is not None and outcome.letter_document_id is not None,
        needs_review=outcome is not None and outcome.sanction is Sanction.SUMMARY_DISMISSAL,
        reviewed=outcome is not None and outcome.reviewed_by is not None,
    )
