"""Somebody in the trust compared a provision with its instrument, and said so."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Asked
from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.database import utc_timestamp
from casework.errors import NotFound
from casework.journal import Event
from casework.law.provisions import PROVISIONS, Version
from casework.text import Prose


class LawConfirmation(SQLModel, table=True):
    """That one version of a provision was checked, by whom, and against what."""

    __tablename__ = "law_confirmations"
    __table_args__ = (UniqueConstraint("digest"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    key: str
    since: date
    digest: str
    checked_against: str
    confirmed_by: str
    confirmed_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class LawConfirmed(Event):
    key: str
    since: date
    checked_against: str

    def sentence(self) -> str:
        return f"confirmed “{PROVISIONS[self.key].title}” as it holds from {self.since:%-d %B %Y}"


class ConfirmLaw(BaseModel):
    """Say that a provision was compared with its instrument, and with which."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.MANAGE_TIMESCALES

    key: str
    since: date
    checked_against: Prose = Asked(title="what you compared it with")

    def perform(self, session: Session, actor: Actor, at: datetime) -> LawConfirmed:
        """Record the confirmation; a second one of the same words replaces the first.

        Raises:
            NotPermitted: the actor does not look after the trust's numbers.
            NotFound: there is no such provision, or no version of it from that day.
        """
        require_in_trust(actor, self.permission)
        version = version_of(self.key, self.since)
        kept = LawConfirmation(
            key=self.key,
            since=self.since,
            digest=version.digest,
            checked_against=self.checked_against,
            confirmed_by=actor.name,
            confirmed_at=at,
        )
        same = select(LawConfirmation).where(LawConfirmation.digest == version.digest)
        if before := session.exec(same).first():
            kept.id = before.id  # the journal keeps what it said before
        session.merge(kept)
        event = LawConfirmed(**self.model_dump())
        journal.append(session, None, actor, event, at)
        return event


def version_of(key: str, since: date) -> Version:
    """Raises NotFound when there is no such version."""
    found = PROVISIONS.get(key)
    for version in found.versions if found else ():
        if version.since == since:
            return version
    raise NotFound


def confirmations(session: Session) -> dict[str, LawConfirmation]:
    """What was confirmed, by the digest of the words it was confirmed for."""
    return {each.digest: each for each in session.exec(select(LawConfirmation))}
