"""How a link of the chain of custody is sealed, and what does not hold when it was changed.

The exact words that are hashed name no person and hold no free text: those are committed to by a
secret of the link's own, so that disposal can remove both and leave the chain whole.
"""

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from casework.evidence.models import CustodyEntry, Handling
from casework.journal.leaves import FIRST, canonical, commitment, leaf_hash, microseconds

HEADING = "casework-custody/1"


def new_link(
    capture_id: UUID, sha256: str, handling: Handling, at: datetime, who: tuple[UUID, str], why: Any
) -> dict[str, Any]:
    """A link as it is given to the database, which puts it into its place in the chain."""
    secret = secrets.token_bytes(32)
    person_id, name = who
    values = {
        "capture_id": capture_id,
        "at": at,
        "person_id": person_id,
        "person_name": name,
        "handling": handling,
        "reason": why,
        "sha256": sha256,
        "secret": secret,
    }
    return values | {"leaf": _body(CustodyEntry(**values, number=0, previous="", hash="", leaf=""))}


def _body(link: CustodyEntry, *, later: bool = False) -> str:
    told = canonical({"person": link.person_name, "reason": link.reason})
    body: dict[str, Any] = {
        "act": str(link.handling.value),
        "actor": str(link.person_id),
        "at": microseconds(link.at),
        "commitment": commitment(link.secret or b"", told),
        "sha256": link.sha256,
    }
    return canonical(body | {"sealed": "later"} if later else body)


def leaf_of(link: CustodyEntry, previous: str) -> str:
    """What must have been hashed for this link, given the one before it."""
    written = _body(link, later=_sealed_later(link))
    return f"{HEADING}\n{link.capture_id}\n{link.number}\n{previous}\n{written}\n"


def _sealed_later(link: CustodyEntry) -> bool:
    """Whether the link is from before links were sealed, and was sealed afterwards."""
    lines = link.leaf.split("\n")
    return len(lines) > 4 and lines[4].startswith("{") and '"sealed":"later"' in lines[4]


def faults(links: Iterable[CustodyEntry], sha256: str | None = None) -> list[str]:
    """What does not hold in one item's chain, from its first link on; nothing when all does."""
    found: list[str] = []
    previous, number = FIRST, 0
    for link in links:
        number += 1
        if link.number != number:
            return [*found, f"Link {number} is missing"]
        if link.previous != previous or link.leaf != leaf_of(link, previous):
            return [*found, f"Link {number} was altered"]
        if link.hash != leaf_hash(link.leaf):
            return [*found, f"The seal of link {number} was altered"]
        if sha256 is not None and link.sha256 != sha256:
            found.append(f"Link {number} is about another file")
        previous = link.hash
    return found if number else ["The chain is missing"]


def each_chain(links: Iterable[CustodyEntry]) -> Iterator[tuple[UUID, list[CustodyEntry]]]:
    """Chains one after the other, of links in order of item and number."""
    for capture_id, of_one in groupby(links, key=lambda link: link.capture_id):
        yield capture_id, list(of_one)
