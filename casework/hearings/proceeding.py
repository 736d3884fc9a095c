"""The order of a hearing, ticked through as it goes, and what is said in mitigation."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, select

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.cases.stages import Stage
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.hearings.arrangements import StepHeard
from casework.hearings.models import Hearing
from casework.hearings.queries import hearing_of, to_come
from casework.hearings.steps import Proceeding
from casework.journal import Event
from casework.text import Prose


class StepsTicked(Event):
    done: list[Proceeding]

    def sentence(self) -> str:
        said = "; ".join(each.says[0].lower() + each.says[1:] for each in self.done)
        return f"ticked off at the hearing: {said}"


class MitigationRecorded(Event):
    letters: int

    def sentence(self) -> str:
        return "recorded what the employee said in mitigation"


class TickProceedings(Command):
    """Tick what has been done at the hearing, in its order (Acas Code para 12)."""

    permission: ClassVar[Permission] = Permission.RECORD_HEARING

    done: list[Proceeding] = Field(default=[], title="what has been done")

    def perform(self, act: Act) -> StepsTicked:
        hearing = to_come(act)
        if hearing.starts_at > act.at:
            raise WrongAnswer({"done": "The time of the hearing has not come yet"})
        before = steps_heard(act.session, hearing)
        new = [each for each in self.done if each not in before]
        if not new:
            raise WrongAnswer({"done": "Choose at least one step that is not ticked yet"})
        for each in new:
            act.session.add(
                StepHeard(
                    case_id=act.case.id,
                    hearing_at=hearing.starts_at,
                    step=each.value,
                    done_at=act.at,
                    done_by=act.actor.id,
                )
            )
        return StepsTicked(done=new)


class RecordMitigation(Command):
    """Record what the employee says in mitigation, before an outcome is decided."""

    permission: ClassVar[Permission] = Permission.RECORD_HEARING

    mitigation: Prose = Field(title="what was said in mitigation")

    def perform(self, act: Act) -> MitigationRecorded:
        hearing = hearing_of(act.session, act.case.id)
        if hearing is None or act.case.stage not in {Stage.HEARING, Stage.OUTCOME}:
            says = "Mitigation is heard at the hearing, before the outcome"
            raise ProcedureBreach(Breach("G-MIT-1", "ACAS-18", says))
        before = f"{hearing.mitigation}\n" if hearing.mitigation else ""
        hearing.mitigation = before + self.mitigation
        return MitigationRecorded(letters=len(self.mitigation))


def steps_heard(session: Session, hearing: Hearing) -> list[Proceeding]:
    """What was ticked at the hearing on its present day."""
    wanted = select(StepHeard.step).where(
        StepHeard.case_id == hearing.case_id, StepHeard.hearing_at == hearing.starts_at
    )
    done = set(session.exec(wanted))
    return [each for each in Proceeding if each.value in done]


def left_out(session: Session, case_id: UUID) -> list[Proceeding]:
    """What was not ticked; all of it while no hearing is notified."""
    hearing = hearing_of(session, case_id)
    done = steps_heard(session, hearing) if hearing else []
    return [each for each in Proceeding if each not in done]
