"""A trust's own words for the paragraphs of a letter, in versions that are only ever added."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Session, SQLModel, col, select

from casework.database import utc_timestamp


class LetterWording(SQLModel, table=True):
    """One version of the trust's own words for a kind of letter. Added, and never changed.

    A version without passages goes back to the standard words.
    """

    __tablename__ = "letter_wordings"
    __table_args__ = (
        UniqueConstraint("code", "version"),
        CheckConstraint("version > 0", name="a_wording_is_counted_from_one"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    code: str
    version: int
    passages: dict[str, str] = Field(sa_column=Column(JSONB, nullable=False))
    why: str
    written_by: str
    written_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


@dataclass(frozen=True)
class Wording:
    """The words a letter is printed with where they are not the standard ones, and whose."""

    passages: Mapping[str, str] = field(default_factory=dict)
    version: int = 0


STANDARD = Wording()
_words: ContextVar[Callable[[str], Wording]] = ContextVar("words", default=lambda _code: STANDARD)


def words_for(code: str) -> Wording:
    """What a letter of this kind is printed with at this moment."""
    return _words.get()(code)


@contextmanager
def worded_by(session: Session) -> Iterator[None]:
    """Meanwhile letters say what the trust put in words of its own."""
    before = _words.set(lambda code: wording_of(session, code))
    try:
        yield
    finally:
        _words.reset(before)


def wording_of(session: Session, code: str) -> Wording:
    """The words of the trust for a kind of letter as they are now."""
    return newest_of(versions(session, code))


def newest_of(ever: list[LetterWording]) -> Wording:
    """The words that count, of every version there was, the latest first."""
    own = next(iter(ever), None)
    return Wording(own.passages, own.version) if own else STANDARD


def versions(session: Session, code: str) -> list[LetterWording]:
    """Every version there was, the latest first."""
    wanted = select(LetterWording).where(LetterWording.code == code)
    return list(session.exec(wanted.order_by(col(LetterWording.version).desc())))


def every_version(session: Session) -> dict[str, list[LetterWording]]:
    """The same for every kind of letter that was ever reworded, by its code."""
    ever: dict[str, list[LetterWording]] = {}
    for each in session.exec(select(LetterWording).order_by(col(LetterWording.version).desc())):
        ever.setdefault(each.code, []).append(each)
    return ever
