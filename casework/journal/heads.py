"""The heads of all chains: how they are written, folded, and read from the database."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from casework.journal import merkle
from casework.journal.leaves import TRUST
from casework.journal.walking import Head

Heads = dict[str, Head]

# One statement, so one moment. The trust's chain, and that of every case, by the index.
NOW = """
SELECT 'trust', number, hash FROM (
    SELECT number, hash FROM journal WHERE case_id IS NULL ORDER BY number DESC LIMIT 1) trust
UNION ALL
SELECT cases.id::text, head.number, head.hash FROM cases CROSS JOIN LATERAL (
    SELECT number, hash FROM journal
    WHERE journal.case_id = cases.id ORDER BY number DESC LIMIT 1) head
"""
_AT = """
SELECT wanted.chain FROM unnest(%s::text[], %s::int[], %s::text[]) AS wanted(chain, number, hash)
WHERE NOT EXISTS (SELECT FROM journal
    WHERE journal.case_id = nullif(wanted.chain, 'trust')::uuid
    AND journal.number = wanted.number AND journal.hash = wanted.hash)
AND NOT (wanted.chain = 'trust' AND EXISTS (SELECT FROM journal
    WHERE journal.case_id IS NULL
    AND journal.number = wanted.number AND journal.hash = wanted.hash))
"""


def in_order(heads: Mapping[str, Head]) -> list[str]:
    """The chain of the trust, then those of the cases by their id."""
    return sorted(heads, key=lambda chain: (chain != TRUST, chain))


def leaf_of(chain: str, head: Head) -> bytes:
    return f"{chain}\n{head[0]}\n{head[1]}\n".encode()


def root_of(heads: Mapping[str, Head]) -> bytes:
    return merkle.root([merkle.leaf(leaf_of(each, heads[each])) for each in in_order(heads)])


def written(heads: Mapping[str, Head]) -> str:
    """A line for each head: chain, number, hash."""
    return "".join(f"{each} {heads[each][0]} {heads[each][1]}\n" for each in in_order(heads))


def read(text: str) -> Heads:
    """Heads as they were written.

    Raises:
        ValueError: a line is not a chain, a number and a hash.
    """
    found: Heads = {}
    for line in text.splitlines():
        chain, number, hash = line.split(" ")
        found[chain] = (int(number), hash)
    return found


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def changed(before: Mapping[str, Head], now: Mapping[str, Head]) -> Heads:
    return {chain: head for chain, head in now.items() if before.get(chain) != head}


def heads_now(cursor: Any) -> Heads:
    return {chain: (number, hash) for chain, number, hash in cursor.execute(NOW)}


def gone_back(cursor: Any, before: Mapping[str, Head], now: Heads) -> list[str]:
    """The chains that no longer hold the head they had: shorter, gone, or another under it."""
    wanted = [chain for chain in before if before[chain] != now.get(chain)]
    numbers, hashes = [before[each][0] for each in wanted], [before[each][1] for each in wanted]
    return sorted(str(chain) for (chain,) in cursor.execute(_AT, [wanted, numbers, hashes]))


def fold(deltas: Iterable[str]) -> Heads:
    """All heads, from the first list and what changed since."""
    heads: Heads = {}
    for each in deltas:
        heads |= read(each)
    return heads
