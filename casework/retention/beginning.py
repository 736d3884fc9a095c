"""Whether a deletion that two people agreed to may begin: everything is looked at once more."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from casework.cases.models import Case
from casework.errors import WrongAnswer
from casework.journal.gaps import gap_in
from casework.journal.keys import signer_of
from casework.journal.places import Shelf, places_of
from casework.retention.models import Disposal
from casework.retention.reviewing import review_of
from casework.settings import Settings
from casework.working_days import local_day

NOT_AGREED = "Two people have not agreed, or the days of grace are not over"
NOT_DUE = "Its day by the retention schedule has not come any more"
CHANGED = "What would go is not what two people agreed to: it is proposed anew"
RESTORED = (
    "The database was restored to an earlier moment, and nobody has answered for what it lacks"
)


@dataclass(frozen=True)
class Refusal:
    """Why it does not begin: for now, or for good."""

    says: str
    for_good: bool = False


def why_not(
    session: Session, case: Case, row: Disposal, settings: Settings, at: datetime
) -> Refusal | None:
    """The first reason not to begin, under the lock of the case; none when it may."""
    today = local_day(at)
    agreed = row.approved_at and not row.stopped_at and row.waits_until
    if not agreed or (row.waits_until and row.waits_until >= today):
        return Refusal(NOT_AGREED)
    found = review_of(session, case, today)
    if found.holds:
        return Refusal("; ".join(each.sentence for each in found.holds))
    if not found.is_due:
        return Refusal(NOT_DUE, for_good=True)
    if found.manifest.hash != row.manifest_hash:
        return Refusal(CHANGED, for_good=True)
    return Refusal(RESTORED) if is_restored(session, settings) else None


def is_restored(session: Session, settings: Settings) -> bool:
    """Whether the database lacks what was signed, and nobody has answered for it."""
    shelves = [each for each in places_of(settings) if isinstance(each, Shelf)]
    try:
        gap_in(session, signer_of(settings), shelves)
    except WrongAnswer:
        return False
    return True
