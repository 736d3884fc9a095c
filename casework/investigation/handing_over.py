"""Somebody with a part leaves in the middle of a case: another takes it over, and is told."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import col, select

from casework.access import Permission, Role
from casework.cases.appointing import appoint, holder
from casework.cases.gateway import Act, Command
from casework.cases.models import Deadline
from casework.cases.stages import Stage
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.investigation.queries import terms_of
from casework.journal import Event
from casework.text import Prose

HANDED_OVER = (Role.CASE_MANAGER, Role.INVESTIGATING_OFFICER, Role.HEARING_MANAGER)
# Until when each part has work to hand over.
UNTIL = {Role.INVESTIGATING_OFFICER: {Stage.INVESTIGATION}, Role.HEARING_MANAGER: {Stage.HEARING}}


class HandedOver(Event):
    role: Role
    from_id: UUID
    to_id: UUID
    deadlines: int
    reason: str
    stands: str

    def sentence(self) -> str:
        return f"handed the part of the {self.role.label.lower()} over to somebody else"


class HandOver(Command):
    """Hand a part over when whoever holds it leaves or cannot go on.

    The same rules of independence apply to whoever takes it over. What is due becomes theirs.
    """

    permission: ClassVar[Permission] = Permission.APPOINT

    role: Role = Field(title="the part that is handed over")
    person_id: UUID = Field(title="who takes it over")
    reason: Prose = Field(title="why it is handed over")
    stands: Prose = Field(title="where things stand, and what is still to be done")

    def perform(self, act: Act) -> HandedOver:
        before = self._before(act)
        passed = self._pass_on(act, before)
        appoint(act, self.person_id, self.role)
        if self.role is Role.INVESTIGATING_OFFICER and (
            terms := terms_of(act.session, act.case.id)
        ):
            terms.officer_id = self.person_id
        return HandedOver(
            role=self.role,
            from_id=before,
            to_id=self.person_id,
            deadlines=passed,
            reason=self.reason,
            stands=self.stands,
        )

    def _before(self, act: Act) -> UUID:
        if self.role not in HANDED_OVER:
            raise WrongAnswer({"role": "Choose a part that can be handed over"})
        if act.case.stage not in UNTIL.get(self.role, set(Stage) - {Stage.CLOSED}):
            says = f"There is nothing to hand over for the {self.role.label.lower()} at this stage"
            raise ProcedureBreach(Breach("G-HAND-1", "HOUSE", says))
        before = holder(act.session, act.case.id, self.role)
        if before is None or before == self.person_id:
            says = "Choose somebody who does not hold the part now; somebody has to hold it"
            raise WrongAnswer({"person_id": says})
        return before

    def _pass_on(self, act: Act, before: UUID) -> int:
        """Whatever was due from them is due from whoever comes after."""
        due = select(Deadline).where(
            Deadline.case_id == act.case.id,
            Deadline.owner_id == before,
            col(Deadline.met_at).is_(None),
        )
        found = act.session.exec(due).all()
        for each in found:
            each.owner_id = self.person_id
        return len(found)
