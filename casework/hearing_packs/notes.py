"""What a reader notes beside the pages of a pack, for themselves.

A note is no part of the record of the case: it is in no pack, no journal and no export of the case,
nobody but its writer sees it (row-level security says so too), and it is deleted when the copy is
called back or given back, or weeded once the case is closed and nothing holds it any more.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, func
from sqlmodel import Field, Session, col, select

from casework.cases.models import PartOfCase
from casework.database import utc_timestamp
from casework.errors import NotFound, WrongAnswer
from casework.hearing_packs.models import HearingPack
from casework.people.duplicates import same_person
from casework.text import storable

LONGEST, MOST = 4_000, 500


class PackNote(PartOfCase, table=True):
    """One note on one page, by the number that is printed on it."""

    __tablename__ = "pack_notes"
    __table_args__ = (CheckConstraint("page > 0", name="a_note_is_on_a_page"),)

    pack_id: UUID = Field(foreign_key="hearing_packs.id", index=True)
    page: int
    words: str
    written_by: UUID = Field(foreign_key="people.id")
    written_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


def notes_of(session: Session, pack: HearingPack, person_id: UUID) -> list[PackNote]:
    """A reader's own notes, in the order of the pages."""
    wanted = select(PackNote).where(
        PackNote.pack_id == pack.id,
        col(PackNote.written_by).in_(same_person(session, person_id)),
    )
    return list(session.exec(wanted.order_by(col(PackNote.page), col(PackNote.written_at))))


def write_note(
    session: Session, pack: HearingPack, person_id: UUID, page: int, words: str, at: datetime
) -> PackNote:
    """Keep a note. Raises WrongAnswer: there is nothing in it, or too much."""
    told = words.strip()
    if not told:
        raise WrongAnswer({"words": "Write a note first"})
    if len(told) > LONGEST or not storable(told):
        raise WrongAnswer({"words": f"A note has at most {LONGEST} letters"})
    if not pack.first_page <= page <= pack.last_page:
        raise WrongAnswer({"page": "The pack has no such page"})
    if len(notes_of(session, pack, person_id)) >= MOST:
        raise WrongAnswer({"words": f"Only {MOST} notes are kept. Remove one first"})
    note = PackNote(
        case_id=pack.case_id,
        pack_id=pack.id,
        page=page,
        words=told,
        written_by=person_id,
        written_at=at,
    )
    session.add(note)
    session.flush()
    return note


def remove_note(session: Session, pack: HearingPack, person_id: UUID, note_id: UUID) -> None:
    """Delete one of the reader's own notes. Raises NotFound: it is none of theirs."""
    theirs = {each.id: each for each in notes_of(session, pack, person_id)}
    if note_id not in theirs:
        raise NotFound
    session.delete(theirs[note_id])
    session.flush()


def forget_notes(session: Session, pack_id: UUID, person_id: UUID) -> None:
    """Delete all notes of a reader whose copy was closed, without anybody seeing them."""
    session.execute(select(func.forget_pack_notes(pack_id, person_id)))
