"""What each row of the matrix is, as the facts from which casework decides."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from casework.access import Moment, Role, Standing, TrustRole
from tests.access.cells import When

THEN, TODAY = datetime(2026, 11, 2, 9, tzinfo=UTC), date(2026, 11, 23)
_SOMEBODY = Standing(case_id=uuid4(), person_id=uuid4())


def _part(role: Role, *places: TrustRole) -> Standing:
    return replace(_SOMEBODY, parts=frozenset({role}), trust=frozenset(places))


def _place(*places: TrustRole, **told: Any) -> Standing:
    return replace(_SOMEBODY, trust=frozenset(places), **told)


FACTS: dict[str, Standing] = {
    "P02": _SOMEBODY,
    "P03": replace(_SOMEBODY, is_employee=True, parts=frozenset({Role.EMPLOYEE})),
    "P04": _place(TrustRole.HR_CASE_MANAGER, is_employee=True),
    "P05": _place(TrustRole.PRINCIPAL, is_employee=True),
    "P06": replace(_part(Role.REPORTER, TrustRole.LINE_MANAGER), has_reported=True),
    "P07": _part(Role.WITNESS),
    "P08": _part(Role.COMPANION),
    "P09": _place(TrustRole.LINE_MANAGER, conflicted=True),
    "P10": _place(TrustRole.PRINCIPAL, TrustRole.LINE_MANAGER),
    "P11": _place(TrustRole.PRINCIPAL),
    "P12": _part(Role.DECISION_MAKER, TrustRole.PRINCIPAL),
    "P13": _part(Role.CASE_MANAGER, TrustRole.HR_CASE_MANAGER),
    "P14": _place(TrustRole.HR_CASE_MANAGER),
    "P15": _place(TrustRole.HR_DIRECTOR),
    "P16": _part(Role.INVESTIGATING_OFFICER),
    "P17": _SOMEBODY,
    "P18": _part(Role.HEARING_MANAGER, TrustRole.PRINCIPAL),
    "P19": _part(Role.PANEL_MEMBER, TrustRole.PANEL_MEMBER),
    "P20": _part(Role.NOTE_TAKER),
    "P21": _part(Role.APPEAL_MANAGER),
    "P22": _part(Role.SAFEGUARDING_LEAD, TrustRole.SAFEGUARDING_LEAD),
    "P23": _part(Role.LEGAL_ADVISER),
    "P24": _place(TrustRole.DPO),
    "P25": _place(TrustRole.AUDITOR),
    "P26": _place(TrustRole.RECORDS_OFFICER),
    "P27": _place(TrustRole.IT_ADMIN),
    "P28": replace(_part(Role.CASE_MANAGER, TrustRole.HR_CASE_MANAGER), disabled=True),
    "P29": _place(TrustRole.HR_CASE_MANAGER, break_glass=True),
    "P32": replace(_part(Role.INVESTIGATING_OFFICER), conflicted=True),
}


def moment(when: When) -> Moment:
    """What has happened by each step, each on the same day."""

    def since(step: When) -> datetime | None:
        return THEN if when.since(step) else None

    return Moment(
        notified_at=since(When.NOTICED),
        alleged_at=since(When.NOTICED),
        report_at=since(When.DECISION),
        pack_issued_at=since(When.PACK_ISSUED),
        hearing_held_at=since(When.HELD),
        every_finding=when.since(When.FOUND),
        any_proved=when.since(When.FOUND),
        outcome_issued_at=since(When.SENT),
        appeal_until=_window(when),
        appeal_lodged_at=since(When.APPEALED),
        today=TODAY,
    )


def _window(when: When) -> date | None:
    """Open until the last day, today; over once the case is closed."""
    return date(2026, 11, 20) if when is When.CLOSED else TODAY if when.since(When.SENT) else None
