"""What is recorded of people who only looked, searched, or were refused."""

from typing import ClassVar, Literal
from uuid import UUID

from casework.journal.record import Event, Result

How = Literal["viewed", "downloaded", "printed", "exported"]


class CaseLookedAt(Event):
    """Somebody read a part of a case, or took it away."""

    section: str
    how: How = "viewed"
    item: tuple[str, UUID] | None = None

    def sentence(self) -> str:
        return f"{self.how} {self.section}"

    def concerns(self) -> tuple[str, str] | None:
        return (self.item[0], str(self.item[1])) if self.item else None


class Searched(Event):
    """Somebody looked for words."""

    words: str
    found: int

    def sentence(self) -> str:
        return f"searched for “{self.words}”"


class Refused(Event):
    """Somebody asked for what they may not have."""

    result: ClassVar[Result] = "deny"
    action: str
    reason: str

    def sentence(self) -> str:
        return f"was refused: {self.action} ({self.reason})"


LOOKING = (CaseLookedAt.__name__, Searched.__name__, Refused.__name__)
