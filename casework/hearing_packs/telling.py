"""Saying how far the making of an edition is, so that any page can read it."""

import time
from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import col, update

from casework.database import as_casework
from casework.documents.progress import Making, Told
from casework.errors import CaseworkError
from casework.hearing_packs.models import HearingPack, PackStatus

EVERY = 0.4  # seconds: a page asks once a second


class Stopped(CaseworkError):
    """Somebody stopped the making of a pack, which then says so already."""


class Telling:
    """Writes down how far it is, at every stage and a few times a second."""

    def __init__(self, pack_id: UUID) -> None:
        self._pack_id = pack_id
        self._last: tuple[Making, float] | None = None

    def __call__(self, told: Told) -> None:
        """Raises Stopped: nobody wants it any more."""
        now = time.monotonic()
        if self._last and self._last[0] is told.stage and now - self._last[1] < EVERY:
            return
        self._last = told.stage, now
        tell(self._pack_id, told)


def tell(pack_id: UUID, told: Told) -> None:
    """Progress is seen by others while the pack is being made, so it commits by itself."""
    _change(
        pack_id,
        stage=told.stage,
        percent=told.percent,
        done=told.done,
        total=told.total,
        pages_done=told.pages,
        step=told.step or told.stage.label,
    )


def begin(pack_id: UUID) -> None:
    """Another worker has it in hand, from the start. Raises Stopped."""
    tries = col(HearingPack.tries) + 1
    _change(pack_id, begun_at=datetime.now(UTC), tries=tries, stage=Making.WAITING, percent=0)


def _change(pack_id: UUID, **values: object) -> None:
    with as_casework() as session:
        told = (
            update(HearingPack)
            .where(col(HearingPack.id) == pack_id, col(HearingPack.status) == PackStatus.BUILDING)
            .values(**values)
            .returning(col(HearingPack.id))
        )
        if session.execute(told).first() is None:
            raise Stopped("Somebody stopped it")
