"""Walking the chains: every seal, link and column recomputed from the stored bytes."""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from casework.journal.leaves import FIRST, HEADING, TRUST, sealed_before_leaves

# chain, number, at, actor, kind, result, version, previous, hash, leaf, payload, secret; as the
# database sends them in binary, so that nothing is converted for nothing: ids in 16 bytes, none
# for the trust's chain, and moments in microseconds since 2000.
Row = tuple[
    bytes | None,
    int,
    int,
    bytes,
    str,
    str,
    int,
    str,
    str,
    str | None,
    str | None,
    bytes | None,
]
Head = tuple[int, str]

DISPOSAL = "CaseDisposed"
SINCE_1970 = 946_684_800_000_000  # microseconds from 1970 to 2000
BACKWARDS = 2_000_000  # microseconds a clock may go back without a word
LINK = "it does not follow the entry before it"
SEAL = "its seal does not fit what was sealed"
COLUMNS = "its columns do not say what was sealed"
PAYLOAD = "what people read of it is not what was sealed"
REMOVED = "what people read of it was removed without a disposal"
LATE_VERSION = "it is of a form that was no longer written then"
SIGNED = "the last checkpoint had another entry under this number"


@dataclass(frozen=True)
class Place:
    """Something to say of an entry, or from an entry on."""

    chain: str
    number: int
    says: str


@dataclass
class Walked:
    """What a walk found: how many entries, what is wrong, and what is only worth knowing."""

    entries: int = 0
    chains: set[str] = field(default_factory=set)
    faults: list[Place] = field(default_factory=list)
    remarks: list[Place] = field(default_factory=list)


def walk(rows: Iterable[Row], signed: Mapping[str, Head]) -> Walked:
    """Check rows in order of chain and number against themselves and a checkpoint's heads."""
    found = Walked()
    for id, entries in groupby(rows, key=itemgetter(0)):
        chain = _named(id)
        found.chains.add(chain)
        _Chain(chain, found, signed.get(chain)).walk(entries)
    return found


def _named(id: bytes | None) -> str:
    return str(UUID(bytes=id)) if id is not None else TRUST


_actor = cache(_named)


class _Chain:
    def __init__(self, name: str, found: Walked, signed: Head | None) -> None:
        self.name, self.found = name, found
        self.signed_number, self.signed_hash = signed or (0, FIRST)
        self.number, self.hash, self.at, self.version = 0, FIRST, 0, 1
        self.removed: list[int] = []
        self.disposed_by = 0

    def walk(self, rows: Iterable[Row]) -> None:
        count = 0
        for row in rows:
            count += 1
            number, at = row[1], row[2]
            # What nearly every entry is; anything else is looked at closely.
            if not (
                number == self.number + 1
                and row[7] == self.hash
                and number != self.signed_number
                and at >= self.at
                and row[4] != DISPOSAL
                and _sealed(self.name, row)
            ):
                self._look_closely(row)
            self.number, self.hash, self.at, self.version = number, row[8], at, row[6]
        self.found.entries += count
        self._end()

    def _look_closely(self, row: Row) -> None:
        number = row[1]
        if number != self.number + 1:
            self._gap(number)
        elif wrong := self._wrong(row):
            self._fault(number, f"was altered: {wrong}")
        if row[2] < self.at - BACKWARDS:
            says = "is earlier than the one before it"
            self.found.remarks.append(Place(self.name, number, says))

    def _wrong(self, row: Row) -> str:
        if row[7] != self.hash:
            return LINK
        if row[10] is None:
            self.removed.append(row[1])
        if row[4] == DISPOSAL:
            self.disposed_by = row[1]
        if row[6] < self.version:
            return LATE_VERSION
        if row[1] == self.signed_number and row[8] != self.signed_hash:
            return SIGNED
        return unsealed(self.name, row) if row[6] == 2 else _unsealed_before_leaves(self.name, row)

    def _gap(self, number: int) -> None:
        if number <= self.number:
            self._fault(number, "is there twice")
        else:
            self._fault(self.number + 1, "is missing")

    def _end(self) -> None:
        if self.number < self.signed_number:
            self._fault(self.number + 1, "is missing: the last checkpoint had it")
        for number in self.removed:
            if number >= self.disposed_by:
                self._fault(number, f"was altered: {REMOVED}")

    def _fault(self, number: int, says: str) -> None:
        self.found.faults.append(Place(self.name, number, says))


def _sealed(chain: str, row: Row) -> bool:
    """Whether an entry of the present form is as sealed, in its seal, columns and payload."""
    _, number, at, actor, kind, result, version, previous, seal, leaf, payload, secret = row
    if version != 2 or leaf is None or payload is None or secret is None:
        return False
    committed = hmac.digest(secret, payload.encode(), "sha256").hex()
    return (
        sha256(b"\0" + leaf.encode()).hexdigest() == seal
        and leaf.startswith(f'{HEADING}\n{chain}\n{number}\n{previous}\n{{"account":')
        and f'"act":"{kind}","actor":"{_actor(actor)}","at":{at + SINCE_1970},"commitment":"'
        f'{committed}","object":'
        in leaf
        and f',"result":"{result}","session":' in leaf
    )


def unsealed(chain: str, row: Row) -> str:
    """What is wrong with one entry by itself; empty when it is as sealed."""
    _, number, at, actor, kind, result, _, previous, seal, leaf, payload, secret = row
    if leaf is None or sha256(b"\0" + leaf.encode()).hexdigest() != seal:
        return SEAL
    told = f'"act":"{kind}","actor":"{_actor(actor)}","at":{at + SINCE_1970},"commitment":"'
    if (
        not leaf.startswith(f'{HEADING}\n{chain}\n{number}\n{previous}\n{{"account":')
        or told not in leaf
        or f',"result":"{result}","session":' not in leaf
    ):
        return COLUMNS
    if payload is None or secret is None:
        return ""
    committed = hmac.digest(secret, payload.encode(), "sha256").hex()
    return "" if f'{told}{committed}","object":' in leaf else PAYLOAD


def _unsealed_before_leaves(chain: str, row: Row) -> str:
    _, number, at, actor, kind, result, version, previous, seal, leaf, payload, secret = row
    if payload is None:
        return ""
    if version != 1 or result != "allow" or leaf is not None or secret is not None:
        return COLUMNS
    try:
        sealed = sealed_before_leaves(
            chain, number, at + SINCE_1970, kind, str(UUID(bytes=actor)), previous, payload
        )
    except (ValueError, LookupError, TypeError):
        return SEAL
    return "" if sealed == seal else SEAL
