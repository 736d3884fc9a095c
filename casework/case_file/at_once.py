"""What most cases hold, read for the case page with two statements instead of forty."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from casework.allegations.models import Allegation, SeverityAssessment
from casework.allegations.queries import LINKS, note_links
from casework.case_file.timeline import FIRST, note_first
from casework.cases.models import Appointment, Case, Deadline
from casework.database.ahead import read_again, read_ahead
from casework.database.of_case import NOTHING_IN, note_empty
from casework.database.whose import answers_kept
from casework.documents.models import IssuedDocument
from casework.evidence.models import Capture, Exhibit
from casework.evidence.redacted import RedactedCopy
from casework.hearing_packs.models import HearingPack
from casework.hearings.models import Hearing
from casework.investigation.models import Investigation
from casework.journal.reading import NEWEST, note_newest
from casework.outcomes.models import Outcome
from casework.people.queries import OF_CASE, note_known
from casework.people.warnings import WARNINGS, note_warnings
from casework.policies.queries import CLAUSES, VERSIONS, note_policies
from casework.reports.models import Report, ReportAddition, Triage

BESIDE = (NOTHING_IN, LINKS, FIRST, OF_CASE, VERSIONS, CLAUSES)
KINDS: tuple[type[Any], ...] = (
    Case,
    Report,
    ReportAddition,
    Triage,
    Appointment,
    Deadline,
    Capture,
    Exhibit,
    RedactedCopy,
    Allegation,
    Investigation,
    Hearing,
    HearingPack,
    IssuedDocument,
    Outcome,
    SeverityAssessment,
)


def read_case(session: Session, case_id: UUID) -> None:
    """Everything those tables hold, and which others hold nothing. Ask while working on the case.

    Only for a page: an act reads what it changes.
    """
    if answers_kept(session) is not None:
        told = read_ahead(session, case_id, KINDS, *BESIDE)
        note_empty(session, case_id, told[0])
        note_links(session, case_id, told[1])
        note_first(session, case_id, told[2])
        note_known(session, told[3])
        note_policies(session, told[4], told[5])


def seen_again(session: Session, case: Case, most: int | None) -> None:
    """The same for the reader alone, as row-level security shows it to them."""
    if answers_kept(session) is None:
        return
    asked = {"employee": case.employee_id, "most": most or 0}
    told = read_again(session, case.id, KINDS, WARNINGS, NEWEST, **asked)
    if case.employee_id is not None:
        note_warnings(session, case.employee_id, told[0])
    if most:
        note_newest(session, case.id, most, told[1])
