"""What the worker does with the journal: sign when it is time, deliver, and raise the alarm."""

import logging
from datetime import datetime

from casework.access import CASEWORK
from casework.database import as_casework, reading_as_casework
from casework.errors import CheckpointRefused, DeliveryFailed, StoreUnavailable
from casework.journal.delivering import deliver
from casework.journal.keys import signer_of
from casework.journal.places import Place, Shelf, places_of
from casework.journal.places.mailbox import Mailbox
from casework.journal.reading import newest_of
from casework.journal.record import Event
from casework.journal.signing import is_due, sign
from casework.journal.writing import append
from casework.settings import Settings

log = logging.getLogger("casework.journal")


class SigningRefused(Event):
    """The journal no longer continues what was signed; people must look at it."""

    says: str

    def sentence(self) -> str:
        return f"refused to sign a checkpoint. {self.says}"


def watch(settings: Settings, now: datetime, *, at_once: bool = False) -> str:
    """Sign if it is due, or at once, and deliver what waits. Returns the alarm, or nothing."""
    places = places_of(settings)
    with reading_as_casework() as session:
        due = at_once or is_due(session, now)
    alarm = _signed(settings, places, now) if due else ""
    deliver(places, now)
    return alarm


def _signed(settings: Settings, places: list[Place], now: datetime) -> str:
    try:
        shelves = [each for each in places if isinstance(each, Shelf)]
        sign(signer_of(settings), shelves, now)
    except (CheckpointRefused, DeliveryFailed, StoreUnavailable) as refused:
        if _record(str(refused), now):
            _warn(places, str(refused))
        return str(refused)
    return ""


def _warn(places: list[Place], says: str) -> None:
    for each in places:
        if isinstance(each, Mailbox):
            try:
                each.warn(says)
            except DeliveryFailed as failed:
                log.error("journal: a warning could not be sent", exc_info=failed)


def _record(says: str, now: datetime) -> bool:
    """Once for each reason, however often it is found; whether it was new."""
    told = SigningRefused(says=says)
    with as_casework() as session:
        last = newest_of(session, SigningRefused.__name__)
        new = last is None or last.facts.get("says") != says
        if new:
            append(session, None, CASEWORK, told, now)
    return new
