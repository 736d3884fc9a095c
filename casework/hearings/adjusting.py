"""Adjustments: asked for by the employee, decided with reasons (Equality Act 2010 s.20)."""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.cases.received import Received, Themselves
from casework.errors import WrongAnswer
from casework.hearings.arrangements import Adjustment, Agreed
from casework.hearings.queries import to_come
from casework.journal import Event
from casework.text import Prose


class AdjustmentAsked(Event):
    adjustment_id: UUID

    def sentence(self) -> str:
        return "recorded that the employee asks for an adjustment"


class AdjustmentDecided(Event):
    adjustment_id: UUID
    decision: Agreed

    def sentence(self) -> str:
        return f"decided on an adjustment: {self.decision.label.lower()}"


class _Need(BaseModel):
    """What is needed; no diagnosis has to be given for it."""

    needed: Prose = Field(title="what is needed")

    def keep(self, act: Act, given: dict[str, Any]) -> AdjustmentAsked:
        to_come(act)
        asked = Adjustment(**given, needed=self.needed)
        act.session.add(asked)
        act.session.flush()
        return AdjustmentAsked(adjustment_id=asked.id)


class AskAdjustment(_Need, Received, Command):
    """Record an adjustment that the employee asks for (Equality Act 2010 s.20)."""

    permission: ClassVar[Permission] = Permission.RECORD_ANSWER

    def perform(self, act: Act) -> AdjustmentAsked:
        return self.keep(act, self.given(act))


class AskMyAdjustment(_Need, Themselves, Command):
    """Ask for an adjustment to the hearing (Equality Act 2010 s.20)."""

    permission: ClassVar[Permission] = Permission.ANSWER

    def perform(self, act: Act) -> AdjustmentAsked:
        return self.keep(act, self.given(act))


class DecideAdjustment(Command):
    """Decide on an adjustment, with reasons that the employee reads (Equality Act 2010 s.20)."""

    permission: ClassVar[Permission] = Permission.RECORD_HEARING

    adjustment_id: UUID = Field(title="the adjustment")
    decision: Agreed = Field(title="the decision")
    reasons: Prose = Field(title="what will be done, or why not")

    def perform(self, act: Act) -> AdjustmentDecided:
        asked = on_case(act, Adjustment, self.adjustment_id)
        if asked.decision is not None:
            raise WrongAnswer({"adjustment_id": "This was decided before"})
        asked.decision, asked.reasons = self.decision, self.reasons
        asked.decided_by, asked.decided_at = act.actor.id, act.at
        return AdjustmentDecided(adjustment_id=asked.id, decision=self.decision)


def adjustments_on(session: Session, case_id: UUID) -> list[Adjustment]:
    """Every adjustment asked for, in the order in which it was."""
    wanted = select(Adjustment).where(Adjustment.case_id == case_id)
    return list(session.exec(wanted.order_by(col(Adjustment.recorded_at))))
