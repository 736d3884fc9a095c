"""Who somebody is: in the trust, and on one case."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class TrustRole(StrEnum):
    """What a person is in the trust. None of these opens a case."""

    LINE_MANAGER = "line_manager"
    PRINCIPAL = "principal"
    DSL = "dsl"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    HR_CASE_MANAGER = "hr_case_manager"
    HR_DIRECTOR = "hr_director"
    CHIEF_EXECUTIVE = "chief_executive"
    CHAIR_OF_TRUSTEES = "chair_of_trustees"
    PANEL_MEMBER = "panel_member"
    DPO = "dpo"
    AUDITOR = "auditor"
    RECORDS_OFFICER = "records_officer"
    IT_ADMIN = "it_admin"

    @property
    def label(self) -> str:
        return TRUST_ROLE_LABELS.get(self, self.replace("_", " ").capitalize())


TRUST_ROLE_LABELS = {
    TrustRole.DSL: "Designated safeguarding lead",
    TrustRole.SAFEGUARDING_LEAD: "Trust safeguarding lead",
    TrustRole.HR_CASE_MANAGER: "HR case manager",
    TrustRole.HR_DIRECTOR: "Director of HR",
    TrustRole.DPO: "Data protection officer",
    TrustRole.AUDITOR: "Internal auditor",
    TrustRole.IT_ADMIN: "IT administrator",
}


@dataclass(frozen=True)
class Actor:
    """The person on whose behalf something is done.

    `confirmed` says that they proved who they are within the last minutes (step-up).
    """

    id: UUID
    name: str
    roles: frozenset[TrustRole] = field(default_factory=frozenset)
    confirmed: bool = False

    def is_any(self, *roles: TrustRole) -> bool:
        return not self.roles.isdisjoint(roles)


CASEWORK = Actor(UUID(int=0), "Casework")


class Role(StrEnum):
    """What a person is on one case. Nobody has a role on a case by default."""

    EMPLOYEE = "employee"
    REPORTER = "reporter"
    WITNESS = "witness"
    COMPANION = "companion"
    TRIAGE = "triage"
    CASE_MANAGER = "case_manager"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    INVESTIGATING_OFFICER = "investigating_officer"
    DECISION_MAKER = "decision_maker"
    HEARING_MANAGER = "hearing_manager"
    PANEL_MEMBER = "panel_member"
    NOTE_TAKER = "note_taker"
    APPEAL_MANAGER = "appeal_manager"
    APPEAL_PANEL_MEMBER = "appeal_panel_member"
    LEGAL_ADVISER = "legal_adviser"

    @property
    def label(self) -> str:
        return ROLE_LABELS.get(self, self.replace("_", " ").capitalize())


ROLE_LABELS = {
    Role.REPORTER: "Reported it",
    Role.TRIAGE: "Triage",
    Role.HEARING_MANAGER: "Hearing manager",
    Role.NOTE_TAKER: "Note-taker",
}
