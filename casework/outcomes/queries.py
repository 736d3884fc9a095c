"""Reading outcomes and the facts they rest on."""

from uuid import UUID

from sqlmodel import Session, col, select

from casework.database.whose import once_while_reading
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import DecisionRecord, Outcome
from casework.outcomes.rules import LetterFacts
from casework.reports.answers import AccountType
from casework.reports.models import Report


@once_while_reading
def outcome_of(session: Session, case_id: UUID) -> Outcome | None:
    return session.exec(select(Outcome).where(Outcome.case_id == case_id)).first()


@once_while_reading
def decision_record_of(session: Session, case_id: UUID) -> DecisionRecord | None:
    return session.exec(select(DecisionRecord).where(DecisionRecord.case_id == case_id)).first()


def on_private_account(session: Session, case_id: UUID) -> bool:
    """Whether it was posted on an account that nobody said was an academy’s."""
    wanted = select(Report.id).where(
        Report.case_id == case_id, col(Report.account_type) != AccountType.ACADEMY
    )
    return session.exec(wanted.limit(1)).first() is not None


def letter_facts(session: Session, case_id: UUID) -> LetterFacts:
    """What the rules about the outcome letter need to know."""
    outcome = outcome_of(session, case_id)
    return LetterFacts(
        decided=outcome is not None,
        already_sent=outcome is not None and outcome.letter_document_id is not None,
        needs_review=outcome is not None and outcome.sanction is Sanction.SUMMARY_DISMISSAL,
        reviewed=outcome is not None and outcome.reviewed_by is not None,
    )
