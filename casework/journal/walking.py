"""Walking the chains: every seal, link and column recomputed from the stored bytes."""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from operator import itemgetter

from casework.journal.leaves import FIRST, HEADING, sealed_before_leaves

# chain, number, at in microseconds, actor, kind, result, version, previous, hash, leaf, payload,
# secret
Row = tuple[
    str, int, int, str, str, str, int, str, str, str | None, str | None, bytes | memoryview | None
]
Head = tuple[int, str]

DISPOSAL = "CaseDisposed"
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
    faults: list[Place] = field(default_factory=list)
    remarks: list[Place] = field(default_factory=list)


def walk(rows: Iterable[Row], signed: Mapping[str, Head]) -> Walked:
    """Check rows in order of chain and number against themselves and a checkpoint's heads."""
    found = Walked()
    for chain, entries in groupby(rows, key=itemgetter(0)):
        _Chain(chain, found, signed.get(chain)).walk(entries)
    return found


class _Chain:
    def __init__(self, name: str, found: Walked, signed: Head | None) -> None:
        self.name, self.found = name, found
        self.signed_number, self.signed_hash = signed or (0, FIRST)
        self.number, self.hash, self.at, self.version = 0, FIRST, 0, 1
        self.removed: list[int] = []
        self.disposed_by = 0

    def walk(self, rows: Iterable[Row]) -> None:
        for row in rows:
            number = row[1]
            self.found.entries += 1
            if number != self.number + 1:
                self._gap(number)
            elif wrong := self._wrong(row):
                self._fault(number, f"was altered: {wrong}")
            if row[2] < self.at - BACKWARDS:
                self._backwards(number)
            self.number, self.hash, self.at, self.version = number, row[8], row[2], row[6]
        self._end()

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
        return unsealed(row) if row[6] == 2 else _unsealed_before_leaves(row)

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

    def _backwards(self, number: int) -> None:
        says = "is earlier than the one before it"
        self.found.remarks.append(Place(self.name, number, says))


def unsealed(row: Row) -> str:
    """What is wrong with one entry by itself; empty when it is as sealed."""
    chain, number, at, actor, kind, result, _, previous, seal, leaf, payload, secret = row
    if leaf is None or sha256(b"\0" + leaf.encode()).hexdigest() != seal:
        return SEAL
    told = f'"act":"{kind}","actor":"{actor}","at":{at},"commitment":"'
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


def _unsealed_before_leaves(row: Row) -> str:
    chain, number, at, actor, kind, result, version, previous, seal, leaf, payload, secret = row
    if payload is None:
        return ""
    if version != 1 or result != "allow" or leaf is not None or secret is not None:
        return COLUMNS
    try:
        sealed = sealed_before_leaves(chain, number, at, kind, actor, previous, payload)
    except (ValueError, LookupError, TypeError):
        return SEAL
    return "" if sealed == seal else SEAL
