"""How well the journal is kept: what was signed, where it is, and when it was last checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from casework.journal.models import Checkpoint, Delivery, DeliveryState
from casework.journal.places import Place, Shelf
from casework.journal.places.mailbox import Mailbox
from casework.journal.reading import newest_of
from casework.journal.record import JournalEntry
from casework.journal.recording import JournalVerified
from casework.journal.watching import SigningRefused

ENOUGH = 2


@dataclass(frozen=True)
class Keeper:
    """One place, and how much of what it should have has arrived."""

    place: str
    delivered: int
    waiting: int
    failed: int
    reason: str
    latest: datetime | None


@dataclass(frozen=True)
class Overview:
    keepers: list[Keeper]
    too_few: bool
    checked: JournalEntry | None
    alarm: JournalEntry | None


def overview(session: Session, places: Sequence[Place]) -> Overview:
    """What somebody who oversees the record needs to know of it."""
    keeping = [each for each in places if isinstance(each, Shelf | Mailbox)]
    return Overview(
        keepers=[_keeper(session, each.name) for each in places],
        too_few=len(keeping) < ENOUGH,
        checked=newest_of(session, JournalVerified.__name__),
        alarm=_alarm(session),
    )


def _keeper(session: Session, place: str) -> Keeper:
    counted = (
        select(Delivery.state, func.count(), func.max(Delivery.delivered_at))
        .where(Delivery.place == place)
        .group_by(col(Delivery.state))
    )
    found = {state: (number, latest) for state, number, latest in session.exec(counted)}
    said = select(Delivery.reason).where(Delivery.place == place, Delivery.reason != "")
    newest = said.order_by(col(Delivery.checkpoint).desc()).limit(1)
    delivered, latest = found.get(DeliveryState.DELIVERED, (0, None))
    return Keeper(
        place=place,
        delivered=delivered,
        waiting=found.get(DeliveryState.WAITING, (0, None))[0],
        failed=found.get(DeliveryState.FAILED, (0, None))[0],
        reason=session.exec(newest).first() or "",
        latest=latest,
    )


def _alarm(session: Session) -> JournalEntry | None:
    """The last refusal to sign, as long as nothing was signed since."""
    refused = newest_of(session, SigningRefused.__name__)
    if refused is None:
        return None
    last = session.exec(select(func.max(Checkpoint.at))).one()
    return refused if last is None or refused.at > last else None


def checkpoints(
    session: Session, most: int, before: int | None = None
) -> list[tuple[Checkpoint, list[Delivery]]]:
    """The newest checkpoints and how far each has got, or those older than a number."""
    newest = select(Checkpoint).order_by(col(Checkpoint.number).desc()).limit(most)
    if before is not None:
        newest = newest.where(Checkpoint.number < before)
    found = session.exec(newest).all()
    numbers = [each.number for each in found]
    to: dict[int, list[Delivery]] = {each: [] for each in numbers}
    sent = select(Delivery).where(col(Delivery.checkpoint).in_(numbers))
    for delivery in session.exec(sent.order_by(col(Delivery.place))):
        to[delivery.checkpoint].append(delivery)
    return [(each, to[each.number]) for each in found]
