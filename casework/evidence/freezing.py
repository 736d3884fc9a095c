"""What follows when an original is no longer what was taken in: nobody uses it, people are told."""

from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select

from casework import jobs, journal
from casework.access import CASEWORK, Permission, require_sight
from casework.cases.gateway import Act, Command, on_case
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.errors import Unsound
from casework.evidence.custody import Verdict, link, verify
from casework.evidence.models import Capture, Found, Handling
from casework.evidence.preconditions import require_not_weeded
from casework.evidence.queries import Item, exhibit_of, governing_item, named
from casework.evidence.seals import Seal, Sealed
from casework.journal import Event
from casework.storage import Store

CHECKED_EVERY = timedelta(days=7)
WHY = {"altered": "it is not what was taken in", "missing": "its file is missing"}


class OriginalFrozen(Event, Sealed):
    """An original that changed or is gone. Nobody views it, copies it, or puts it in a pack."""

    capture_id: UUID
    label: str
    because: str
    again: bool = False

    def sentence(self) -> str:
        did = "checked again and left frozen" if self.again else "froze"
        return f"{did} {self.label}: {WHY[self.because]}"


class OriginalChecked(Event, Sealed):
    """Somebody had an original read again."""

    capture_id: UUID
    label: str
    released: bool

    def sentence(self) -> str:
        also = " and released it" if self.released else ""
        return f"checked {self.label}{also}: it is what was taken in"


class CheckOriginal(Command):
    """Record what reading an original again found. Only the server's own reading is recorded."""

    permission: ClassVar[Permission] = Permission.VIEW_CASE

    capture_id: UUID
    found: Found

    @classmethod
    def of(cls, verdict: Verdict) -> "CheckOriginal":
        """The command for what was just read.

        Raises:
            Unsound: nothing could be read, so there is nothing to record.
        """
        if verdict.found is Found.UNREADABLE:
            raise Unsound("The original cannot be read now, so nothing can be said about it")
        return cls(capture_id=verdict.capture_id, found=verdict.found)

    def perform(self, act: Act) -> OriginalChecked | OriginalFrozen:
        capture = on_case(act, Capture, self.capture_id)
        require_not_weeded(capture)
        item = Item(capture, exhibit_of(act.session, capture.id))
        require_sight(act.standing_now(), governing_item(act.case, item))
        if self.found.freezes:
            return _frozen(act, item, self.found)
        return _sound(act, item)


def _sound(act: Act, item: Item) -> OriginalChecked:
    capture, label = item.capture, named(item)
    released = capture.frozen_at is not None
    if released:
        capture.release()
    capture.checked_at = act.at
    seal = Seal.of(link(act, capture, Handling.CLEARED if released else Handling.CHECKED))
    return OriginalChecked(capture_id=capture.id, label=label, released=released, seal=seal)


def _frozen(act: Act, item: Item, found: Found) -> OriginalFrozen:
    capture, seal = item.capture, None
    again = capture.frozen_because == found.value
    if not again:
        capture.freeze(found, act.at)
        seal = Seal.of(link(act, capture, Handling.FROZEN, WHY[found.value]))
        jobs.enqueue(
            act.session, jobs.RAISE_ALARM, lock=f"alarm-{capture.id}", capture_id=str(capture.id)
        )
    capture.checked_at = act.at
    told = {"capture_id": capture.id, "label": named(item), "because": found.value}
    return OriginalFrozen.model_validate(told | {"seal": seal, "again": again})


def freeze(verdict: Verdict, at: datetime) -> None:
    """Freeze an original on Casework's own behalf, at once and in a transaction of its own."""
    with as_casework() as session:
        capture = session.get_one(Capture, verdict.capture_id)
        case = _locked(session, capture.case_id)
        session.refresh(capture)
        if capture.weeded_at or capture.frozen_because == verdict.found.value:
            return
        act = Act(session, case, CASEWORK, at)
        event = _frozen(act, Item(capture, exhibit_of(session, capture.id)), verdict.found)
        journal.append(session, case.id, CASEWORK, event, at)


def _locked(session: Session, case_id: UUID) -> Case:
    return session.exec(
        select(Case).where(Case.id == case_id).with_for_update(key_share=True)
    ).one()


def require_sound(store: Store, item: Item) -> None:
    """Read the whole original before any of it is used.

    Raises:
        Unsound: it changed, is gone or cannot be read; the sentence names the item. One that
            changed or is gone is frozen with this.
    """
    require_not_frozen(item)
    verdict = verify(store, item.capture)
    if verdict.found.freezes:
        freeze(verdict, datetime.now(UTC))
    if verdict.found is not Found.SOUND:
        raise Unsound(said(item, verdict.found))


def unsound_among(store: Store, items: list[Item]) -> list[Item]:
    """The items that are not what was taken in, for an act that holds the case's lock.

    They cannot be frozen while the case is locked, and the act that refuses leaves no trace: the
    worker is told to look at them, and freezes them a moment later.
    """
    found = [(each, verify(store, each.capture).found) for each in items]
    for item, what in found:
        if what.freezes:
            suspect(item.capture.id)
    return [item for item, what in found if what is not Found.SOUND]


def suspect(capture_id: UUID) -> None:
    """Have the worker read an original again as soon as it can."""
    with as_casework() as session:
        jobs.enqueue(
            session, jobs.VERIFY_ONE, lock=f"verify-{capture_id}", capture_id=str(capture_id)
        )


def require_not_frozen(item: Item) -> None:
    """Raises Unsound, naming the item, when it is frozen."""
    if item.capture.frozen_because:
        raise Unsound(said(item, Found(item.capture.frozen_because)))


def said(item: Item, found: Found) -> str:
    """Why an item cannot be used, as a sentence that names it."""
    label = named(item)
    if found is Found.UNREADABLE:
        return f"The original of {label} cannot be read now. Try again in a minute"
    return f"The original of {label} is frozen: {WHY[found.value]}. Nobody may rely on it"


def due(now: datetime) -> list[UUID]:
    """The originals whose week is over, those never read again first."""
    wanted = (
        select(Capture.id)
        .where(
            or_(col(Capture.checked_at).is_(None), col(Capture.checked_at) < now - CHECKED_EVERY),
            col(Capture.weeded_at).is_(None),
        )
        .order_by(col(Capture.checked_at).nulls_first(), col(Capture.taken_in_at))
    )
    with reading_as_casework() as session:
        return list(session.exec(wanted))


def verify_one(store: Store, capture_id: UUID, at: datetime) -> Verdict | None:
    """Read one original again in the background; freeze it when it is not what was taken in.

    One that is sound again stays frozen: only a person releases it.
    """
    with reading_as_casework() as session:
        capture = session.get(Capture, capture_id)
        if capture is None or capture.weeded_at:
            return None  # disposed of or weeded meanwhile
        session.expunge(capture)  # a long read keeps no transaction open
    verdict = verify(store, capture)
    if verdict.found.freezes:
        freeze(verdict, at)
    if verdict.found is not Found.UNREADABLE:
        with as_casework() as session:
            session.get_one(Capture, capture_id).checked_at = at
    return verdict
