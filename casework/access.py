"""Who may do what: on the trust as a whole, and on one case. One table each, and no exceptions."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from casework.errors import NotFound, NotPermitted


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
    TrustRole.IT_ADMIN: "IT administrator",
}


@dataclass(frozen=True)
class Actor:
    """The signed-in person on whose behalf something is done."""

    id: UUID
    name: str
    roles: frozenset[TrustRole] = field(default_factory=frozenset)

    def is_any(self, *roles: TrustRole) -> bool:
        return not self.roles.isdisjoint(roles)


CASEWORK = Actor(UUID(int=0), "Casework")


class TrustPermission(StrEnum):
    REPORT_BREACH = "report:log"
    TRIAGE_REPORTS = "report:triage"
    WORK_CASES = "case:work"
    MANAGE_TIMESCALES = "timescale:manage"
    MANAGE_ACCOUNTS = "account:manage"
    APPROVE_ACCOUNTS = "account:approve"


_HR = frozenset({TrustRole.HR_CASE_MANAGER, TrustRole.HR_DIRECTOR})

TRUST_GRANTS: dict[TrustPermission, frozenset[TrustRole]] = {
    TrustPermission.REPORT_BREACH: _HR
    | {
        TrustRole.LINE_MANAGER,
        TrustRole.PRINCIPAL,
        TrustRole.DSL,
        TrustRole.SAFEGUARDING_LEAD,
        TrustRole.CHIEF_EXECUTIVE,
        TrustRole.CHAIR_OF_TRUSTEES,
    },
    TrustPermission.TRIAGE_REPORTS: _HR | {TrustRole.CHIEF_EXECUTIVE, TrustRole.CHAIR_OF_TRUSTEES},
    TrustPermission.WORK_CASES: frozenset(TrustRole) - {TrustRole.IT_ADMIN},
    TrustPermission.MANAGE_TIMESCALES: frozenset({TrustRole.HR_DIRECTOR}),
    TrustPermission.MANAGE_ACCOUNTS: frozenset({TrustRole.IT_ADMIN}),
    TrustPermission.APPROVE_ACCOUNTS: frozenset({TrustRole.IT_ADMIN, TrustRole.HR_DIRECTOR}),
}


class Role(StrEnum):
    """What a person is on one case. Nobody has a role on a case by default."""

    EMPLOYEE = "employee"
    REPORTER = "reporter"
    TRIAGE = "triage"
    CASE_MANAGER = "case_manager"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    INVESTIGATING_OFFICER = "investigating_officer"
    DECISION_MAKER = "decision_maker"
    HEARING_MANAGER = "hearing_manager"
    PANEL_MEMBER = "panel_member"
    NOTE_TAKER = "note_taker"
    APPEAL_MANAGER = "appeal_manager"

    @property
    def label(self) -> str:
        return ROLE_LABELS.get(self, self.replace("_", " ").capitalize())


ROLE_LABELS = {
    Role.REPORTER: "Reported it",
    Role.TRIAGE: "Triage",
    Role.HEARING_MANAGER: "Hearing manager",
    Role.NOTE_TAKER: "Note-taker",
}


class Permission(StrEnum):
    VIEW_CASE = "case:view"
    APPOINT = "case:appoint"
    TRIAGE = "report:decide"
    ADD_TO_REPORT = "report:add"
    RECORD_LADO = "safeguarding:record"
    ADD_EVIDENCE = "evidence:add"
    VIEW_EVIDENCE = "evidence:view"
    MAKE_ALLEGATION = "allegation:make"
    BEGIN_INVESTIGATION = "investigation:begin"
    CONCLUDE_INVESTIGATION = "investigation:conclude"
    DECIDE_CASE_TO_ANSWER = "case_to_answer:decide"
    SCHEDULE_HEARING = "hearing:schedule"
    RECORD_HEARING = "hearing:record"
    MAKE_PACK = "pack:make"
    RECORD_FINDING = "finding:record"
    ASSESS_SEVERITY = "severity:assess"
    DECIDE_OUTCOME = "outcome:decide"
    REVIEW_SUMMARY_DISMISSAL = "outcome:review"
    ISSUE_LETTER = "letter:issue"
    CLOSE = "case:close"


_MANAGES = frozenset({Role.CASE_MANAGER})
_WORKS = _MANAGES | {Role.INVESTIGATING_OFFICER}
_HEARS = frozenset({Role.HEARING_MANAGER})
_SEES = frozenset(Role) - {Role.EMPLOYEE, Role.REPORTER}

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.VIEW_CASE: _SEES,
    Permission.APPOINT: _MANAGES,
    Permission.TRIAGE: frozenset({Role.TRIAGE}),
    Permission.ADD_TO_REPORT: frozenset({Role.REPORTER}),
    Permission.RECORD_LADO: _MANAGES | {Role.TRIAGE, Role.SAFEGUARDING_LEAD},
    Permission.ADD_EVIDENCE: _WORKS | {Role.TRIAGE},
    Permission.VIEW_EVIDENCE: _SEES - {Role.NOTE_TAKER},
    Permission.MAKE_ALLEGATION: _WORKS,
    Permission.BEGIN_INVESTIGATION: _MANAGES,
    Permission.CONCLUDE_INVESTIGATION: frozenset({Role.INVESTIGATING_OFFICER}),
    Permission.DECIDE_CASE_TO_ANSWER: _MANAGES | {Role.DECISION_MAKER},
    Permission.SCHEDULE_HEARING: _MANAGES,
    Permission.RECORD_HEARING: _MANAGES | _HEARS,
    Permission.MAKE_PACK: _MANAGES,
    Permission.RECORD_FINDING: _HEARS,
    Permission.ASSESS_SEVERITY: _HEARS,
    Permission.DECIDE_OUTCOME: _HEARS,
    Permission.REVIEW_SUMMARY_DISMISSAL: frozenset({Role.PANEL_MEMBER}),
    Permission.ISSUE_LETTER: _MANAGES,
    Permission.CLOSE: _MANAGES,
}


def may(roles: frozenset[Role], permission: Permission) -> bool:
    """Whether these roles on a case allow this. The case's own employee may do nothing here."""
    return Role.EMPLOYEE not in roles and not roles.isdisjoint(GRANTS[permission])


def require(roles: frozenset[Role], permission: Permission) -> None:
    """Refuse; a case the actor may not view does not exist for them.

    Raises:
        NotFound: the actor holds no role that lets them know of the case.
        NotPermitted: they may view it, and may not do this.
    """
    if may(roles, permission):
        return
    if not may(roles, Permission.VIEW_CASE):
        raise NotFound
    raise NotPermitted(permission)


def may_in_trust(actor: Actor, permission: TrustPermission) -> bool:
    return not actor.roles.isdisjoint(TRUST_GRANTS[permission])


def require_in_trust(actor: Actor, permission: TrustPermission) -> None:
    """Refuse what the person's place in the trust does not allow.

    Raises:
        NotPermitted: always as 403: these pages exist for everyone and say who may use them.
    """
    if not may_in_trust(actor, permission):
        raise NotPermitted(permission)
