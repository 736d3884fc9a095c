"""Sealing a case: from then on only those named see it, whatever part others hold."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, col, delete, select

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.cases.independence import NamedReader
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.journal import Event
from casework.people.queries import known
from casework.text import Prose


class CaseSealed(Event):
    people: list[UUID]
    reason: str

    def sentence(self) -> str:
        return f"sealed the case: {len(self.people)} named people see it, and nobody else"


class CaseUnsealed(Event):
    reason: str

    def sentence(self) -> str:
        return "lifted the seal: everybody with a part sees the case again"


class SealCase(Command):
    """Let only named people see the case. Whoever seals it is always among them."""

    permission: ClassVar[Permission] = Permission.SEAL

    people: list[UUID] = Field(default=[], title="who may still see it")
    reason: Prose = Field(title="why it is sealed")

    def perform(self, act: Act) -> CaseSealed:
        named = sorted({*self.people, act.actor.id})
        if act.case.employee_id in named:
            raise WrongAnswer({"people": "The employee cannot be named here"})
        for person_id in named:
            known(act.session, person_id)
        _forget(act)
        for each in named:
            _name(act, each)
        act.case.sealed_at = act.at
        return CaseSealed(people=named, reason=self.reason)


class UnsealCase(Command):
    """Lift the seal of a case."""

    permission: ClassVar[Permission] = Permission.SEAL

    reason: Prose = Field(title="why it need not be sealed any more")

    def perform(self, act: Act) -> CaseUnsealed:
        if act.case.sealed_at is None:
            raise ProcedureBreach(Breach("G-SEAL", "HOUSE", "The case is not sealed"))
        _forget(act)
        act.case.sealed_at = None
        return CaseUnsealed(reason=self.reason)


def let_in(act: Act, person_id: UUID) -> None:
    """Somebody comes to manage a case: if it is sealed, they are among those named from now on."""
    if act.case.sealed_at and person_id not in named_readers(act.session, act.case.id):
        _name(act, person_id)
        act.session.flush()


def _name(act: Act, person_id: UUID) -> None:
    by, case_id = act.actor.id, act.case.id
    named = NamedReader(case_id=case_id, person_id=person_id, named_by=by, named_at=act.at)
    act.session.add(named)


def _forget(act: Act) -> None:
    act.session.execute(delete(NamedReader).where(col(NamedReader.case_id) == act.case.id))


def named_readers(session: Session, case_id: UUID) -> list[UUID]:
    """Who sees a sealed case."""
    return list(session.exec(select(NamedReader.person_id).where(NamedReader.case_id == case_id)))
