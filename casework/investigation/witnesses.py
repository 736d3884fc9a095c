"""Asking somebody who saw it to write what they saw, through a link of their own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlmodel import Session, col, select

from casework import journal
from casework.access import Actor, Permission
from casework.cases.gateway import Act, Command
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import Breach, NotFound, ProcedureBreach, WrongAnswer
from casework.investigation.models import WitnessAccount
from casework.journal import Event
from casework.people.credentials import TaskKind, TaskLink
from casework.people.models import Person
from casework.people.task_links import For, Secrets, is_open, links_of, make_link, unlock
from casework.text import Line, OptionalLine, OptionalProse, Prose, Words
from casework.working_days import local_day

MOST_LETTERS = 50_000
Telling = Annotated[Words, StringConstraints(min_length=1, max_length=MOST_LETTERS)]


class WitnessAsked(Event):
    link_id: UUID
    person_id: UUID | None

    def sentence(self) -> str:
        return "asked a witness to write what they saw, through a link of their own"


class WitnessLinkRevoked(Event):
    link_id: UUID

    def sentence(self) -> str:
        return "revoked the link of a witness"


class WitnessWrote(Event):
    link_id: UUID
    account_id: UUID
    letters: int
    signed: bool = False

    def sentence(self) -> str:
        if self.signed:
            return "signed a statement of what they saw, through a link of their own"
        return "wrote what they saw, through a link of their own"


class AskWitness(Command):
    """Ask somebody to write what they saw. The link and its code are shown once, to the asker."""

    permission: ClassVar[Permission] = Permission.ADD_EVIDENCE

    person_id: UUID | None = Field(default=None, title="the member of staff")
    name: Line | None = Field(default=None, title="the name of somebody else")
    asked: Prose = Field(title="what you ask them")
    opened_by: Secrets

    def perform(self, act: Act) -> WitnessAsked:
        _require_open(act)
        if (self.person_id is None) == (self.name is None):
            says = "Choose a member of staff, or enter the name of somebody else"
            raise WrongAnswer({"person_id": says})
        made_for = For(TaskKind.ACCOUNT_OF_EVENTS, self._called(act), self.asked, self.person_id)
        make_link(act.session, act.case.id, made_for, self.opened_by, act.actor.id, act.at)
        return WitnessAsked(link_id=self.opened_by.link_id, person_id=self.person_id)

    def _called(self, act: Act) -> str:
        if self.person_id is None:
            return self.name or ""
        if self.person_id == act.case.employee_id:
            says = "The employee is heard in an investigation meeting, not as a witness"
            raise WrongAnswer({"person_id": says})
        person = act.session.get(Person, self.person_id)
        if person is None:
            raise WrongAnswer({"person_id": "Choose somebody from the list"})
        return person.name


class RevokeWitnessLink(Command):
    """End the link of a witness who has not used it."""

    permission: ClassVar[Permission] = Permission.ADD_EVIDENCE

    link_id: UUID = Field(title="the link")

    def perform(self, act: Act) -> WitnessLinkRevoked:
        link = act.session.get(TaskLink, self.link_id, with_for_update=True)
        ours = link and link.case_id == act.case.id and link.kind is TaskKind.ACCOUNT_OF_EVENTS
        if link is None or not ours:
            raise NotFound
        if link.used_at or link.revoked_at:
            raise WrongAnswer({"link_id": "This link was used or revoked before"})
        link.revoked_at = act.at
        return WitnessLinkRevoked(link_id=link.id)


def _require_open(act: Act) -> None:
    if act.case.stage is Stage.CLOSED:
        raise ProcedureBreach(Breach("G-STAGE", "HOUSE", "The case is closed"))


class WitnessWords(BaseModel):
    """What a witness writes."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    words: Telling = Field(title="what you saw")
    role: OptionalLine = Field(default=None, title="who you are")
    is_true: bool = Field(default=False, title="whether it is true")
    signed_as: OptionalLine = Field(default=None, title="your full name")
    fears: OptionalProse = Field(default=None, title="why you ask not to be named")

    def require_whole(self) -> None:
        """Refuse a signature without the declaration, and the declaration without a signature.

        Raises:
            WrongAnswer: at the half that is missing.
        """
        if self.is_true and self.signed_as is None:
            raise WrongAnswer({"signed_as": "Enter your full name to sign"})
        if self.signed_as is not None and not self.is_true:
            raise WrongAnswer({"is_true": "Tick that it is true, or leave the signature empty"})

    def give(self, session: Session, token: str, code: str, at: datetime) -> WitnessAccount:
        """Keep it, once. The one change of a case that needs no part in it: the link is the part.

        Raises:
            NotFound: the link opens nothing, or no longer; the case is closed.
            SignInRefused: the code is wrong. It counts only if the caller's transaction commits.
        """
        self.require_whole()
        link = unlock(session, token, code, at)
        locked = {"key_share": True}
        case = session.get_one(Case, link.case_id, with_for_update=locked, populate_existing=True)
        if case.stage is Stage.CLOSED:
            raise NotFound
        told = WitnessAccount(
            case_id=case.id,
            link_id=link.id,
            name=link.name,
            given_at=at,
            signed_on=local_day(at) if self.signed_as else None,
            **self.model_dump(exclude={"is_true"}),
        )
        session.add(told)
        link.used_at = at
        session.flush()
        event = WitnessWrote(
            link_id=link.id, account_id=told.id, letters=len(self.words), signed=told.is_signed
        )
        witness = Actor(link.person_id or link.id, f"{link.name} (witness)")
        journal.append(session, case.id, witness, event, at)
        return told


@dataclass(frozen=True)
class Asked:
    """One link: whom it was for, how it stands, and what came of it."""

    link: TaskLink
    account: WitnessAccount | None
    state: str
    open: bool


def witnesses_of(session: Session, case_id: UUID, at: datetime) -> list[Asked]:
    """Everybody who was asked, and what they wrote, the last asked first."""
    written = select(WitnessAccount).where(WitnessAccount.case_id == case_id)
    accounts = {each.link_id: each for each in session.exec(written) if each.link_id}
    return [
        Asked(each, accounts.get(each.id), _state(each, at), is_open(each, at))
        for each in links_of(session, case_id)
    ]


def _state(link: TaskLink, at: datetime) -> str:
    if link.used_at:
        return "Has written"
    if link.revoked_at:
        return "Revoked"
    if is_open(link, at):
        return "Asked, not used yet"
    return "Ended: too many wrong codes" if link.expires_at > at else "Ended after seven days"


def accounts_on(session: Session, case_id: UUID) -> list[WitnessAccount]:
    """What witnesses wrote, in the order in which it came."""
    written = select(WitnessAccount).where(WitnessAccount.case_id == case_id)
    return list(session.exec(written.order_by(col(WitnessAccount.given_at))))
