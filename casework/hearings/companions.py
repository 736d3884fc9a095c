"""The companion: chosen by the employee, changed until the hearing starts, never refused."""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.cases.received import Received, Themselves
from casework.errors import WrongAnswer
from casework.hearings.arrangements import Companion
from casework.hearings.models import CompanionCategory
from casework.hearings.queries import hearing_of, to_come
from casework.hearings.rules import COMPANION_RULES, CompanionFacts
from casework.journal import Event
from casework.procedure import require
from casework.text import Line, OptionalLine, Prose


class CompanionNamed(Event):
    category: CompanionCategory
    changed: bool

    def sentence(self) -> str:
        what = "changed" if self.changed else "recorded"
        return f"{what} the employee’s companion: {self.category.label.lower()}"


class CompanionWithdrawn(Event):
    companion_id: UUID

    def sentence(self) -> str:
        return "recorded that the employee’s companion withdrew"


class _Choice(BaseModel):
    """Anybody in one of the three categories. Nothing here can be used to refuse them."""

    name: Line = Field(title="the companion’s name")
    category: CompanionCategory = Field(title="who the companion is")
    contact: OptionalLine = Field(default=None, title="how to reach the companion")

    def keep(self, act: Act, given: dict[str, Any]) -> CompanionNamed:
        hearing = hearing_of(act.session, act.case.id)
        facts = CompanionFacts(
            in_a_category=self.category is not CompanionCategory.NOBODY,
            held=hearing is not None and hearing.held_at is not None,
        )
        require(COMPANION_RULES, facts)
        to_come(act)
        before = companion_of(act.session, act.case.id)
        chosen = self.model_dump(include={"name", "category", "contact"})
        act.session.add(Companion(**given, **chosen))
        return CompanionNamed(category=self.category, changed=before is not None)


class NameCompanion(_Choice, Received, Command):
    """Record whom the employee chose to accompany them (ERA 1999 s.10; Acas Code paras 14, 15).

    The choice may be changed until the hearing starts.
    """

    permission: ClassVar[Permission] = Permission.RECORD_ANSWER

    def perform(self, act: Act) -> CompanionNamed:
        return self.keep(act, self.given(act))


class NameMyCompanion(_Choice, Themselves, Command):
    """Say who accompanies you (ERA 1999 s.10). You may change it until the hearing starts."""

    permission: ClassVar[Permission] = Permission.ANSWER

    def perform(self, act: Act) -> CompanionNamed:
        return self.keep(act, self.given(act))


class RecordCompanionWithdrawn(Command):
    """Record that the companion cannot or will not come after all, also on the day itself.

    The employee may name another, or ask to move the hearing (Acas Code para 16).
    """

    permission: ClassVar[Permission] = Permission.RECORD_HEARING

    why: Prose = Field(title="what the companion said")

    def perform(self, act: Act) -> CompanionWithdrawn:
        to_come(act)
        companion = companion_of(act.session, act.case.id)
        if companion is None:
            raise WrongAnswer({"why": "No companion is recorded for this hearing"})
        companion.withdrew_on, companion.withdrew_why = act.today, self.why
        return CompanionWithdrawn(companion_id=companion.id)


def companion_of(session: Session, case_id: UUID) -> Companion | None:
    """Who accompanies the employee as it stands: the last one named who did not withdraw."""
    named = companions_of(session, case_id)
    return named[0] if named and named[0].withdrew_on is None else None


def companions_of(session: Session, case_id: UUID) -> list[Companion]:
    """Every companion ever named, the last first."""
    wanted = select(Companion).where(Companion.case_id == case_id)
    return list(session.exec(wanted.order_by(col(Companion.recorded_at).desc())))
