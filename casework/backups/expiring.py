"""Removing backups whose time is over: first the keys, without which the rest opens nothing."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from casework import journal
from casework.access import Actor
from casework.backups import layout
from casework.backups.dumping import alone
from casework.backups.layout import BACKUPS, FILES, LISTED, MANIFEST
from casework.backups.manifest import listed, manifests
from casework.backups.models import Backup
from casework.database import as_casework, reading_as_casework
from casework.errors import NotFound, StoreUnavailable
from casework.journal import Event
from casework.storage.shelves import Shelf
from casework.working_days import local_day

LEFT = "Something of backup {} is still there after it was removed"


class BackupExpired(Event):
    backup: str
    began_at: str

    def sentence(self) -> str:
        return f"removed the backup of {self.began_at} and its keys, whose time was over"


def overdue(session: Session, today: date) -> list[Backup]:
    """Backups that should be gone and are not, the earliest first."""
    return [each for each in _there(session) if each.kept_until < today]


def _there(session: Session) -> list[Backup]:
    wanted = select(Backup).where(col(Backup.expired_at).is_(None))
    return list(session.exec(wanted.order_by(col(Backup.began_at))))


def expire(engine: Engine, actor: Actor, at: datetime) -> tuple[int, list[str]]:
    """Remove every backup whose day is over; how many went, and which could not be reached.

    One that never came whole goes as soon as there is a later one.

    Raises:
        DatabaseUnavailable: a backup is being made.
    """
    with alone(engine):
        return _expire(actor, at)


def _expire(actor: Actor, at: datetime) -> tuple[int, list[str]]:
    with reading_as_casework() as session:
        there = _there(session)
        late = overdue(session, local_day(at))
        late += [each for each in there[:-1] if each.finished_at is None and each not in late]
        rows = [each.model_copy() for each in late]
    gone, unreached = 0, []
    for row in rows:
        try:
            _remove(row)
        except StoreUnavailable as failed:
            unreached.append(f"The backup of {row.began_at:%-d %B %Y}: {failed}")
            continue
        with as_casework() as session:
            session.get_one(Backup, row.id).expired_at = at
            told = BackupExpired(backup=str(row.id), began_at=f"{row.began_at:%-d %B %Y}")
            journal.append(session, None, actor, told, at)
        gone += 1
    return gone, unreached


def _remove(row: Backup) -> None:
    """All of it, and the files that no other backup of the place names.

    Raises:
        StoreUnavailable: a place is not there, or something of it could not be removed.
    """
    keys, place = layout.existing(row.keys_place), layout.existing(row.place)
    keys.remove(layout.keys_of(row.id))
    if layout.has(keys, layout.keys_of(row.id)):
        raise StoreUnavailable(LEFT.format(row.id))
    left = manifests(place)
    kept = {name for each in left if each.id != row.id for name in listed(place, each)}
    _remove_files(place, _own(place, row.id) - kept)
    own = [each.name for each in place.held() if each.name.startswith(f"{BACKUPS}{row.id}/")]
    for name in sorted(own, key=lambda each: each.endswith((MANIFEST, LISTED))):
        place.remove(name)


def _own(place: Shelf, id: UUID) -> set[str]:
    """The files that one backup names; of one that never came whole, every file there is."""
    for each in manifests(place):
        if each.id == id:
            return set(listed(place, each))
    held = (each.name for each in place.held())
    return {each.removeprefix(FILES) for each in held if each.startswith(FILES)}


def _remove_files(place: Shelf, names: Iterable[str]) -> None:
    for each in names:
        try:
            place.remove(FILES + each)
        except NotFound:
            continue
