"""Everything a case page needs, read in one place for one reader."""

from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session

from casework import journal
from casework.access import Action, Actor, Permission, Role, Standing, Verdict, may
from casework.allegations.queries import allegations_on, screen_of, severity_of
from casework.appeals.seen import appeal_seen
from casework.case_file.at_once import read_case, seen_again
from casework.case_file.beside import beside
from casework.case_file.file import CaseFile
from casework.case_file.next_steps import checklist
from casework.case_file.opening import open_case, require_standing, the_case
from casework.case_file.sight import (
    Part,
    allegations_for,
    documents_for,
    evidence_for,
    is_theirs,
    packs_for,
    parts_for,
    reads_report,
    referrals_for,
    seen_entries,
)
from casework.case_file.timeline import reached
from casework.case_file.what_clears import registers_for
from casework.cases.break_glass import open_until
from casework.cases.clocks import PASSING
from casework.cases.imported import origin_of
from casework.cases.models import Appointment, Case, Deadline
from casework.database.of_case import rows_of
from casework.database.whose import look_at, working_on
from casework.documents.issuing import issued_on
from casework.evidence.queries import Item, evidence_on
from casework.hearing_packs.queries import packs_of
from casework.hearings.queries import hearing_of
from casework.interruptions.queries import overlaps_of, pause_of, resignation_of
from casework.outcomes.queries import decision_record_of, outcome_of
from casework.outcomes.spent import unlocks_on
from casework.outcomes.warned import warnings_seen
from casework.people.models import Academy, Person
from casework.people.queries import known, known_by_id
from casework.policies.queries import in_force
from casework.reports.models import LadoContact
from casework.reports.queries import ReportOnCase, reports_on
from casework.reports.safeguarding import lado_contacts
from casework.suspension.queries import in_force as measure_in_force

SHOWN_ENTRIES = 12
__all__ = ["SHOWN_ENTRIES", "CaseFile", "open_case", "open_case_file"]


def open_case_file(
    session: Session,
    actor: Actor,
    reference: str,
    today: date,
    *actions: Action,
    most: int | None = SHOWN_ENTRIES,
    least: Verdict = Verdict.ALLOWED,
) -> CaseFile:
    """The whole case for this reader: each section only where the matrix shows it to them.

    Raises:
        NotFound, StepUpNeeded, NotPermitted: as `open_case` does.
    """
    standing = require_standing(session, actor, reference, actions, least)
    with working_on(session, standing.of_case, look=True):  # facts about the case, whoever asks
        read_case(session, standing.of_case)
        case = the_case(session, standing)
        whole = _asked_of(session, case, standing, today)
        parts, items = _parts(session, case), evidence_on(session, case.id)
        reports, lado = reports_on(session, case.id), lado_contacts(session, case.id)
    seen_again(session, case, most)
    file = CaseFile(
        case=case,
        standing=standing,
        permitted=frozenset(each for each in Permission if may(standing, each)),
        break_glass_until=open_until(session, standing, datetime.now(UTC)),
        people_who_see=_seeing(parts),  # how many they are is no secret of any of them
        **whole,
        **_around(session, case, standing),
        **_reported(session, case, standing, reports, lado),
        **_papers(session, case, standing, items),
        **_decided(session, case, standing, today),
        **_activity(session, case, standing, most),
    )
    look_at(session, None)
    return file


def _asked_of(session: Session, case: Case, standing: Standing, today: date) -> dict[str, Any]:
    """Where the procedure stands, and what runs beside it."""
    measure = measure_in_force(session, case.id, today)
    registers, then = registers_for(session, case, standing)
    return {
        "checklist": checklist(session, case, today),
        "reached": reached(session, case),
        "beside": beside(session, case, standing, today),
        "registers": registers,
        "looked_up": then,
        "in_force": measure if standing.sees(Action.VIEW_HEADER) else None,
        "imported": None if is_theirs(standing) else origin_of(session, case),
    }


def _around(session: Session, case: Case, standing: Standing) -> dict[str, Any]:
    """Whom it is about, who takes part and what is due: names only for who sees the header."""
    whole = standing.sees(Action.VIEW_HEADER) and not is_theirs(standing)
    named = case.employee_id if whole or is_theirs(standing) else None
    employee = known(session, named) if named else None
    person = session.get(Person, named) if named else None
    return {
        "employee": employee,
        "employed_from": person.employed_from if person else None,
        "academy": employee.academy if employee else _academy(session, case),
        "parts": parts_for(standing, _parts(session, case)),
        "deadlines": _deadlines(session, case) if whole else [],
        "hearing": hearing_of(session, case.id) if whole or employee else None,
        "pause": pause_of(session, case.id) if whole else None,
        "resignation": resignation_of(session, case.id) if whole else None,
        "overlaps": overlaps_of(session, case.id) if whole else [],
    }


