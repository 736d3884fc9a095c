"""What stands beside a case on its page: answers to requests about its data, and a warning."""

from datetime import date

from sqlalchemy import text
from sqlmodel import Session

from casework.cases.models import Case
from casework.data_rights.answering import beside_the_record
from casework.data_rights.models import DataRequest, DataRequestCase
from casework.data_rights.on_file import QUESTIONS, SPECIAL, WARNING
from casework.database.whose import every_case
from casework.database.words import Words

# Most cases have neither, so one question says whether there is more to read.
_TOLD = Words(
    text(
        f"""
        SELECT EXISTS (SELECT FROM data_request_cases AS r WHERE r.case_id = :case AND r.agreed),
               (SELECT review_by FROM policy_documents_on_file ORDER BY number DESC LIMIT 1),
               {SPECIAL}
        """
    )
)


def beside_the_case(
    session: Session, case: Case, today: date
) -> tuple[list[tuple[DataRequest, DataRequestCase]], str]:
    """What was agreed to about its data, and what is said while no policy is on file.

    For whoever may see the case whole.
    """
    with every_case(session):  # both are asked as Casework itself
        told = {"case": case.id, "questions": list(QUESTIONS)}
        agreed, review_by, special = _TOLD.ask_one(session, told)
        answered = beside_the_record(session, case.id) if agreed else []
    holds = review_by is not None and review_by >= today
    return answered, WARNING if special and not holds else ""
