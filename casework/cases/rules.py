"""Who may take which part in a case. Pure."""

from dataclasses import dataclass
from datetime import date

from casework.access import Role
from casework.procedure import Rule

IN_THE_MATTER = frozenset({Role.EMPLOYEE, Role.REPORTER, Role.WITNESS})
_OUTSIDE = IN_THE_MATTER - {Role.EMPLOYEE}  # whom G-ROLE-0 keeps out already
_BEFORE_HEARING = _OUTSIDE | {Role.INVESTIGATING_OFFICER, Role.DECISION_MAKER}
_HEARING = frozenset({Role.HEARING_MANAGER, Role.PANEL_MEMBER})
_APPEAL = frozenset({Role.APPEAL_MANAGER, Role.APPEAL_PANEL_MEMBER})
_NOTES = frozenset({Role.NOTE_TAKER, Role.COMPANION})
_MANAGES = frozenset({Role.CASE_MANAGER, Role.TRIAGE})

RULED_OUT: dict[Role, frozenset[Role]] = {
    Role.CASE_MANAGER: _OUTSIDE | {Role.INVESTIGATING_OFFICER} | _HEARING | _APPEAL,
    Role.INVESTIGATING_OFFICER: _OUTSIDE | {Role.DECISION_MAKER} | _HEARING | _APPEAL | _NOTES,
    Role.DECISION_MAKER: _BEFORE_HEARING - {Role.DECISION_MAKER} | _HEARING | _APPEAL | _NOTES,
    Role.HEARING_MANAGER: _BEFORE_HEARING | _MANAGES | _APPEAL | _NOTES,
    Role.PANEL_MEMBER: _BEFORE_HEARING | _MANAGES | _APPEAL | _NOTES,
    Role.NOTE_TAKER: _BEFORE_HEARING | _HEARING | _APPEAL | {Role.COMPANION},
    Role.COMPANION: _BEFORE_HEARING | _HEARING | _APPEAL | _MANAGES | {Role.NOTE_TAKER},
    Role.APPEAL_MANAGER: _BEFORE_HEARING | _HEARING | _MANAGES | _NOTES,
    Role.APPEAL_PANEL_MEMBER: _BEFORE_HEARING | _HEARING | _MANAGES | _NOTES,
    Role.LEGAL_ADVISER: _OUTSIDE,
    Role.SAFEGUARDING_LEAD: frozenset({Role.REPORTER}),
    Role.WITNESS: _HEARING | _APPEAL | _NOTES | {Role.INVESTIGATING_OFFICER, Role.DECISION_MAKER},
}
WAIVABLE = frozenset(RULED_OUT) - {Role.WITNESS, Role.COMPANION, Role.LEGAL_ADVISER}

# Commissioning is a manager's own work, and safeguarding may not wait for somebody further off.
BOUND_BY_LINE = _MANAGES | _HEARING | _APPEAL | {Role.INVESTIGATING_OFFICER, Role.NOTE_TAKER}
_INVESTIGATES_OR_HEARS = {Role.INVESTIGATING_OFFICER, Role.DECISION_MAKER} | _HEARING


def never_waived(role: Role, held: frozenset[Role]) -> bool:
    """Whether a part may never be combined with these: the appeal is heard by others."""
    hears, appeals = bool(held & _HEARING), bool(held & _APPEAL)
    return (role in _APPEAL and hears) or (role in _HEARING and appeals)


@dataclass(frozen=True)
class AppointmentFacts:
    """The role to be filled, and what ties the person to the case."""

    role: Role
    held: frozenset[Role]
    waived: bool = False
    conflicted: bool = False
    in_line: bool = False
    themselves: bool = False
    reports_to_decider: bool = False

    @property
    def ruled_out(self) -> bool:
        """Whether an earlier part rules them out, and nobody gave or could give leave."""
        out = self.held & RULED_OUT.get(self.role, frozenset())
        final = out & IN_THE_MATTER or never_waived(self.role, self.held)
        return bool(final or (out and not self.waived))


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
        lambda facts: facts.role not in _APPEAL or not facts.ruled_out,
    ),
    Rule(
        "G-ROLE-3",
        "ACAS-06",
        "Whoever manages the case or takes its notes did not report or investigate it",
        lambda facts: facts.role in _INVESTIGATES_OR_HEARS | _APPEAL or not facts.ruled_out,
    ),
    Rule(
        "G-ROLE-4",
        "ACAS-06",
        "Nobody with a conflict of interest takes a part in the case",
        lambda facts: not facts.conflicted,
    ),
    Rule(
        "G-ROLE-5",
        "ACAS-06",
        "Nobody who manages the employee, or is managed by them, manages, investigates, notes or "
        "hears the case",
        lambda facts: not facts.in_line or facts.role not in BOUND_BY_LINE or facts.waived,
    ),
    Rule(
        "G-ROLE-7",
        "ACAS-27",
        "The appeal is heard by somebody who does not report to whoever made the decision",
        lambda facts: not (facts.role in _APPEAL and facts.reports_to_decider) or facts.waived,
    ),
    Rule(
        "G-ROLE-6",
        "ACAS-06",
        "Nobody appoints themselves",
        lambda facts: not facts.themselves,
    ),
]


@dataclass(frozen=True)
class GoingOnFacts:
    """When the suspension is to be reviewed, if there is one, and the day it is."""

    review_due: date | None
    today: date


GOING_ON_RULES: list[Rule[GoingOnFacts]] = [
    Rule(
        "G-SUSP-2",
        "ACAS-08",
        "No review of the suspension is overdue: review it first, then go on",
        lambda facts: facts.review_due is None or facts.today <= facts.review_due,
    ),
]


@dataclass(frozen=True)
class ImportedFacts:
    """Whether the case was closed in another system, and only its record is here."""

    imported: bool


IMPORTED_RULES: list[Rule[ImportedFacts]] = [
    Rule(
        "G-PAST-1",
        "HOUSE",
        "A case imported from another system is read and not changed: report what is new",
        lambda facts: not facts.imported,
    ),
]
