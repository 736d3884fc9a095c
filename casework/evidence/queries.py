"""Reading a case's evidence."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casework.access import Action
from casework.cases.models import Case
from casework.database.of_case import rows_of
from casework.database.whose import once_while_reading
from casework.errors import NotFound
from casework.evidence.details import CaptureDetails
from casework.evidence.examination import Treatment
from casework.evidence.kinds import FileKind
from casework.evidence.models import Capture, Exhibit
from casework.evidence.redacted import RedactedCopy


@dataclass(frozen=True)
class Item:
    """A capture with the exhibit it became, and the redacted copy that leaves in its place."""

    capture: Capture
    exhibit: Exhibit | None
    copy: RedactedCopy | None = None

    @property
    def reference(self) -> str:
        """E3 for an exhibit; the capture's own id for what has not been admitted."""
        return self.exhibit.reference if self.exhibit else str(self.capture.id)

    @property
    def title(self) -> str:
        return self.exhibit.title if self.exhibit else self.capture.name

    @property
    def needs_reason(self) -> bool:
        """Whether it goes into a pack only with a written reason: the panel would see a pupil."""
        return self.exhibit is not None and self.exhibit.shows_pupil and self.copy is None

    @property
    def needs_words(self) -> bool:
        """A video of which nobody has written what is said and seen."""
        return self.capture.kind is FileKind.VIDEO and not self.details.transcript

    @property
    def needs_decision(self) -> bool:
        """Kept, but not printed as it is, and nobody has decided what becomes of it."""
        flagged = self.capture.treatment is Treatment.FLAGGED
        return flagged and (self.exhibit is None or self.exhibit.pack_reason is None)

    @property
    def details(self) -> CaptureDetails:
        return CaptureDetails.model_validate(self.capture.details)


@once_while_reading
def evidence_on(session: Session, case_id: UUID) -> list[Item]:
    """Exhibits in order of number, then what has not been admitted, oldest first."""
    captures = rows_of(session, Capture, case_id)
    if not captures:
        return []
    became = {each.capture_id: each for each in rows_of(session, Exhibit, case_id)}
    ever = rows_of(session, RedactedCopy, case_id)
    copies = {each.capture_id: each for each in ever if each.leaves}
    items = [Item(each, became.get(each.id), copies.get(each.id)) for each in captures]
    return sorted(items, key=_in_order)


def _in_order(item: Item) -> tuple[bool, int, datetime]:
    number = item.exhibit.number if item.exhibit else 0
    return item.exhibit is None, number, item.capture.taken_in_at


def item_on(session: Session, case_id: UUID, reference: str) -> Item:
    """One item by its exhibit number or its capture's id.

    Raises:
        NotFound: nothing on this case goes by that reference.
    """
    for item in evidence_on(session, case_id):
        if reference in (item.reference, str(item.capture.id)):
            return item
    raise NotFound


def exhibit_of(session: Session, capture_id: UUID) -> Exhibit | None:
    """The exhibit that a capture became, if it was admitted."""
    return session.exec(select(Exhibit).where(Exhibit.capture_id == capture_id)).first()


def named(item: Item) -> str:
    """What a sentence calls an item, without its title."""
    return f"exhibit {item.exhibit.reference}" if item.exhibit else "an item of evidence"


def frozen_anywhere(session: Session) -> list[tuple[str, Item]]:
    """Every original that is frozen, with the reference of its case, the latest first."""
    wanted = (
        select(Case.reference, Capture, Exhibit)
        .join(Capture, col(Capture.case_id) == Case.id)
        .join(Exhibit, col(Exhibit.capture_id) == Capture.id, isouter=True)
        .where(col(Capture.frozen_at).is_not(None))
        .order_by(col(Capture.frozen_at).desc())
    )
    return [(reference, Item(capture, of)) for reference, capture, of in session.exec(wanted)]


def locked_capture(session: Session, capture_id: UUID) -> Capture | None:
    """A capture for Casework's own work on it: its case is locked first, as every act does.

    In the other order, somebody opening the item would wait for us and we for them.
    """
    of_case = select(Capture.case_id).where(Capture.id == capture_id).scalar_subquery()
    session.exec(select(Case.id).where(Case.id == of_case).with_for_update(key_share=True)).first()
    return session.get(Capture, capture_id, populate_existing=True)


def is_restricted(case: Case, item: Item) -> bool:
    """Whether an item identifies a pupil, or may do so because nobody has admitted it yet."""
    return item.exhibit.shows_pupil if item.exhibit else case.pupil_involved


def governing_item(case: Case, item: Item) -> Action:
    restricted = is_restricted(case, item)
    return Action.VIEW_RESTRICTED_EVIDENCE if restricted else Action.VIEW_EVIDENCE
