"""Appointing people to a case."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from casework.access import Permission, Role
from casework.cases.appointing import appoint, end, end_all_parts, parts_taken, place
from casework.cases.closed import require_open
from casework.cases.gateway import Act, Command
from casework.cases.passing_on import pass_on
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.people.queries import known

APPOINTABLE = (
    Role.CASE_MANAGER,
    Role.DECISION_MAKER,
    Role.HEARING_MANAGER,
    Role.PANEL_MEMBER,
    Role.NOTE_TAKER,
    Role.COMPANION,
    Role.WITNESS,
    Role.SAFEGUARDING_LEAD,
    Role.LEGAL_ADVISER,
    Role.APPEAL_MANAGER,
    Role.APPEAL_PANEL_MEMBER,
)


ENDED_HERE = (
    Role.PANEL_MEMBER,
    Role.NOTE_TAKER,
    Role.DECISION_MAKER,
    Role.COMPANION,
    Role.WITNESS,
    Role.LEGAL_ADVISER,
    Role.APPEAL_PANEL_MEMBER,
)


class Appointed(Event):
    person_id: UUID
    role: Role

    def sentence(self) -> str:
        return f"appointed the {self.role.label.lower()}"


class AppointmentEnded(Event):
    role: Role

    def sentence(self) -> str:
        return f"ended the appointment of the {self.role.label.lower()}"


class EmployeeIdentified(Event):
    person_id: UUID

    def sentence(self) -> str:
        return "recorded which member of staff the case is about"


class IdentifyEmployee(Command):
    """Record which member of staff the case is about, when the report did not know.

    Whatever part they had in the case until now ends.
    """

    permission: ClassVar[Permission] = Permission.APPOINT

    person_id: UUID = Field(title="the member of staff")

    def perform(self, act: Act) -> EmployeeIdentified:
        if act.case.employee_id is not None:
            raise WrongAnswer({"person_id": "It is already recorded whom this case is about"})
        taken = parts_taken(act.session, act.case.id, self.person_id)
        if taken - {Role.TRIAGE}:
            names = ", ".join(sorted(each.label.lower() for each in taken))
            raise WrongAnswer({"person_id": f"They already have a part in this case: {names}"})
        known(act.session, self.person_id)
        end_all_parts(act, self.person_id)
        place(act, self.person_id, Role.EMPLOYEE)
        pass_on(act)
        act.case.employee_id = self.person_id
        return EmployeeIdentified(person_id=self.person_id)


class Appoint(Command):
    """Give somebody a part in the case (Acas Code para 6 and 27).

    The investigating officer is appointed when the investigation begins, with terms of reference.
    """

    permission: ClassVar[Permission] = Permission.APPOINT

    role: Role = Field(title="the part they will have")
    person_id: UUID = Field(title="the person")

    def perform(self, act: Act) -> Appointed:
        if self.role not in APPOINTABLE:
            raise WrongAnswer({"role": "Choose a part that can be given on this page"})
        require_open(act)
        appoint(act, self.person_id, self.role)
        return Appointed(person_id=self.person_id, role=self.role)


class EndAppointments(Command):
    """End a part in the case that more than one person can hold."""

    permission: ClassVar[Permission] = Permission.APPOINT

    role: Role = Field(title="the part that ends")

    def perform(self, act: Act) -> AppointmentEnded:
        if self.role not in ENDED_HERE:
            raise WrongAnswer({"role": "Appoint somebody else to this part instead"})
        end(act, self.role)
        pass_on(act)
        return AppointmentEnded(role=self.role)
