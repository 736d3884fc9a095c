"""A file of a report, as evidence of its case: what the report says is recorded beside it."""

from uuid import UUID

from sqlmodel import Session, select

from casework.access import Permission
from casework.evidence.choices import StillOnline
from casework.evidence.commands import RecordCapture
from casework.evidence.details import CaptureDetails
from casework.evidence.examination import Examined
from casework.evidence.intake import Received
from casework.evidence.kinds import Recognised
from casework.evidence.rules import Collected
from casework.evidence.scanning import Scanned
from casework.reports.models import DraftFile, Report

_STILL = {each.value: each for each in StillOnline if each is not StillOnline.UNKNOWN}


class AttachToReport(RecordCapture):
    """A file that came with a report, or was added to it by the person who sent it."""

    permission = Permission.ADD_TO_REPORT


def attached(
    session: Session, case_id: UUID, file: DraftFile, key: str, collected: Collected
) -> AttachToReport:
    report = session.exec(select(Report).where(Report.case_id == case_id)).one()
    details = CaptureDetails(
        platform=report.platform,
        web_address=report.link,
        audience=report.audience,
        captured_by="The person who reported it",
    )
    told = Recognised(file.kind, file.name_agrees)
    found = file.found or {}
    received = Received(
        key,
        file.name,
        file.size,
        file.sha256,
        told,
        Examined.model_validate(found.get("examined", {})),
        Scanned.model_validate(found.get("scanned", {})),
    )
    return AttachToReport.of(received, details, collected, _STILL.get(report.still_online or ""))
