"""Who may take which part in a case. Pure."""

from dataclasses import dataclass

from casework.access import Role
from casework.procedure import Rule

_BEFORE_HEARING = frozenset(
    {Role.REPORTER, Role.EMPLOYEE, Role.INVESTIGATING_OFFICER, Role.DECISION_MAKER}
)
_HEARING = frozenset({Role.HEARING_MANAGER, Role.PANEL_MEMBER})
_ANY_EARLIER = _BEFORE_HEARING | _HEARING | {Role.CASE_MANAGER, Role.TRIAGE}

RULED_OUT: dict[Role, frozenset[Role]] = {
    Role.CASE_MANAGER: frozenset({Role.REPORTER, Role.INVESTIGATING_OFFICER}) | _HEARING,
    Role.INVESTIGATING_OFFICER: frozenset({Role.REPORTER}) | _HEARING,
    Role.DECISION_MAKER: frozenset({Role.REPORTER, Role.INVESTIGATING_OFFICER}),
    Role.HEARING_MANAGER: _BEFORE_HEARING | {Role.CASE_MANAGER, Role.TRIAGE},
    Role.PANEL_MEMBER: _BEFORE_HEARING | {Role.CASE_MANAGER, Role.TRIAGE},
    Role.NOTE_TAKER: frozenset({Role.REPORTER, Role.INVESTIGATING_OFFICER}),
    Role.APPEAL_MANAGER: _ANY_EARLIER,
    Role.SAFEGUARDING_LEAD: frozenset(),
}

_INVESTIGATES_OR_HEARS = {Role.INVESTIGATING_OFFICER, Role.DECISION_MAKER} | _HEARING


@dataclass(frozen=True)
class AppointmentFacts:
    """The role to be filled, and every part the person has ever had in the case."""

    role: Role
    held: frozenset[Role]

    @property
    def ruled_out(self) -> bool:
        return not self.held.isdisjoint(RULED_OUT.get(self.role, frozenset()))


APPOINTMENT_RULES: list[Rule[AppointmentFacts]] = [
    Rule(
        "G-ROLE-0",
        "ACAS-06",
        "Nobody takes part in deciding a case that is about them",
        lambda facts: Role.EMPLOYEE not in facts.held,
    ),
    Rule(
        "G-ROLE-1",
        "ACAS-06",
        "Whoever reported, investigated or managed the case does not hear it, "
        "and whoever hears it did not investigate or report it",
        lambda facts: facts.role not in _INVESTIGATES_OR_HEARS or not facts.ruled_out,
    ),
    Rule(
        "G-ROLE-2",
        "ACAS-27",
        "The appeal is heard by somebody who has had no earlier part in the case",
        lambda facts: facts.role is not Role.APPEAL_MANAGER or not facts.ruled_out,
    ),
    Rule(
        "G-ROLE-3",
        "ACAS-06",
        "Whoever manages the case or takes its notes did not report or investigate it",
        lambda facts: facts.role not in {Role.CASE_MANAGER, Role.NOTE_TAKER} or not facts.ruled_out,
    ),
]
