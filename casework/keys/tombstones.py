"""Keys that were destroyed for good: a ledger beside the keys, which is only ever added to.

A keystore that is put back from a copy of an earlier day brings destroyed keys back; with the
ledger they are destroyed again before anything is read with them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from casework.keys.keystore import opened

_BURY = text(
    "INSERT INTO tombstones (holder, destroyed_at, disposal) "
    "VALUES (:holder, :destroyed_at, :disposal) ON CONFLICT (holder) DO NOTHING"
)
_FORGET = text("DELETE FROM keys WHERE holder = :holder")
_EVERY = text("SELECT holder, destroyed_at, disposal FROM tombstones ORDER BY destroyed_at")
_ONE = text("SELECT holder, destroyed_at, disposal FROM tombstones WHERE holder = :holder")
_HAS = text("SELECT EXISTS (SELECT FROM keys WHERE holder = :holder)")
_AGAIN = text(
    "DELETE FROM keys AS k USING tombstones AS t WHERE t.holder = k.holder RETURNING k.holder"
)


@dataclass(frozen=True)
class Tombstone:
    """Whose key was destroyed, when, and the deletion that two people agreed to, as JSON."""

    holder: UUID
    destroyed_at: datetime
    disposal: str


def destroy_for_good(stone: Tombstone) -> Tombstone:
    """Destroy a key, and write down that it is never made again; what stands in the ledger.

    Doing so again changes nothing.

    Raises:
        StoreUnavailable: the keystore cannot be reached; nothing was destroyed.
    """
    with opened(alone=True) as connection:
        connection.execute(_BURY, stone.__dict__)
        connection.execute(_FORGET, {"holder": stone.holder})
        return Tombstone(*connection.execute(_ONE, {"holder": stone.holder}).one())


def tombstones() -> list[Tombstone]:
    """Every key that was destroyed for good, the earliest first."""
    with opened() as connection:
        return [Tombstone(*row) for row in connection.execute(_EVERY)]


def has_key(holder: UUID) -> bool:
    """Whether anything could still be read with the key of a case."""
    with opened() as connection:
        return bool(connection.execute(_HAS, {"holder": holder}).scalar_one())


def destroy_again(known: Iterable[Tombstone]) -> list[UUID]:
    """Take up what the ledger lost, and destroy every key that came back in spite of it."""
    with opened(alone=True) as connection:
        for stone in known:
            connection.execute(_BURY, stone.__dict__)
        return list(connection.execute(_AGAIN).scalars())
