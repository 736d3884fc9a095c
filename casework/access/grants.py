"""What may be asked for, and whose work each act is. Data; `permissions` decides by it.

`GRANTS` holds the acts of procedure, which the matrix leaves to whoever runs each stage.
"""

from enum import StrEnum

from casework.access.actions import Action
from casework.access.roles import Role, TrustRole


class TrustPermission(StrEnum):
    REPORT_BREACH = "report:log"
    TRIAGE_REPORTS = "report:triage"
    WORK_CASES = "case:work"
    MANAGE_TIMESCALES = "timescale:manage"
    OVERSEE = "register:view"
    MANAGE_ACCOUNTS = "account:manage"
    APPROVE_ACCOUNTS = "account:approve"
    BREAK_GLASS = "break_glass:open"
    REVIEW_BREAK_GLASS = "break_glass:review"
    SEE_JOURNAL = "journal:oversee"
    APPROVE_WAIVER = "waiver:approve"
    KEEP_REGISTERS = "registers:keep"
    DECIDE_ENTRIES = "registers:decide"
    CHANGE_RETENTION = "retention:change"
    PROPOSE_RECIPE = "recipe:propose"
    DECIDE_RECIPE = "recipe:decide"
    REVIEW_RETENTION = "retention:review"
    SEE_INSIGHTS = "insights:view"
    SEE_BACKUPS = "backup:see"
    LOOK_AFTER = "operations:look_after"
    ANSWER_DATA_REQUESTS = "data_request:answer"
    IMPORT_PAST = "past:import"
    SEE_TEAM = "team:view"
    GIVE_REFERENCES = "reference:give"
    KEEP_ACADEMIES = "academy:keep"
    IMPORT_STAFF = "staff:import"
    EXPORT_LISTS = "list:export"


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
    TrustPermission.OVERSEE: frozenset(
        {TrustRole.HR_DIRECTOR, TrustRole.DPO, TrustRole.AUDITOR, TrustRole.RECORDS_OFFICER}
    ),
    TrustPermission.MANAGE_ACCOUNTS: frozenset({TrustRole.IT_ADMIN}),
    TrustPermission.APPROVE_ACCOUNTS: frozenset({TrustRole.IT_ADMIN, TrustRole.HR_DIRECTOR}),
    TrustPermission.BREAK_GLASS: _HR,
    TrustPermission.SEE_JOURNAL: frozenset(
        {
            TrustRole.HR_DIRECTOR,
            TrustRole.DPO,
            TrustRole.AUDITOR,
            TrustRole.IT_ADMIN,
            TrustRole.CHIEF_EXECUTIVE,
            TrustRole.CHAIR_OF_TRUSTEES,
        }
    ),
    TrustPermission.APPROVE_WAIVER: frozenset(
        {TrustRole.HR_DIRECTOR, TrustRole.CHIEF_EXECUTIVE, TrustRole.CHAIR_OF_TRUSTEES}
    ),
    TrustPermission.KEEP_REGISTERS: _HR,
    TrustPermission.DECIDE_ENTRIES: frozenset(
        {
            TrustRole.PRINCIPAL,
            TrustRole.LINE_MANAGER,
            TrustRole.CHIEF_EXECUTIVE,
            TrustRole.HR_DIRECTOR,
        }
    ),
    TrustPermission.REVIEW_BREAK_GLASS: frozenset({TrustRole.HR_DIRECTOR, TrustRole.DPO}),
    TrustPermission.CHANGE_RETENTION: frozenset({TrustRole.HR_DIRECTOR, TrustRole.DPO}),
    TrustPermission.PROPOSE_RECIPE: _HR,
    TrustPermission.DECIDE_RECIPE: frozenset({TrustRole.HR_DIRECTOR, TrustRole.CHIEF_EXECUTIVE}),
    # Whoever learns here that there is nothing to say learns something of every case.
    TrustPermission.GIVE_REFERENCES: frozenset({TrustRole.HR_DIRECTOR}),
    TrustPermission.REVIEW_RETENTION: _HR | {TrustRole.DPO, TrustRole.RECORDS_OFFICER},
    TrustPermission.SEE_INSIGHTS: frozenset(
        {TrustRole.HR_DIRECTOR, TrustRole.CHIEF_EXECUTIVE, TrustRole.CHAIR_OF_TRUSTEES}
    ),
    TrustPermission.SEE_BACKUPS: frozenset(
        {TrustRole.IT_ADMIN, TrustRole.HR_DIRECTOR, TrustRole.DPO, TrustRole.AUDITOR}
    ),
    TrustPermission.LOOK_AFTER: frozenset({TrustRole.IT_ADMIN}),
    TrustPermission.ANSWER_DATA_REQUESTS: frozenset({TrustRole.DPO, TrustRole.HR_DIRECTOR}),
    TrustPermission.IMPORT_PAST: frozenset({TrustRole.HR_DIRECTOR}),
    TrustPermission.SEE_TEAM: frozenset({TrustRole.HR_DIRECTOR}),
    TrustPermission.KEEP_ACADEMIES: frozenset({TrustRole.IT_ADMIN, TrustRole.HR_DIRECTOR}),
    TrustPermission.IMPORT_STAFF: frozenset({TrustRole.IT_ADMIN, TrustRole.HR_DIRECTOR}),
    # A file leaves what guards the page behind: those whose daily work is the list itself.
    TrustPermission.EXPORT_LISTS: _HR | {TrustRole.DPO, TrustRole.RECORDS_OFFICER},
}


