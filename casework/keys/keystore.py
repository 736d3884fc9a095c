"""The keystore: wrapped keys in a database of their own. A key is durable before it is used."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from casework.database.opening import KEYS
from casework.errors import StoreUnavailable
from casework.keys.roots import MISSING, RootKey, given, make, named
from casework.settings import Settings, settings

BYTES = 32
LOCK = 0x636B6579  # while keys are wrapped anew nobody makes one
TABLES = (
    """
    CREATE TABLE IF NOT EXISTS keys (
        holder uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('case', 'draft', 'trust')),
        wrapped bytea NOT NULL CHECK (octet_length(wrapped) = 40),
        root text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now()
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS tombstones (
        holder uuid PRIMARY KEY,
        destroyed_at timestamptz NOT NULL,
        disposal text NOT NULL
    )
    """,
    """
    CREATE OR REPLACE FUNCTION tombstones_stand() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'tombstones are append-only'; END $$
    """,
    "CREATE OR REPLACE TRIGGER tombstones_stand BEFORE UPDATE OR DELETE OR TRUNCATE ON tombstones "
    "FOR EACH STATEMENT EXECUTE FUNCTION tombstones_stand()",
)
GONE = "There is no key for this: it was destroyed, or the keystore is older than the file"

_connected: dict[str, Engine] = {}
_at_hand: ContextVar[dict[UUID, bytes] | None] = ContextVar("keys at hand", default=None)
_FIND = text("SELECT wrapped, root FROM keys WHERE holder = :holder")
_ANY = text("SELECT EXISTS (SELECT 1 FROM keys)")
_ADD = text(
    "INSERT INTO keys (holder, kind, wrapped, root) "
    "SELECT cast(:holder AS uuid), cast(:kind AS text), cast(:wrapped AS bytea), "
    "cast(:root AS text) "
    "WHERE NOT EXISTS (SELECT FROM tombstones AS t WHERE t.holder = cast(:holder AS uuid)) "
    "ON CONFLICT (holder) DO NOTHING"
)
_TOGETHER = text("SELECT pg_advisory_xact_lock_shared(:lock)")
_ALONE = text("SELECT pg_advisory_xact_lock(:lock)")


def connect(chosen: Settings, main: str) -> None:
    """Use the keystore of this deployment from now on, its tables made where they are missing.

    It is where KEYSTORE_URL says, else the second database of the embedded server.

    Raises:
        StoreUnavailable: it cannot be reached.
    """
    given = chosen.keystore_url
    url = make_url(given) if given else make_url(main).set(database=KEYS)
    if engine := _connected.pop("engine", None):
        engine.dispose()
    _connected["engine"] = create_engine(
        url, pool_size=5, max_overflow=45, pool_pre_ping=True, hide_parameters=True
    )
    with opened(alone=True) as connection:
        for each in TABLES:
            connection.execute(text(each))


@contextmanager
def opened(*, alone: bool = False) -> Iterator[Connection]:
    """One transaction of the keystore, committed at its end; `alone` keeps out who makes keys.

    Raises:
        StoreUnavailable: the keystore cannot be reached.
    """
    try:
        if "engine" not in _connected:
            raise StoreUnavailable("Casework is not connected to a keystore yet")
        with _connected["engine"].begin() as connection:
            if alone:
                connection.execute(_ALONE, {"lock": LOCK})
            yield connection
    except DBAPIError as failed:
        said = "The keystore cannot be reached, so nothing encrypted can be read or written now"
        raise StoreUnavailable(said) from failed


@contextmanager
def at_hand() -> Iterator[None]:
    """For one piece of work that opens hundreds of files of a case: each key is asked for once.

    A key that is destroyed meanwhile still opens what this work reads; it is forgotten with it.
    """
    before = _at_hand.set({})
    try:
        yield
    finally:
        _at_hand.reset(before)


def key_of(holder: UUID, kind: str) -> bytes:
    """The key of a case, a draft or the trust, made and committed on first use.

    Raises:
        StoreUnavailable: the keystore or the root key cannot be used.
    """
    kept = _at_hand.get()
    if kept is not None and holder in kept:
        return kept[holder]
    with opened() as connection:
        found = _found(connection, holder) or _made(connection, holder, kind)
    return _kept(holder, found)


def _kept(holder: UUID, key: bytes) -> bytes:
    if (kept := _at_hand.get()) is not None:
        kept[holder] = key
    return key


def key_to_read(holder: UUID) -> bytes:
    """The key of what was written before; one that is gone is never made again.

    Raises:
        StoreUnavailable: it was destroyed, or the keystore or the root key cannot be used.
    """
    kept = _at_hand.get()
    if kept is not None and holder in kept:
        return kept[holder]
    with opened() as connection:
        found = _found(connection, holder)
    if found is None:
        raise StoreUnavailable(GONE)
    return _kept(holder, found)


def _found(connection: Connection, holder: UUID) -> bytes | None:
    row = connection.execute(_FIND, {"holder": holder}).first()
    return named(_roots(connection), row.root).unwrap(bytes(row.wrapped)) if row else None


def _made(connection: Connection, holder: UUID, kind: str) -> bytes:
    connection.execute(_TOGETHER, {"lock": LOCK})
    root = _roots(connection)[0]  # read under the lock: a key being retired wraps nothing new
    told = {"holder": holder, "kind": kind, "wrapped": root.wrap(os.urandom(BYTES))}
    connection.execute(_ADD, told | {"root": root.name})
    found = _found(connection, holder)
    if found is None:
        raise StoreUnavailable(GONE)
    return found


def _roots(connection: Connection) -> list[RootKey]:
    """The root keys; the first is made only where nothing was ever wrapped with one."""
    keys = given(settings())
    if not keys and connection.execute(_ANY).scalar_one():
        raise StoreUnavailable(MISSING.format(settings().root_keys))
    return keys or make(settings())


def holders(kind: str, before: datetime | None = None) -> set[UUID]:
    """Everything of a kind that has a key, made before a moment if one is named."""
    wanted = text(
        "SELECT holder FROM keys WHERE kind = :kind "
        "AND made_at < coalesce(cast(:before AS timestamptz), 'infinity')"
    )
    with opened() as connection:
        return set(connection.execute(wanted, {"kind": kind, "before": before}).scalars())


def destroy(holder: UUID) -> bool:
    """Destroy a key: what was written under it can never be read again. Whether there was one."""
    with opened() as connection:
        gone: Any = connection.execute(
            text("DELETE FROM keys WHERE holder = :holder"), {"holder": holder}
        )
        return bool(gone.rowcount)
