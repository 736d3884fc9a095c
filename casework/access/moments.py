"""How far the procedure has come, and the cells of the matrix that depend on it. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from casework.access.actions import Action, Persona, matrix


@dataclass(frozen=True)
class Moment:
    """How far the procedure has come, as far as access depends on it."""

    notified_at: datetime | None = None
    alleged_at: datetime | None = None
    report_at: datetime | None = None
    pack_issued_at: datetime | None = None
    hearing_held_at: datetime | None = None
    every_finding: bool = False
    any_proved: bool = False
    outcome_issued_at: datetime | None = None
    appeal_until: date | None = None
    appeal_lodged_at: datetime | None = None
    today: date = date.min


Condition = Callable[[Moment], bool]


def notified(moment: Moment) -> bool:
    return moment.notified_at is not None


def alleged(moment: Moment) -> bool:
    return moment.alleged_at is not None


def reported(moment: Moment) -> bool:
    return moment.report_at is not None


def not_reported(moment: Moment) -> bool:
    return moment.report_at is None


def pack_issued(moment: Moment) -> bool:
    return moment.pack_issued_at is not None


def held(moment: Moment) -> bool:
    return moment.hearing_held_at is not None


def every_finding(moment: Moment) -> bool:
    return moment.every_finding


def proved(moment: Moment) -> bool:
    return moment.any_proved


def outcome_issued(moment: Moment) -> bool:
    return moment.outcome_issued_at is not None


def may_respond(moment: Moment) -> bool:
    return alleged(moment) and not held(moment)


def may_appeal(moment: Moment) -> bool:
    ends = moment.appeal_until
    return outcome_issued(moment) and (ends is None or moment.today <= ends)


def appealed(moment: Moment) -> bool:
    return moment.appeal_lodged_at is not None


def never(_: Moment) -> bool:
    """No draft of the report is shared with HR yet: sharing one is part of a later capability."""
    return False


_EMPLOYEE: dict[Action, Condition] = {
    Action.KNOW_OF_CASE: notified,
    Action.VIEW_ALLEGATIONS: alleged,
    Action.VIEW_INVESTIGATION_REPORT: pack_issued,
    Action.VIEW_PACK: pack_issued,
    Action.VIEW_OUTCOME_LETTER: outcome_issued,
    Action.SUBMIT_RESPONSE: may_respond,
    Action.LODGE_APPEAL: may_appeal,
}
CONDITIONS: dict[Persona, dict[Action, Condition]] = {
    Persona.EMPLOYEE: _EMPLOYEE,
    Persona.EMPLOYEE_IN_HR: _EMPLOYEE,
    Persona.EMPLOYEE_PRINCIPAL: _EMPLOYEE,
    Persona.COMPANION: {
        Action.KNOW_OF_CASE: notified,
        Action.VIEW_HEADER: notified,
        Action.VIEW_ALLEGATIONS: alleged,
        Action.VIEW_PACK: pack_issued,
    },
    Persona.COMMISSIONING_MANAGER: {
        Action.VIEW_STATEMENT: reported,
        Action.VIEW_INVESTIGATION_REPORT: reported,
    },
    Persona.CASE_MANAGER: {
        Action.VIEW_DRAFT_REPORT: never,
        Action.VIEW_INVESTIGATION_REPORT: reported,
    },
    Persona.INVESTIGATING_OFFICER: {
        Action.EDIT_STATEMENT: not_reported,
        Action.EDIT_DRAFT_REPORT: not_reported,
    },
    Persona.HEARING_MANAGER: {
        Action.VIEW_INVESTIGATION_REPORT: pack_issued,
        Action.VIEW_PACK: pack_issued,
        Action.RECORD_FINDING: held,
        Action.RECORD_SANCTION: every_finding,
        Action.VIEW_LIVE_WARNINGS: proved,
    },
    Persona.PANEL_MEMBER: {
        Action.VIEW_INVESTIGATION_REPORT: pack_issued,
        Action.VIEW_PACK: pack_issued,
        Action.VIEW_LIVE_WARNINGS: proved,
    },
    Persona.NOTE_TAKER: {Action.VIEW_PACK: pack_issued},
    Persona.LEGAL_ADVISER: {Action.VIEW_INVESTIGATION_REPORT: reported},
    Persona.APPEAL_PANEL: dict.fromkeys(
        (action for action, code in matrix()[Persona.APPEAL_PANEL].items() if code == "c"),
        appealed,
    ),
}
