"""What somebody says of the notes of what they said: agreed, or disputed and how."""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, Field

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.cases.received import Received, Themselves
from casework.errors import NotFound
from casework.investigation.notes import MeetingNotes, NotesAnswer, NotesOf
from casework.journal import Event
from casework.text import OptionalProse


class NotesAnswered(Event):
    notes_id: UUID
    of: NotesOf
    answer: NotesAnswer

    def sentence(self) -> str:
        said = "agreed" if self.answer is NotesAnswer.AGREED else "disputed"
        return f"recorded that the notes are {said}: {self.of.label.lower()}"


class _Answer(BaseModel):
    """The notes are never rewritten: what is disputed stands beside them."""

    notes_id: UUID = Field(title="the notes")
    answer: NotesAnswer = Field(title="whether the notes say what was said")
    answer_words: OptionalProse = Field(default=None, title="what is disputed")

    def keep(self, act: Act, notes: MeetingNotes, given: dict[str, Any]) -> NotesAnswered:
        notes.settle(
            self.answer, self.answer_words, given["given_on"], given["given_how"], act.actor.id
        )
        return NotesAnswered(notes_id=notes.id, of=notes.of, answer=self.answer)


class AnswerNotes(_Answer, Received, Command):
    """Record that the notes of a meeting are agreed or disputed, as it was received."""

    permission: ClassVar[Permission] = Permission.RECORD_ANSWER

    def perform(self, act: Act) -> NotesAnswered:
        notes = on_case(act, MeetingNotes, self.notes_id)
        return self.keep(act, notes, self.given(act))


class AnswerMyNotes(_Answer, Themselves, Command):
    """Agree or dispute the notes of what you said."""

    permission: ClassVar[Permission] = Permission.ANSWER

    def perform(self, act: Act) -> NotesAnswered:
        notes = on_case(act, MeetingNotes, self.notes_id)
        if not notes.is_the_employees:
            raise NotFound
        return self.keep(act, notes, self.given(act))
