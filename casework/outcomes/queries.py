"""Reading outcomes and the facts they rest on."""

from uuid import UUID

from sqlmodel import Session

from casework.database.of_case import rows_of
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import DecisionRecord, Outcome
from casework.outcomes.rules import LetterFacts
from casework.reports.answers import AccountType
from casework.reports.models import Report


def outcome_of(session: Session, case_id: UUID) -> Outcome | None:
    return next(iter(rows_of(session, Outcome, case_id)), None)


def decision_record_of(session: Session, case_id: UUID) -> DecisionRecord | None:
    return next(iter(rows_of(session, DecisionRecord, case_id)), None)


def on_private_account(session: Session, case_id: UUID) -> bool:
    """Whether it was posted on an account that nobody said was an academy’s."""
    accounts = (each.account_type for each in rows_of(session, Report, case_id))
    return any(each is not None and each != AccountType.ACADEMY for each in accounts)


def letter_facts(session: Session, case_id: UUID) -> LetterFacts:
    """What the rules about the outcome letter need to know."""
    outcome = outcome_of(session, case_id)
    return LetterFacts(
        decided=outcome is not None,
        already_sent=outcome is not None and outcome.letter_document_id is not None,
        needs_review=outcome is not None and outcome.sanction is Sanction.SUMMARY_DISMISSAL,
        reviewed=outcome is not None and outcome.reviewed_by is not None,
    )
