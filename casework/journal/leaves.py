"""The exact words that are hashed. An entry's leaf names no person and holds no free text."""

import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

FIRST = "0" * 64
TRUST = "trust"
HEADING = "casework-journal/2"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def canonical(told: Any) -> str:
    """JSON that has one spelling: sorted keys, no spaces."""
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def microseconds(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)


def chain_of(case_id: UUID | None) -> str:
    """What a chain is called in leaves, checkpoints and exports."""
    return str(case_id) if case_id else TRUST


def commitment(secret: bytes, payload: str) -> str:
    """Binds an entry to what people read of it, and tells nothing once the secret is gone."""
    return hmac.digest(secret, payload.encode(), "sha256").hex()


@dataclass(frozen=True)
class Body:
    """What a leaf says of an act: ids and whole numbers."""

    act: str
    actor: UUID
    at: datetime
    commitment: str
    release: str
    result: str
    object: tuple[str, str] | None = None
    account: UUID | None = None
    session: str | None = None
    request: str | None = None

    def written(self) -> str:
        return canonical(
            {
                "account": str(self.account) if self.account else None,
                "act": self.act,
                "actor": str(self.actor),
                "at": microseconds(self.at),
                "commitment": self.commitment,
                "object": list(self.object) if self.object else None,
                "release": self.release,
                "request": self.request,
                "result": self.result,
                "session": self.session,
            }
        )


def leaf_text(chain: str, number: int, previous: str, body: str) -> str:
    """The text the database hashes; its trigger writes the same."""
    return f"{HEADING}\n{chain}\n{number}\n{previous}\n{body}\n"


def leaf_hash(leaf: str) -> str:
    return sha256(b"\0" + leaf.encode()).hexdigest()


def sealed_before_leaves(
    chain: str, number: int, at: int, kind: str, actor: str, previous: str, payload: str
) -> str:
    """The hash of a version 1 entry: over the previous hash and everything it said."""
    read = json.loads(payload)
    told = {
        "case": None if chain == TRUST else chain,
        "number": number,
        "at": (at / 10**6).hex(),
        "actor": [actor, read["actor"]],
        "kind": kind,
        "sentence": read["sentence"],
        "facts": read["facts"],
    }
    return sha256(f"{previous}{canonical(told)}".encode()).hexdigest()