def _reported(
    session: Session,
    case: Case,
    standing: Standing,
    reports: list[ReportOnCase],
    contacts: list[LadoContact],
) -> dict[str, Any]:
    """What was reported and said to the LADO, what is alleged, and the policy of that day."""
    lado, referred_on = referrals_for(standing, contacts)
    sees = standing.sees(Action.VIEW_ALLEGATIONS) and not is_theirs(standing)
    day = _policy_day(reports) if sees else None
    return {
        "reports": reports_on(session, case.id) if reads_report(standing) else [],
        "lado": lado,
        "referred_on": referred_on,
        "alleged": allegations_for(standing, allegations_on(session, case.id)),
        "policy": next(iter(in_force(session, day)), None) if day else None,
        "policy_day": day,
    }


def _papers(session: Session, case: Case, standing: Standing, items: list[Item]) -> dict[str, Any]:
    """The evidence, of which the index has lines of what is not shown, and what was printed."""
    shown, listed = evidence_for(standing, case, items)
    return {
        "evidence": shown,
        "evidence_listed": listed,
        "documents": documents_for(standing, issued_on(session, case.id)),
        "packs": packs_for(standing, packs_of(session, case.id)),
    }


def _decided(session: Session, case: Case, standing: Standing, today: date) -> dict[str, Any]:
    """What was judged and decided, and the warnings that count, for those who may see them."""
    judged = standing.sees(Action.VIEW_OUTCOME_LETTER) and not standing.is_employee
    advised = standing.sees(Action.VIEW_LEGAL_ADVICE)
    warned = case.employee_id and standing.sees(Action.VIEW_LIVE_WARNINGS)
    hears = Role.CASE_MANAGER not in standing.working_parts
    seen = warnings_seen(session, case, today, hears) if warned else []
    return {
        "screen": screen_of(session, case.id) if advised else None,
        "severity": severity_of(session, case.id) if judged else None,
        "outcome": outcome_of(session, case.id) if judged else None,
        "decision": decision_record_of(session, case.id) if judged else None,
        "appeal": appeal_seen(session, case.id) if judged else None,
        "live_warnings": [each.warning for each in seen if each.live],
        "warnings": seen,
        "spent_asked": next(iter(unlocks_on(session, case.id)), None) if warned else None,
    }


def _activity(session: Session, case: Case, standing: Standing, most: int | None) -> dict[str, Any]:
    """The journal of the case: acts and custody; who looked is on a page of its own."""
    if standing.verdict(Action.VIEW_RECORD_OF_ACCESS) < Verdict.REDACTED:
        return {"entries": [], "entries_in_all": 0}
    newest = journal.entries(session, case.id, most)
    seen = seen_entries(standing, newest)
    in_all = len(seen if most is None else newest)
    if in_all == most:  # there may be more
        in_all = journal.count(session, case.id)
    return {"entries": seen, "entries_in_all": in_all}


def _seeing(parts: list[Part]) -> int:
    """How many people can see the case now."""
    blind = {Role.EMPLOYEE, Role.REPORTER, Role.WITNESS, Role.COMPANION}
    now = [each for each in parts if each.role not in blind and not each.ended_at]
    return len({each.person.id for each in now})


def _policy_day(reports: list[ReportOnCase]) -> date | None:
    if not reports:
        return None
    return reports[0].report.posted_on or reports[0].report.found_on


def _academy(session: Session, case: Case) -> str:
    return session.get_one(Academy, case.academy_id).name


def _parts(session: Session, case: Case) -> list[Part]:
    order = list(Role)
    held = rows_of(session, Appointment, case.id)
    names = known_by_id(session, [each.person_id for each in held])
    parts = [
        Part(names[each.person_id], each.role, each.started_at, each.ended_at) for each in held
    ]
    return sorted(parts, key=lambda each: (order.index(each.role), each.started_at))


def _deadlines(session: Session, case: Case) -> list[Deadline]:
    clocks = rows_of(session, Deadline, case.id)
    going = [each for each in clocks if each.met_at is None and each.kind not in PASSING]
    return sorted(going, key=lambda each: each.due_on)
