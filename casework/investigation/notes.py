"""Notes of a meeting or hearing: shared with the employee, who agrees or disputes them."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, Session, col, select

from casework.cases.gateway import Act
from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.errors import WrongAnswer


class NotesOf(StrEnum):
    """What the notes are of."""

    EMPLOYEE_MEETING = "employee_meeting"
    WITNESS_MEETING = "witness_meeting"
    HEARING = "hearing"

    @property
    def label(self) -> str:
        return {
            NotesOf.EMPLOYEE_MEETING: "Investigation meeting with the employee",
            NotesOf.WITNESS_MEETING: "Interview of a witness",
            NotesOf.HEARING: "The hearing",
        }[self]


class NotesAnswer(StrEnum):
    """What somebody says of the notes of what they said."""

    AGREED = "agreed"
    DISPUTED = "disputed"

    @property
    def label(self) -> str:
        return {
            NotesAnswer.AGREED: "Agreed: they say what was said",
            NotesAnswer.DISPUTED: "Disputed, in whole or in part",
        }[self]


class MeetingNotes(PartOfCase, table=True):
    """Notes as shared. They are never rewritten: a dispute stands beside them."""

    __tablename__ = "meeting_notes"
    __table_args__ = (
        CheckConstraint(
            "answer IS DISTINCT FROM 'disputed' OR answer_words IS NOT NULL",
            name="a_dispute_says_what",
        ),
        CheckConstraint("(answer IS NULL) = (answered_on IS NULL)", name="an_answer_has_its_day"),
    )

    of: NotesOf = Field(sa_column=Column(stored(NotesOf), nullable=False))
    with_whom: str
    held_on: date
    words: str
    taken_by: UUID = Field(foreign_key="people.id")
    shared_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    answer: NotesAnswer | None = Field(default=None, sa_column=Column(stored(NotesAnswer)))
    answer_words: str | None = None
    answered_on: date | None = None
    answered_how: str | None = None
    answered_by: UUID | None = Field(default=None, foreign_key="people.id")

    @property
    def is_the_employees(self) -> bool:
        """Whether they are of something the employee said, and so are the employee's to answer."""
        return self.of is not NotesOf.WITNESS_MEETING

    def settle(self, answer: NotesAnswer, words: str | None, on: date, how: str, by: UUID) -> None:
        """Record what they say of the notes; it is said once.

        Raises:
            WrongAnswer: it was said before, or a dispute does not say what is disputed.
        """
        if self.answer is not None:
            raise WrongAnswer({"notes_id": "These notes were answered before"})
        if answer is NotesAnswer.DISPUTED and not words:
            raise WrongAnswer({"answer_words": "Say what is disputed, and what was said instead"})
        self.answer, self.answer_words = answer, words
        self.answered_on, self.answered_how, self.answered_by = on, how, by


def share(act: Act, of: NotesOf, with_whom: str, held_on: date, words: str) -> MeetingNotes:
    """Keep notes as they are shared with whoever spoke."""
    notes = MeetingNotes(
        case_id=act.case.id,
        of=of,
        with_whom=with_whom,
        held_on=held_on,
        words=words,
        taken_by=act.actor.id,
        shared_at=act.at,
    )
    act.session.add(notes)
    act.session.flush()
    return notes


def notes_on(session: Session, case_id: UUID) -> list[MeetingNotes]:
    """All notes of a case, the last shared first."""
    wanted = select(MeetingNotes).where(MeetingNotes.case_id == case_id)
    return list(session.exec(wanted.order_by(col(MeetingNotes.shared_at).desc())))
