"""What every letter of the trust says the same way: where to turn, who hears an appeal."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, text
from sqlmodel import Field, Session, SQLModel

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.database import utc_timestamp
from casework.database.words import Words
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.text import Prose


@dataclass(frozen=True)
class Particular:
    """One thing a letter needs from the trust, and how to write it."""

    key: str
    says: str
    hint: str


PARTICULARS: dict[str, Particular] = {
    each.key: each
    for each in (
        Particular("help_phone", "Help line for people who use Casework", "A phone number"),
        Particular("support", "Support for employees", "One a line, as “Name: how to reach them”"),
        Particular("adjustments", "Who arranges adjustments", "As “Name: how to reach them”"),
        Particular("privacy_notice", "Where the staff privacy notice is", "A web address"),
        Particular("appeal_to", "Who receives an appeal", "As “Name, role”"),
        Particular("appeal_how", "Where an appeal is sent", "An address or e-mail address"),
        Particular("kept_where", "Where a warning is kept", "One sentence"),
        Particular("records", "What is kept when there is no case to answer", "One sentence"),
        Particular("references", "What a reference says after dismissal", "One or two sentences"),
        Particular("referrals", "Referral duties after dismissal", "One or two sentences"),
    )
}


class KeptParticular(SQLModel, table=True):
    """A particular as the trust wrote it."""

    __tablename__ = "particulars"

    key: str = Field(primary_key=True)
    text: str
    changed_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    changed_by: str


class ParticularSet(Event):
    key: str
    text: str

    def sentence(self) -> str:
        return f"wrote “{PARTICULARS[self.key].says}”"


class SetParticular(BaseModel):
    """Write one of the trust's particulars. Letters already issued do not change."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.MANAGE_TIMESCALES

    key: str
    text: Prose = Field(title="the wording")

    def perform(self, session: Session, actor: Actor, at: datetime) -> ParticularSet:
        """Record the wording.

        Raises:
            NotPermitted: the actor does not look after the trust's settings.
            WrongAnswer: there is no such particular.
        """
        require_in_trust(actor, self.permission)
        if self.key not in PARTICULARS:
            raise WrongAnswer({"key": "Choose one of the listed particulars"})
        kept = KeptParticular(key=self.key, text=self.text, changed_at=at, changed_by=actor.name)
        session.merge(kept)
        event = ParticularSet(key=self.key, text=self.text)
        journal.append(session, None, actor, event, at)
        return event


_KEPT = Words(text("SELECT key, text FROM particulars"))


def particulars(session: Session) -> dict[str, str]:
    """Every particular by its key; blank where the trust has not written it yet."""
    session.flush()
    kept = {each[0]: each[1] for each in _KEPT.ask(session, {})}
    return {key: kept.get(key, "") for key in PARTICULARS}


def named_contacts(text: str) -> list[tuple[str, str]]:
    """Lines of “Name: how to reach them”, taken apart."""
    lines = (each.partition(":") for each in text.splitlines() if each.strip())
    return [(name.strip(), how.strip()) for name, _, how in lines]