class Permission(StrEnum):
    VIEW_CASE = "case:view"
    DECLARE_CONFLICT = "conflict:declare"
    RECORD_CONFLICT = "conflict:record"
    SEAL = "case:seal"
    LODGE_APPEAL = "appeal:lodge"
    RECORD_APPEAL = "appeal:record"
    RECORD_APPEAL_HEARING = "appeal_hearing:record"
    DECIDE_APPEAL = "appeal:decide"
    UNLOCK_WARNINGS = "warning:unlock"
    AGREE_TO_UNLOCK = "warning:agree"
    EXTEND_WARNING = "warning:extend"
    PAUSE = "case:pause"
    RECORD_RESIGNATION = "resignation:record"
    REOPEN = "case:reopen"
    APPOINT = "case:appoint"
    TRIAGE = "report:decide"
    SEPARATE_REPORT = "report:separate"
    ADD_TO_REPORT = "report:add"
    RECORD_LADO = "safeguarding:record"
    ADD_EVIDENCE = "evidence:add"
    VIEW_EVIDENCE = "evidence:view"
    DOWNLOAD_ORIGINAL = "evidence:download"
    REDACT = "evidence:redact"
    RELEASE_COPY = "evidence:release"
    GIVE_PSEUDONYM = "pseudonym:give"
    MAKE_ALLEGATION = "allegation:make"
    SCREEN_CONTENT = "protected_content:screen"
    ADVISE_ON_CONTENT = "protected_content:advise"
    BEGIN_INVESTIGATION = "investigation:begin"
    CONCLUDE_INVESTIGATION = "investigation:conclude"
    DECIDE_CASE_TO_ANSWER = "case_to_answer:decide"
    SCHEDULE_HEARING = "hearing:schedule"
    RECORD_HEARING = "hearing:record"
    MAKE_PACK = "pack:make"
    ANSWER = "answer:give"
    RECORD_ANSWER = "answer:record"
    INVESTIGATE = "investigation:work"
    COMMENT_ON_DRAFT = "report:comment"
    RECORD_FINDING = "finding:record"
    ASSESS_SEVERITY = "severity:assess"
    DECIDE_OUTCOME = "outcome:decide"
    REVIEW_SUMMARY_DISMISSAL = "outcome:review"
    ISSUE_LETTER = "letter:issue"
    SEND_LETTER = "letter:send"
    CLOSE = "case:close"
    SUSPEND = "suspension:decide"
    RECORD_DUTY = "duty:record"
    MOVE_CLOCK = "clock:move"
    MANAGE_ROOM = "room:manage"
    EXPORT = "case:export"
    PLACE_HOLD = "hold:place"
    LIFT_HOLD = "hold:lift"
    PROPOSE_DISPOSAL = "disposal:propose"
    APPROVE_DISPOSAL = "disposal:approve"


