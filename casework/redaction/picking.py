"""Deciding what is hidden: words that are picked, and names that are suggested."""

from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import select

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.errors import WrongAnswer
from casework.evidence.models import Capture
from casework.journal import Event
from casework.redaction.commands import BoxPlaced, known_label, placed
from casework.redaction.models import LeftReadable
from casework.redaction.opening import to_redact
from casework.redaction.places import Word, around
from casework.redaction.queries import reading_of
from casework.redaction.reading import words_of
from casework.redaction.reasons import HiddenIn, Reason
from casework.text import OptionalLine

WordNumber = Annotated[int, Field(ge=0, le=1_000_000)]


class SuggestionDecided(Event):
    capture_id: UUID
    page: int
    hidden: bool

    def sentence(self) -> str:
        done = "hid" if self.hidden else "left"
        return f"{done} a place on page {self.page} where a name may stand"


class HideWords(Command):
    """Hide words that were picked, each run of them with a box of its own."""

    permission: ClassVar[Permission] = Permission.REDACT

    capture_id: UUID = Field(title="the file")
    page: int = Field(ge=1, title="the page")
    words: list[WordNumber] = Field(min_length=1, max_length=2_000, title="the words")
    reason: Reason = Field(title="the reason")
    hidden_in: HiddenIn = Field(default=HiddenIn.EVERY_COPY, title="in which copies it is hidden")
    pseudonym: OptionalLine = Field(default=None, title="who it shows")

    def perform(self, act: Act) -> BoxPlaced:
        capture = to_redact(act, self.capture_id)
        known = words_on(act, capture, self.page)
        if any(at >= len(known) for at in self.words):
            raise WrongAnswer({"words": "Choose words that are on this page"})
        told = self.model_dump(include={"hidden_in", "reason"})
        told["pseudonym"] = known_label(act, self.pseudonym)
        boxes = [
            placed(act, capture, self.page, place, told)
            for run in _runs(sorted(set(self.words)))
            for place in around(known[at] for at in run)
        ]
        return BoxPlaced(
            capture_id=capture.id,
            boxes=[each.id for each in boxes],
            page=self.page,
            reason=self.reason,
        )


class DecideSuggestion(Command):
    """Hide a place where a name may stand, or leave it as it is (domain RD-4)."""

    permission: ClassVar[Permission] = Permission.REDACT

    capture_id: UUID = Field(title="the file")
    page: int = Field(ge=1, title="the page")
    first: WordNumber = Field(title="the first word")
    last: WordNumber = Field(title="the last word")
    hide: bool = Field(title="whether it is hidden")
    reason: Reason = Field(default=Reason.PUPIL, title="the reason")
    pseudonym: OptionalLine = Field(default=None, title="who it shows")

    def perform(self, act: Act) -> SuggestionDecided:
        capture = to_redact(act, self.capture_id)
        known = words_on(act, capture, self.page)
        if not self.first <= self.last < len(known):
            raise WrongAnswer({"first": "Choose words that are on this page"})
        if self.hide:
            told: dict[str, Any] = {"reason": self.reason, "hidden_in": HiddenIn.EVERY_COPY}
            told["pseudonym"] = known_label(act, self.pseudonym)
            run = [known[at] for at in range(self.first, self.last + 1)]
            for place in around(each for each in run if each.seen):
                placed(act, capture, self.page, place, told)
        else:
            self._leave(act, capture)
        return SuggestionDecided(capture_id=capture.id, page=self.page, hidden=self.hide)

    def _leave(self, act: Act, capture: Capture) -> None:
        spot: dict[str, Any] = {"page": self.page, "first_word": self.first, "last_word": self.last}
        known = select(LeftReadable).where(LeftReadable.capture_id == capture.id).filter_by(**spot)
        if act.session.exec(known).first() is None:
            act.session.add(
                LeftReadable(
                    case_id=act.case.id,
                    capture_id=capture.id,
                    **spot,
                    left_by=act.actor.id,
                    left_at=act.at,
                )
            )


def words_on(act: Act, capture: Capture, page: int) -> tuple[Word, ...]:
    """The words of one page.

    Raises:
        WrongAnswer: they have not been read yet, or there is no such page.
    """
    reading = reading_of(act.session, capture.id)
    pages = words_of(reading) if reading else []
    if page > len(pages):
        raise WrongAnswer({"page": "The words of this page have not been read"})
    return pages[page - 1]


def _runs(numbers: list[int]) -> list[list[int]]:
    """Words that follow one another, together."""
    runs: list[list[int]] = []
    for each in numbers:
        if runs and runs[-1][-1] == each - 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs
