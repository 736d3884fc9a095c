"""What is known of the backups: the newest, until when keys lie in one, and what is overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, func, select

from casework.access import Actor, TrustPermission, require_in_trust
from casework.backups.expiring import overdue
from casework.backups.models import Backup, Rehearsal
from casework.working_days import local_day

OLDEST_BACKUP = timedelta(days=2)  # somebody should have made one since
OLDEST_REHEARSAL = timedelta(days=120)  # once a term (DfE, cyber security standards)
UNSOUND = "The newest backup is not whole, or nobody has read it again"
NONE = (
    "No backup was made by Casework. If yours is made otherwise, see that the keys, the database "
    "and the files in it fit together"
)
MOST = 50


@dataclass(frozen=True)
class Readable:
    """The backups that hold a copy of keys as they were at a moment."""

    count: int
    last_goes_on: date | None


def newest(session: Session) -> Backup | None:
    """The backup that was begun last, whole or not."""
    wanted = select(Backup).order_by(col(Backup.began_at).desc()).limit(1)
    return session.exec(wanted).first()


def unsound(session: Session) -> bool:
    """Whether the newest backup may be no backup: then nothing is deleted for good.

    A trust that makes its backups otherwise has none here, and nothing waits for one.
    """
    last = newest(session)
    return last is not None and not last.is_sound


def readable_since(session: Session, at: datetime) -> Readable:
    """The backups that were begun by a moment and whose copy of the keys is not removed."""
    held = select(func.count(), func.max(Backup.kept_until)).where(
        col(Backup.began_at) <= at, col(Backup.expired_at).is_(None)
    )
    count, last = session.exec(held).one()
    return Readable(count, last)


@dataclass(frozen=True)
class Kept:
    """How well the trust could come back from a loss, with what speaks against it."""

    backups: Sequence[Backup]
    rehearsals: Sequence[Rehearsal]
    warnings: Sequence[str]

    @property
    def last(self) -> Backup | None:
        return next((each for each in self.backups if each.finished_at), None)

    @property
    def rehearsed(self) -> Rehearsal | None:
        return next(iter(self.rehearsals), None)


def kept(session: Session, actor: Actor, at: datetime) -> Kept:
    """The backups and the rehearsals, the newest first, and what is wrong with them.

    Raises:
        NotPermitted: the actor does not look after backups.
    """
    require_in_trust(actor, TrustPermission.SEE_BACKUPS)
    backups = session.exec(select(Backup).order_by(col(Backup.began_at).desc()).limit(MOST)).all()
    tried = select(Rehearsal).order_by(col(Rehearsal.began_at).desc()).limit(MOST)
    rehearsals = session.exec(tried).all()
    late = len(overdue(session, local_day(at)))
    return Kept(backups, rehearsals, _warnings(backups, rehearsals, late, at))


def _warnings(
    backups: Sequence[Backup], rehearsals: Sequence[Rehearsal], late: int, at: datetime
) -> list[str]:
    said = [*_of_backups(backups, at), *_of_rehearsals(backups, rehearsals, at)]
    if late:
        them = "A backup is" if late == 1 else f"{late} backups are"
        said.append(f"{them} past the day, and the keys of deleted cases may lie in it")
    return said


def _of_backups(backups: Sequence[Backup], at: datetime) -> list[str]:
    said = []
    whole = next((each for each in backups if each.finished_at), None)
    if whole is None:
        said.append(NONE)
    elif at - whole.began_at > OLDEST_BACKUP:
        said.append(f"The last backup is {(at - whole.began_at).days} days old")
    if backups and not backups[0].is_sound:
        said.append(f"{UNSOUND}: until it is, no case is deleted")
    return said


def _of_rehearsals(
    backups: Sequence[Backup], rehearsals: Sequence[Rehearsal], at: datetime
) -> list[str]:
    if not rehearsals:
        return ["Nobody has tried to put a backup back"] if backups else []
    last, said = rehearsals[0], []
    if at - last.began_at > OLDEST_REHEARSAL:
        said.append(f"Putting one back was last tried {(at - last.began_at).days} days ago")
    if not last.sound:
        said.append("What was put back at the last try was not sound")
    return said