ACTION_OF: dict[Permission, Action] = {
    Permission.VIEW_CASE: Action.KNOW_OF_CASE,
    Permission.APPOINT: Action.APPOINT,
    Permission.DECLARE_CONFLICT: Action.DECLARE_CONFLICT,
    Permission.ADD_TO_REPORT: Action.ADD_EVIDENCE,
    Permission.ADD_EVIDENCE: Action.ADD_EVIDENCE,
    Permission.VIEW_EVIDENCE: Action.VIEW_EVIDENCE,
    Permission.DOWNLOAD_ORIGINAL: Action.DOWNLOAD_ORIGINAL,
    # Whoever hides something must see all of it.
    Permission.REDACT: Action.VIEW_RESTRICTED_EVIDENCE,
    Permission.RELEASE_COPY: Action.VIEW_RESTRICTED_EVIDENCE,
    Permission.GIVE_PSEUDONYM: Action.VIEW_RESTRICTED_EVIDENCE,
    Permission.MAKE_PACK: Action.MAKE_PACK,
    Permission.RECORD_FINDING: Action.RECORD_FINDING,
    Permission.DECIDE_OUTCOME: Action.RECORD_SANCTION,
    Permission.LODGE_APPEAL: Action.LODGE_APPEAL,
    Permission.DECIDE_APPEAL: Action.RECORD_APPEAL_OUTCOME,
    Permission.REOPEN: Action.REOPEN,
    Permission.EXPORT: Action.EXPORT,
    Permission.PLACE_HOLD: Action.SET_HOLD,
    Permission.LIFT_HOLD: Action.LIFT_HOLD,
    Permission.PROPOSE_DISPOSAL: Action.PROPOSE_DISPOSAL,
    Permission.APPROVE_DISPOSAL: Action.APPROVE_DISPOSAL,
    Permission.ANSWER: Action.SUBMIT_RESPONSE,
}
# Too early or too late for these is a matter of procedure, whose rules say why.
RULED_BY_PROCEDURE = frozenset(
    {
        Permission.RECORD_FINDING,
        Permission.DECIDE_OUTCOME,
        Permission.LODGE_APPEAL,
        Permission.ANSWER,
    }
)
OWN_CONTENT = frozenset({Permission.ADD_TO_REPORT})  # what an O in the matrix lets a command do

_MANAGES = frozenset({Role.CASE_MANAGER})
_WORKS = _MANAGES | {Role.INVESTIGATING_OFFICER}
_HEARS = frozenset({Role.HEARING_MANAGER})

# The acts of procedure, by the part whose work they are. A narrower rule than the matrix may stand
# here for an act that has a column too: both must allow it.
GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.ADD_TO_REPORT: frozenset({Role.REPORTER}),
    Permission.ADD_EVIDENCE: _WORKS | {Role.TRIAGE, Role.DECISION_MAKER},
    Permission.REDACT: _WORKS,
    Permission.RELEASE_COPY: _WORKS | {Role.SAFEGUARDING_LEAD},
    Permission.GIVE_PSEUDONYM: _WORKS | {Role.SAFEGUARDING_LEAD},
    Permission.TRIAGE: frozenset({Role.TRIAGE}),
    Permission.SEPARATE_REPORT: _MANAGES,
    Permission.RECORD_CONFLICT: _MANAGES | {Role.TRIAGE},
    Permission.SEAL: _MANAGES,
    Permission.RECORD_LADO: _MANAGES | {Role.TRIAGE, Role.SAFEGUARDING_LEAD},
    Permission.MAKE_ALLEGATION: _WORKS,
    Permission.SCREEN_CONTENT: _MANAGES,
    Permission.ADVISE_ON_CONTENT: frozenset({Role.LEGAL_ADVISER}),
    Permission.BEGIN_INVESTIGATION: _MANAGES,
    Permission.CONCLUDE_INVESTIGATION: frozenset({Role.INVESTIGATING_OFFICER}),
    Permission.DECIDE_CASE_TO_ANSWER: _MANAGES | {Role.DECISION_MAKER},
    Permission.SCHEDULE_HEARING: _MANAGES,
    Permission.RECORD_HEARING: _MANAGES | _HEARS,
    # What the employee says on paper or by phone is written down by whoever runs the stage.
    Permission.RECORD_ANSWER: _WORKS,
    Permission.INVESTIGATE: _WORKS,
    Permission.COMMENT_ON_DRAFT: _MANAGES,
    Permission.MAKE_PACK: _MANAGES,
    Permission.ASSESS_SEVERITY: _HEARS,
    Permission.REVIEW_SUMMARY_DISMISSAL: frozenset({Role.PANEL_MEMBER}),
    Permission.ISSUE_LETTER: _MANAGES,
    Permission.SEND_LETTER: _MANAGES | {Role.TRIAGE},
    Permission.CLOSE: _MANAGES,
    Permission.RECORD_APPEAL: _MANAGES,
    Permission.RECORD_APPEAL_HEARING: _MANAGES | {Role.APPEAL_MANAGER},
    Permission.DECIDE_APPEAL: frozenset({Role.APPEAL_MANAGER}),
    Permission.UNLOCK_WARNINGS: _MANAGES,
    Permission.AGREE_TO_UNLOCK: frozenset({Role.LEGAL_ADVISER}),
    Permission.EXTEND_WARNING: _MANAGES,
    Permission.PAUSE: _MANAGES,
    Permission.RECORD_RESIGNATION: _MANAGES,
    Permission.RECORD_DUTY: _MANAGES | {Role.TRIAGE},
    Permission.SUSPEND: _MANAGES | {Role.TRIAGE, Role.DECISION_MAKER},
    Permission.MOVE_CLOCK: _MANAGES | {Role.TRIAGE},
    Permission.MANAGE_ROOM: _MANAGES | {Role.TRIAGE},
}
