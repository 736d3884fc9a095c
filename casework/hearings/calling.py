"""Witnesses called to the hearing by either side, and whether in time (Acas Code para 12)."""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from casework.access import Permission
from casework.cases.deadlines import due_before
from casework.cases.gateway import Act, Command
from casework.cases.received import Received, Themselves
from casework.hearings.arrangements import CalledWitness, Side
from casework.hearings.queries import to_come
from casework.journal import Event
from casework.text import Line
from casework.working_days import local_day


class WitnessCalled(Event):
    side: Side
    in_time: bool

    def sentence(self) -> str:
        late = "" if self.in_time else ", after the day they were due to be named"
        return f"recorded that {self.side.label.lower()} calls a witness{late}"


class _Called(BaseModel):
    name: Line = Field(title="the witness’s name")
    about: Line = Field(title="what they will speak about")

    def keep(self, act: Act, side: Side, given: dict[str, Any]) -> WitnessCalled:
        hearing = to_come(act)
        due = due_before(act, "employee_papers", local_day(hearing.starts_at)).due_on
        called = CalledWitness(
            **given,
            side=side,
            name=self.name,
            about=self.about,
            due_on=due,
            in_time=given["given_on"] <= due,
        )
        act.session.add(called)
        return WitnessCalled(side=side, in_time=called.in_time)


class CallWitness(_Called, Received, Command):
    """Record a witness that one side calls to the hearing (Acas Code para 12).

    One named late is recorded as late. The hearing manager decides whether to hear them.
    """

    permission: ClassVar[Permission] = Permission.RECORD_ANSWER

    side: Side = Field(title="who calls them")

    def perform(self, act: Act) -> WitnessCalled:
        return self.keep(act, self.side, self.given(act))


class CallMyWitness(_Called, Themselves, Command):
    """Name a witness you call to the hearing (Acas Code para 12)."""

    permission: ClassVar[Permission] = Permission.ANSWER

    def perform(self, act: Act) -> WitnessCalled:
        return self.keep(act, Side.EMPLOYEE, self.given(act))


def called_to(session: Session, case_id: UUID) -> list[CalledWitness]:
    """Everybody either side calls, in the order in which they were named."""
    wanted = select(CalledWitness).where(CalledWitness.case_id == case_id)
    return list(session.exec(wanted.order_by(col(CalledWitness.recorded_at))))
