"""What waits to be scanned for malware, and telling those who look after computers of a find."""

from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from casework import journal
from casework.access import TrustRole
from casework.access.roles import CASEWORK
from casework.database import as_casework, reading_as_casework
from casework.errors import NotFound, StoreUnavailable
from casework.evidence.models import Capture
from casework.evidence.queries import locked_capture
from casework.evidence.scanning import Scanned, ScanState, scanned
from casework.jobs import PREPARE, TELL_OF_MALWARE, enqueue
from casework.journal import Event
from casework.people.notices import Notice, tell_places
from casework.settings import Settings
from casework.storage import store

TO_SCAN = (ScanState.WAITING, ScanState.NOT_SCANNED)
TOLD = (TrustRole.IT_ADMIN, TrustRole.HR_DIRECTOR)
SAYS = """\
Dear {name}

The scanner found malware in a file that Casework holds. The file is in quarantine: nobody can
open it or take a copy of it. Sign in to see how many files are held: {where}

This message names no case and no file on purpose.
"""


class EvidenceScanned(Event):
    capture_id: UUID
    state: ScanState
    found: str

    def sentence(self) -> str:
        if self.state is ScanState.FOUND:
            return "found malware in an item of evidence, which stays in quarantine"
        return "scanned an item of evidence for malware and found nothing"


def scan_what_waits(url: str) -> int:
    """Scan everything that nobody has scanned, the oldest first; return how many were.

    Stops at the first that the scanner does not answer for: the rest would wait for it in vain.
    """
    with reading_as_casework() as session:
        wanted = select(Capture.id, Capture.key).where(
            col(Capture.scan).in_(TO_SCAN), col(Capture.weeded_at).is_(None)
        )
        waiting = session.exec(wanted.order_by(col(Capture.taken_in_at))).all()
    done = 0
    for capture_id, key in waiting:
        try:
            told = scanned(url, store().stream(key))
        except (NotFound, StoreUnavailable):
            continue  # verification names originals that cannot be read
        _record(capture_id, told)
        if told.state is ScanState.WAITING and "too large" not in told.says.lower():
            break
        done += 1
    return done


def _record(capture_id: UUID, told: Scanned) -> None:
    """Keep what the scanner said; where it said nothing, only why the file still waits."""
    with as_casework() as session:
        capture = locked_capture(session, capture_id)
        if capture is None or capture.scan not in TO_SCAN:
            return
        capture.scan_says = told.says or None
        if told.state is ScanState.WAITING:
            return
        before, capture.scan, capture.scanned_at = capture.scan, told.state, told.at
        event = EvidenceScanned(capture_id=capture.id, state=told.state, found=_name_of(told))
        journal.append(session, capture.case_id, CASEWORK, event, datetime.now(UTC))
        same = {"lock": f"prepare-{capture.id}", "capture_id": str(capture.id)}
        if told.state is ScanState.FOUND:
            enqueue(session, TELL_OF_MALWARE, **same)
        elif before is ScanState.WAITING:
            enqueue(session, PREPARE, **same)


def _name_of(told: Scanned) -> str:
    return told.says if told.state is ScanState.FOUND else ""


def tell_of_malware(session: Session, settings: Settings, capture_id: UUID) -> int:
    """Write to whoever looks after computers and to the Director of HR; return to how many."""
    notice = Notice(
        f"malware.{capture_id}", "Malware in a file that Casework holds", SAYS, "/settings"
    )
    return tell_places(session, settings, notice, TOLD)


def held_now() -> dict[ScanState, int]:
    """How many files there are in each state, over all cases: a number tells of none of them."""
    counted = select(Capture.scan, func.count()).group_by(col(Capture.scan))
    with reading_as_casework() as session:
        return {ScanState(state): number for state, number in session.exec(counted)}
