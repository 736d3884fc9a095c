"""The append-only record of every act. A trigger refuses UPDATE, DELETE and TRUNCATE.

Each case has its own chain, and the trust has one for what belongs to no case: every entry carries
the SHA-256 of the one before it, so a changed or missing entry shows when the chain is checked.
"""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Session, SQLModel, col, select

from casework.access import Actor
from casework.database import utc_timestamp

FIRST = "0" * 64


class Event(BaseModel):
    """Something that happened. Subclasses say it in one sentence, naming roles and references."""

    model_config = ConfigDict(frozen=True)

    def sentence(self) -> str:
        raise NotImplementedError


class JournalEntry(SQLModel, table=True):
    """One act: who, when, what kind, its facts, and its sentence as said at the time."""

    __tablename__ = "journal"
    __table_args__ = (UniqueConstraint("case_id", "number", postgresql_nulls_not_distinct=True),)

    id: int | None = Field(default=None, primary_key=True)
    case_id: UUID | None = Field(default=None, foreign_key="cases.id")
    number: int
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    actor_id: UUID
    actor_name: str
    kind: str
    sentence: str
    facts: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    previous: str
    hash: str


def sealed(entry: JournalEntry) -> str:
    """The SHA-256 an entry must carry: over the previous hash and its own canonical JSON."""
    told = {
        "case": str(entry.case_id) if entry.case_id else None,
        "number": entry.number,
        "at": entry.at.timestamp().hex(),
        "actor": [str(entry.actor_id), entry.actor_name],
        "kind": entry.kind,
        "sentence": entry.sentence,
        "facts": entry.facts,
    }
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(f"{entry.previous}{canonical}".encode()).hexdigest()


def append(
    session: Session, case_id: UUID | None, actor: Actor, event: Event, at: datetime
) -> JournalEntry:
    """Add the next entry of a chain. For a case, the caller holds the case's lock."""
    if case_id is None:
        session.execute(text("SELECT pg_advisory_xact_lock(hashtext('casework.journal'))"))
    last = _last(session, case_id)
    entry = JournalEntry(
        case_id=case_id,
        number=last.number + 1 if last else 1,
        at=at,
        actor_id=actor.id,
        actor_name=actor.name,
        kind=type(event).__name__,
        sentence=event.sentence(),
        facts=event.model_dump(mode="json"),
        previous=last.hash if last else FIRST,
        hash="",
    )
    entry.hash = sealed(entry)
    session.add(entry)
    session.flush()  # the next entry of this transaction must see this one as its last
    return entry


def _chain(case_id: UUID | None) -> Any:
    column = col(JournalEntry.case_id)
    return column.is_(None) if case_id is None else column == case_id


def _last(session: Session, case_id: UUID | None) -> JournalEntry | None:
    newest = select(JournalEntry).where(_chain(case_id)).order_by(col(JournalEntry.number).desc())
    return session.exec(newest.limit(1)).first()


def entries(
    session: Session, case_id: UUID | None, most: int | None = None, before: int | None = None
) -> list[JournalEntry]:
    """The newest entries of one chain first, or those older than the number `before`."""
    newest = select(JournalEntry).where(_chain(case_id)).order_by(col(JournalEntry.number).desc())
    if before is not None:
        newest = newest.where(col(JournalEntry.number) < before)
    return list(session.exec(newest.limit(most)))


def entry(session: Session, case_id: UUID, number: int) -> JournalEntry | None:
    """One entry by its number in the chain of its case."""
    wanted = select(JournalEntry).where(_chain(case_id), JournalEntry.number == number)
    return session.exec(wanted).first()


def count(session: Session, case_id: UUID) -> int:
    counted = select(func.count()).select_from(JournalEntry).where(_chain(case_id))
    return session.exec(counted).one()


def altered(session: Session) -> list[str]:
    """Every place where a chain no longer holds, as a sentence; empty when all are sound."""
    said: list[str] = []
    previous: JournalEntry | None = None
    in_order = select(JournalEntry).order_by(col(JournalEntry.case_id), col(JournalEntry.number))
    for each in session.exec(in_order.execution_options(yield_per=500)):
        follows = previous is not None and previous.case_id == each.case_id
        number, before = (
            (previous.number + 1, previous.hash) if follows and previous else (1, FIRST)
        )
        if each.number != number:
            said.append(f"Entry {number} of chain {each.case_id or 'trust'} is missing")
        elif each.previous != before or sealed(each) != each.hash:
            said.append(f"Entry {each.number} of chain {each.case_id or 'trust'} was altered")
        previous = each
    return said
