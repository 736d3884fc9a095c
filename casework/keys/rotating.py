"""Wrapping every key anew under another root key, and keeping copies of the wrapped keys."""

import base64
import json
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from casework.errors import StoreUnavailable, WrongAnswer
from casework.keys.keystore import _ADD, opened
from casework.keys.roots import MISSING, RootKey, given, keep, named, new_root_key
from casework.keys.tombstones import _BURY, _EVERY
from casework.settings import Settings

HEADING = "casework-keys/1"
_ALL = text("SELECT holder, kind, wrapped, root FROM keys ORDER BY holder")
_REWRAP = text("UPDATE keys SET wrapped = :wrapped, root = :root WHERE holder = :holder")


def rotate(settings: Settings) -> tuple[str, int]:
    """Wrap every key with a new root key; the name of that key, and how many keys there were.

    It may be cut off anywhere and asked for again: until every key is wrapped anew, both root keys
    are kept. Where the root key comes from the environment, the new one must stand there first,
    with the old one after it.

    Raises:
        StoreUnavailable: the keystore or a root key cannot be used; nothing is lost by it.
    """
    with opened(alone=True) as connection:
        known = given(settings)
        if not known:
            raise StoreUnavailable(MISSING.format(settings.root_keys))
        if not settings.root_key and len(known) == 1:
            known = [new_root_key(), *known]
            keep(settings, known)  # both are there before anything is wrapped with the new one
        count = _rewrapped(connection, known)
        current = known[0]
    if not settings.root_key:
        _forget_the_old(settings, current)
    return current.name, count


def _rewrapped(connection: Connection, known: list[RootKey]) -> int:
    rows = connection.execute(_ALL).all()
    for row in rows:
        key = named(known, row.root).unwrap(bytes(row.wrapped))
        told = {"holder": row.holder, "wrapped": known[0].wrap(key), "root": known[0].name}
        connection.execute(_REWRAP, told)
    return len(rows)


def _forget_the_old(settings: Settings, current: RootKey) -> None:
    """Only once it is committed that nothing needs them."""
    with opened(alone=True) as connection:
        used = {row.root for row in connection.execute(_ALL)}
        if used <= {current.name}:
            keep(settings, [current])


def backup() -> str:
    """Every wrapped key as JSON, and which were destroyed. It opens nothing without the root key.

    A key that is destroyed meanwhile may be among them, but then its tombstone is too.
    """
    with opened() as connection:
        rows = connection.execute(_ALL).all()
        stones = [dict(each._mapping) for each in connection.execute(_EVERY)]
    told = [
        {
            "holder": str(row.holder),
            "kind": row.kind,
            "wrapped": base64.b64encode(bytes(row.wrapped)).decode(),
            "root": row.root,
        }
        for row in rows
    ]
    return json.dumps({"is": HEADING, "keys": told, "tombstones": stones}, indent=1, default=str)


def restore(settings: Settings, written: str) -> int:
    """Put back keys that the keystore lacks; those it has stay. How many were put back.

    Raises:
        WrongAnswer: it is no copy of a keystore.
        StoreUnavailable: a key in it cannot be unwrapped with the root key that is here.
    """
    known = given(settings)
    try:
        read: dict[str, Any] = json.loads(written)
        rows = [(UUID(each["holder"]), each) for each in read["keys"]]
        if read["is"] != HEADING:
            raise ValueError(read["is"])
        wrapped = {holder: base64.b64decode(each["wrapped"]) for holder, each in rows}
        stones = [
            {name: str(each[name]) for name in ("holder", "destroyed_at", "disposal")}
            for each in read.get("tombstones", [])
        ]
    except (ValueError, KeyError, TypeError) as wrong:
        raise WrongAnswer({"file": "This is not a copy of the keys of Casework"}) from wrong
    back = 0
    with opened(alone=True) as connection:
        for stone in stones:
            connection.execute(_BURY, stone)
        for holder, each in rows:
            named(known, each["root"]).unwrap(wrapped[holder])
            told = {"holder": holder, "kind": each["kind"], "wrapped": wrapped[holder]}
            back += connection.execute(_ADD, told | {"root": each["root"]}).rowcount
    return back
