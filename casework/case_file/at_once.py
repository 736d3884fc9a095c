"""What most cases hold, read for the case page with two statements instead of forty."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from casework.allegations.models import Allegation, SeverityAssessment
from casework.allegations.queries import LINKS, note_links
from casework.case_file.timeline import FIRST, note_first
from casework.cases.models import Appointment, Deadline
from casework.database.ahead import read_again, read_ahead
from casework.database.of_case import NOTHING_IN, note_empty
from casework.database.whose import answers_kept
from casework.documents.models import IssuedDocument
from casework.evidence.models import Capture, Exhibit
from casework.evidence.redacted import RedactedCopy
from casework.hearing_packs.models import HearingPack
from casework.hearings.models import Hearing
from casework.investigation.models import Investigation
from casework.outcomes.models import Outcome
from casework.reports.models import Report, ReportAddition, Triage

KINDS: tuple[type[Any], ...] = (
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
        told = read_ahead(session, case_id, KINDS, NOTHING_IN, LINKS, FIRST)
        note_empty(session, case_id, told[0])
        note_links(session, case_id, told[1])
        note_first(session, case_id, told[2])


def seen_again(session: Session, case_id: UUID) -> None:
    """The same for the reader alone, as row-level security shows it to them."""
    if answers_kept(session) is not None:
        read_again(session, case_id, KINDS)
