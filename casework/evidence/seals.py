"""The seal of a link, said again by the journal: whoever cuts off a chain's end is found out."""

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


def unmatched(session: Session, capture: Capture, links: list[CustodyEntry]) -> list[str]:
    """The links that the journal knows of and the chain does not have, as sentences."""
    hashes = {each.number: each.hash for each in links}
    known: list[tuple[int, str]] = []
    about = f'%"capture_id":"{capture.id}"%'
    wanted = select(JournalEntry).where(
        JournalEntry.case_id == capture.case_id,
        JournalEntry.payload.like(about),  # type: ignore[union-attr]
    )
    for entry in session.exec(wanted):
        if seal := entry.facts.get("seal"):
            known.append((int(seal["number"]), str(seal["hash"])))
    wrong = sorted({number for number, sealed in known if hashes.get(number) != sealed})
    return [f"Link {number} is not the one that the journal recorded" for number in wrong]
