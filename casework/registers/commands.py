"""Asking for an entry, deciding on it, saying what a register covers, acknowledging a policy."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.errors import NotFound, NotPermitted, OutOfDate, WrongAnswer
from casework.journal import Event
from casework.people.duplicates import same_person
from casework.people.queries import known
from casework.policies.queries import version_named
from casework.registers.deciding import may_decide
from casework.registers.kinds import Register
from casework.registers.models import PolicyAcknowledgement, RegisterCoverage, RegisterEntry
from casework.text import Day, Line, OptionalDay, OptionalProse
from casework.working_days import local_day

FUTURE = "Enter a day that is not in the future"


class EntryAsked(Event):
    entry_id: UUID
    clause: Register

    def sentence(self) -> str:
        return f"entered a request in the register {self.clause.label}"


class EntryDecided(Event):
    entry_id: UUID
    clause: Register
    granted: bool

    def sentence(self) -> str:
        decided = "granted" if self.granted else "refused"
        return f"{decided} a request in the register {self.clause.label}"


class CoverageSaid(Event):
    clause: Register
    covers_from: date

    def sentence(self) -> str:
        since = f"{self.covers_from:%-d %B %Y}"
        return f"recorded that the register {self.clause.label} is complete from {since}"


class PolicyAcknowledged(Event):
    version_id: UUID
    person_id: UUID

    def sentence(self) -> str:
        return "recorded that a version of a policy was acknowledged"


class _OfRegisters(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class AskEntry(_OfRegisters):
    """Ask for permission, or tell what has to be told, oneself or HR for somebody."""

    kind: Register = Field(title="the register")
    what: Line = Field(title="what is asked or told")
    details: OptionalProse = Field(default=None, title="the details")
    asked_on: OptionalDay = Field(default=None, title="the day it was asked")
    person_id: UUID | None = Field(default=None, title="the member of staff")

    def perform(self, session: Session, actor: Actor, at: datetime) -> RegisterEntry:
        """Keep the request until somebody decides.

        Raises:
            NotPermitted: it is for somebody else, and the actor does not keep the registers.
            WrongAnswer: it was asked in the future.
        """
        person = self.person_id or actor.id
        if person not in same_person(session, actor.id):
            require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
            known(session, person)
        today = local_day(at)
        if self.asked_on and self.asked_on > today:
            raise WrongAnswer({"asked_on": FUTURE})
        entry = RegisterEntry(
            person_id=person,
            kind=self.kind,
            what=self.what,
            details=self.details,
            asked_on=self.asked_on or today,
            recorded_by=actor.id,
            recorded_at=at,
        )
        session.add(entry)
        session.flush()
        event = EntryAsked(entry_id=entry.id, clause=self.kind)
        journal.append(session, None, actor, event, at)
        return entry


class DecideEntry(_OfRegisters):
    """Grant or refuse what was asked, or take note of what was told, once and with dates."""

    granted: bool = Field(title="whether it is granted")
    valid_from: OptionalDay = Field(default=None, title="the day it counts from")
    valid_until: OptionalDay = Field(default=None, title="the last day it counts")
    reasons: OptionalProse = Field(default=None, title="the reasons")

    def perform(self, session: Session, actor: Actor, entry_id: UUID, at: datetime) -> EntryDecided:
        """Record the decision.

        Raises:
            NotFound: there is no such entry for this actor.
            NotPermitted: somebody else decides on it.
            OutOfDate: it has been decided.
            WrongAnswer: it is refused without a reason, or its days are the wrong way round.
        """
        locked = select(RegisterEntry).where(RegisterEntry.id == entry_id).with_for_update()
        entry = session.exec(locked).first()
        if entry is None:
            raise NotFound
        if not may_decide(session, actor, entry.person_id, Register(entry.kind)):
            raise NotPermitted(TrustPermission.DECIDE_ENTRIES)
        if entry.granted is not None:
            raise OutOfDate("This has been decided already", {"by": entry.decided_by or ""})
        today = local_day(at)
        begins = self.valid_from or today
        self._require_answers(begins)
        entry.granted, entry.decided_on, entry.decided_by = self.granted, today, actor.name
        entry.reasons = self.reasons
        if self.granted:
            entry.valid_from, entry.valid_until = begins, self.valid_until
        event = EntryDecided(entry_id=entry.id, clause=Register(entry.kind), granted=self.granted)
        journal.append(session, None, actor, event, at)
        return event

    def _require_answers(self, begins: date) -> None:
        wrong = {}
        if not self.granted and self.reasons is None:
            wrong["reasons"] = "Say why it is refused"
        if self.valid_until and self.valid_until < begins:
            wrong["valid_until"] = "Enter a day after the first"
        if wrong:
            raise WrongAnswer(wrong)


class SayCoverage(_OfRegisters):
    """Say from which day a register is complete, so that finding nothing says something."""

    permission: ClassVar = TrustPermission.KEEP_REGISTERS

    kind: Register = Field(title="the register")
    covers_from: Day = Field(title="the day it is complete from")

    def perform(self, session: Session, actor: Actor, at: datetime) -> CoverageSaid:
        """Record the day.

        Raises:
            NotPermitted: the actor does not keep the registers.
            WrongAnswer: the day is in the future.
        """
        require_in_trust(actor, self.permission)
        if self.covers_from > local_day(at):
            raise WrongAnswer({"covers_from": FUTURE})
        session.merge(
            RegisterCoverage(
                kind=self.kind, covers_from=self.covers_from, said_by=actor.name, said_at=at
            )
        )
        event = CoverageSaid(clause=self.kind, covers_from=self.covers_from)
        journal.append(session, None, actor, event, at)
        return event


class AcknowledgePolicy(_OfRegisters):
    """Say that one has read a version of a policy; HR records it for somebody who cannot."""

    version_id: UUID = Field(title="the version of the policy")
    acknowledged_on: OptionalDay = Field(default=None, title="the day it was read")
    person_id: UUID | None = Field(default=None, title="the member of staff")

    def perform(self, session: Session, actor: Actor, at: datetime) -> PolicyAcknowledged:
        """Record it once; saying it again changes nothing.

        Raises:
            NotFound: there is no such version, or no such person.
            NotPermitted: it is for somebody else, and the actor does not keep the registers.
            WrongAnswer: the day is in the future.
        """
        person = self.person_id or actor.id
        if person not in same_person(session, actor.id):
            require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
            known(session, person)
        version = version_named(session, self.version_id)
        day = self.acknowledged_on or local_day(at)
        if day > local_day(at):
            raise WrongAnswer({"acknowledged_on": FUTURE})
        event = PolicyAcknowledged(version_id=version.id, person_id=person)
        if acknowledged(session, person, version.id) is None:
            session.add(
                PolicyAcknowledgement(
                    person_id=person,
                    version_id=version.id,
                    acknowledged_on=day,
                    recorded_by=actor.id,
                    recorded_at=at,
                )
            )
            journal.append(session, None, actor, event, at)
        return event


def acknowledged(
    session: Session, person_id: UUID, version_id: UUID
) -> PolicyAcknowledgement | None:
    """Whether somebody has said that they read a version."""
    wanted = select(PolicyAcknowledgement).where(
        PolicyAcknowledgement.person_id == person_id,
        PolicyAcknowledgement.version_id == version_id,
    )
    return session.exec(wanted).first()
