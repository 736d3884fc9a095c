"""The whole record of items: what is known, who confirmed it, who looked, what was corrected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from casework.evidence.attested import Confirmation, Correction, OnlineCheck
from casework.evidence.grading import Graded, graded
from casework.evidence.limits import ItemFacts, Look
from casework.evidence.queries import Item

REPORTER = "The person who reported it"
Attested = TypeVar("Attested", Confirmation, OnlineCheck, Correction)


@dataclass(frozen=True)
class Record:
    """What people put their name to about one item; of each kind the newest is last."""

    item: Item
    confirmations: tuple[Confirmation, ...] = ()
    checks: tuple[OnlineCheck, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unnamed: frozenset[UUID] = frozenset()

    def by(self, each: Confirmation | OnlineCheck | Correction) -> str:
        """Who put their name to it, or that it was the reporter where they stay unnamed."""
        return REPORTER if each.person_id in self.unnamed else each.person_name

    @property
    def last_check(self) -> OnlineCheck | None:
        return max(self.checks, key=lambda each: (each.looked_on, each.at), default=None)

    @property
    def facts(self) -> ItemFacts:
        last = self.last_check
        look = Look(last.found, last.looked_on) if last else None
        return ItemFacts(self.item.details, bool(self.confirmations), look)

    @property
    def graded(self) -> Graded:
        return graded(self.facts)


def record_of(session: Session, item: Item, unnamed: frozenset[UUID] = frozenset()) -> Record:
    return records_of(session, [item], unnamed)[0]


def records_of(
    session: Session, items: Sequence[Item], unnamed: frozenset[UUID] = frozenset()
) -> list[Record]:
    """The records of many items, in their order, with one question to each table."""
    wanted = [each.capture.id for each in items]
    confirmed = _by_capture(session, Confirmation, wanted)
    checked = _by_capture(session, OnlineCheck, wanted)
    corrected = _by_capture(session, Correction, wanted)
    return [
        Record(
            item,
            tuple(confirmed.get(item.capture.id, ())),
            tuple(checked.get(item.capture.id, ())),
            tuple(corrected.get(item.capture.id, ())),
            unnamed,
        )
        for item in items
    ]


def _by_capture(
    session: Session, kind: type[Attested], wanted: Iterable[UUID]
) -> dict[UUID, list[Attested]]:
    """What was put on record about each item, the oldest first."""
    ordered = select(kind).where(col(kind.capture_id).in_(list(wanted))).order_by(col(kind.at))
    found: dict[UUID, list[Attested]] = {}
    for each in session.exec(ordered):
        found.setdefault(each.capture_id, []).append(each)
    return found
