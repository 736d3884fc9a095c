"""What is kept beside the exhibits of a case, read for all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from casework.evidence.custody import chains
from casework.evidence.derived import copies_by_capture
from casework.evidence.derived_models import CopyKind, DerivedCopy
from casework.evidence.models import CustodyEntry
from casework.evidence.queries import Item
from casework.evidence.records import Record, records_of
from casework.reports.models import Report


@dataclass(frozen=True)
class KeptBeside:
    """What people put their name to, its chain of custody, and its pages if they are ready."""

    record: Record
    custody: Sequence[CustodyEntry]
    ready: DerivedCopy | None


def kept_beside(session: Session, items: Sequence[Item]) -> list[KeptBeside]:
    """Of each item of one case, in their order. Whoever reported it is not named."""
    ids = [each.capture.id for each in items]
    cases = {each.capture.case_id for each in items}
    reported = select(Report.reporter_id).where(col(Report.case_id).in_(cases))
    unnamed = frozenset(session.exec(reported))  # unless their own statement says who they are
    custody, ready = chains(session, ids), copies_by_capture(session, ids, CopyKind.LINKABLE)
    return [
        KeptBeside(record, custody[each], ready.get(each))
        for each, record in zip(ids, records_of(session, items, unnamed), strict=True)
    ]
