"""The seal of a link, said again by the journal: whoever cuts off a chain's end is found out."""

from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session, select

from casework.evidence.models import Capture, CustodyEntry
from casework.journal import JournalEntry


class Seal(BaseModel):
    """Which link it was, and its hash."""

    model_config = ConfigDict(frozen=True)

    number: int
    hash: str

    @classmethod
    def of(cls, link: CustodyEntry) -> "Seal":
        return cls(number=link.number, hash=link.hash)


class Sealed(BaseModel):
    """An act on one item, with the seal that its link of the chain of custody got."""

    seal: Seal | None = None


class SealedEach(BaseModel):
    """An act on several items at once: the seal that each got, by the id of its capture."""

    seals: dict[str, Seal] = {}


def unmatched(session: Session, capture: Capture, links: list[CustodyEntry]) -> list[str]:
    """The links that the journal knows of and the chain does not have, as sentences."""
    hashes = {each.number: each.hash for each in links}
    known: list[tuple[int, str]] = []
    about = f"%{capture.id}%"
    wanted = select(JournalEntry).where(
        JournalEntry.case_id == capture.case_id,
        JournalEntry.payload.like(about),  # type: ignore[union-attr]
    )
    for entry in session.exec(wanted):
        if seal := _seal_of(entry.facts, str(capture.id)):
            known.append((int(seal["number"]), str(seal["hash"])))
    wrong = sorted({number for number, sealed in known if hashes.get(number) != sealed})
    return [f"Link {number} is not the one that the journal recorded" for number in wrong]


def _seal_of(facts: dict[str, Any], capture_id: str) -> dict[str, Any] | None:
    if facts.get("capture_id") == capture_id:
        return facts.get("seal")
    each: dict[str, Any] = facts.get("seals") or {}
    return each.get(capture_id)
