"""Taking checkpoints to the places outside the database, until each has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session, col, select

from casework.database import as_casework, reading_as_casework
from casework.errors import DeliveryFailed
from casework.journal.models import Checkpoint, Delivery, DeliveryState
from casework.journal.places import Copy, Place, Shelf
from casework.journal.places.stamping import Stamp

MOST_AT_ONCE = 200
SLOWEST = timedelta(hours=1)
# A place that can be read back gets every checkpoint, also those from before it was set.
_EXPECT = text(
    """
    INSERT INTO checkpoint_deliveries (checkpoint, place, state, tries, reason, next_try_at)
    SELECT number, CAST(:place AS varchar), 'waiting', 0, '', :now FROM checkpoints
    WHERE (CAST(:all AS boolean) OR number > coalesce(
        (SELECT max(checkpoint) FROM checkpoint_deliveries WHERE place = CAST(:place AS varchar)),
        (SELECT max(number) - 1 FROM checkpoints)))
    AND NOT EXISTS (SELECT FROM checkpoint_deliveries already
        WHERE already.checkpoint = number AND already.place = CAST(:place AS varchar))
    ON CONFLICT DO NOTHING
    """
)


@dataclass(frozen=True)
class Outcome:
    """What came of one try."""

    checkpoint: int
    place: str
    receipt: bytes | None = None
    reason: str = ""
    waits: bool = False


def deliver(places: Sequence[Place], now: datetime) -> int:
    """Take every checkpoint that is due where it belongs; how many arrived.

    A place that fails is tried again later, and never keeps the others waiting.
    """
    with as_casework() as session:
        for place in places:
            given = {"place": place.name, "now": now, "all": isinstance(place, Shelf)}
            session.execute(_EXPECT, given)
    outcomes = [_tried(place, copy) for place, copy in _due(places, now)]
    for each in outcomes:
        with as_casework() as session:
            _note(session, each, now)
    return sum(not each.reason for each in outcomes)


def _due(places: Sequence[Place], now: datetime) -> list[tuple[Place, Copy]]:
    by_name = {each.name: each for each in places}
    wanted = (
        select(Delivery.place, Checkpoint)
        .join(Checkpoint, col(Checkpoint.number) == Delivery.checkpoint)
        .where(
            Delivery.state != DeliveryState.DELIVERED,
            Delivery.next_try_at <= now,
            col(Delivery.place).in_(by_name),
        )
        .order_by(col(Checkpoint.number))
        .limit(MOST_AT_ONCE)
    )
    with reading_as_casework() as session:
        found = session.exec(wanted).all()
        return [(by_name[place], Copy(c.number, c.note, c.heads)) for place, c in found]


def _tried(place: Place, copy: Copy) -> Outcome:
    try:
        return Outcome(copy.number, place.name, receipt=place.deliver(copy))
    except DeliveryFailed as failed:
        waits = isinstance(place, Stamp)
        return Outcome(copy.number, place.name, reason=str(failed), waits=waits)


def _note(session: Session, outcome: Outcome, now: datetime) -> None:
    delivery = session.get_one(Delivery, (outcome.checkpoint, outcome.place), with_for_update=True)
    delivery.tries += 1
    delivery.reason = outcome.reason
    if not outcome.reason:
        delivery.state, delivery.delivered_at = DeliveryState.DELIVERED, now
        delivery.receipt = outcome.receipt
        return
    delivery.state = DeliveryState.WAITING if outcome.waits else DeliveryState.FAILED
    delivery.next_try_at = now + min(timedelta(minutes=2 ** min(delivery.tries - 1, 6)), SLOWEST)
