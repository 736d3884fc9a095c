"""The plan of an investigation: what is looked at, whom it could help, and what it came to."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, col, func, select

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.cases.stages import Stage
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.investigation.inquiry import LooksFor, PlannedStep
from casework.journal import Event
from casework.text import Day, Line, Prose


class StepPlanned(Event):
    number: int
    due_on: date

    def sentence(self) -> str:
        return f"planned step {self.number} of the investigation, by {self.due_on:%-d %B %Y}"


class StepDone(Event):
    number: int

    def sentence(self) -> str:
        return f"recorded what step {self.number} of the investigation came to"


class PlanStep(Command):
    """Plan a step of the investigation, for or against the employee alike (A v B)."""

    permission: ClassVar[Permission] = Permission.INVESTIGATE

    says: Line = Field(title="what is to be done")
    looks_for: LooksFor = Field(title="whom it could help")
    due_on: Day = Field(title="the day it is due")

    def perform(self, act: Act) -> StepPlanned:
        if act.case.stage is not Stage.INVESTIGATION:
            says = "The plan is made while the investigation is under way"
            raise ProcedureBreach(Breach("G-INV-4", "GUIDE-INV", says))
        if self.due_on < act.today:
            raise WrongAnswer({"due_on": "Enter today or a later day"})
        last = select(func.max(PlannedStep.number)).where(PlannedStep.case_id == act.case.id)
        step = PlannedStep(
            case_id=act.case.id,
            number=(act.session.exec(last).one() or 0) + 1,
            planned_by=act.actor.id,
            planned_at=act.at,
            **self.model_dump(),
        )
        act.session.add(step)
        return StepPlanned(number=step.number, due_on=self.due_on)


class FinishStep(Command):
    """Record what a step came to, also when it came to nothing."""

    permission: ClassVar[Permission] = Permission.INVESTIGATE

    step_id: UUID = Field(title="the step")
    came_to: Prose = Field(title="what it came to")

    def perform(self, act: Act) -> StepDone:
        step = on_case(act, PlannedStep, self.step_id)
        if step.done_on is not None:
            raise WrongAnswer({"step_id": "What this step came to is recorded already"})
        step.done_on, step.came_to = act.today, self.came_to
        return StepDone(number=step.number)


def plan_of(session: Session, case_id: UUID) -> list[PlannedStep]:
    """Every step, in order."""
    wanted = select(PlannedStep).where(PlannedStep.case_id == case_id)
    return list(session.exec(wanted.order_by(col(PlannedStep.number))))
