"""Everything a case page needs, read in one place for one reader."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from casework import journal
from casework.access import Action, Actor, Permission, Role, Standing, Verdict, may, refusal
from casework.allegations.models import SeverityAssessment
from casework.allegations.queries import Alleged, allegations_on, severity_of
from casework.case_file.next_steps import Checklist, checklist
from casework.case_file.sight import (
    EVIDENCE,
    Part,
    documents_for,
    evidence_for,
    packs_for,
    parts_for,
    referrals_for,
)
from casework.case_file.timeline import reached
from casework.cases.gateway import standing_now
from casework.cases.models import Appointment, Case, Deadline
from casework.cases.stages import Stage
from casework.documents.issuing import issued_on
from casework.documents.models import IssuedDocument
from casework.evidence.queries import Item, evidence_on
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.queries import packs_of
from casework.hearings.models import Hearing
from casework.hearings.queries import hearing_of
from casework.journal import JournalEntry
from casework.outcomes.models import Outcome
from casework.outcomes.queries import outcome_of
from casework.people.models import Academy, Person
from casework.people.queries import Known, known, known_by_id
from casework.people.warnings import FormalWarning, live_warnings
from casework.policies.queries import VersionOf, in_force
from casework.reports.models import LadoContact
from casework.reports.queries import ReportOnCase, reports_on
from casework.reports.safeguarding import lado_contacts

SHOWN_ENTRIES = 12


@dataclass(frozen=True)
class CaseFile:
    """A case as one reader may see it."""

    case: Case
    standing: Standing
    permitted: frozenset[Permission]
    employee: Known | None
    employed_from: date | None
    academy: str
    parts: list[Part]
    checklist: Checklist
    deadlines: list[Deadline]
    reports: list[ReportOnCase]
    lado: list[LadoContact]
    referred_on: list[date]
    alleged: list[Alleged]
    evidence: list[Item]
    evidence_listed: list[Item]
    documents: list[IssuedDocument]
    hearing: Hearing | None
    packs: list[HearingPack]
    severity: SeverityAssessment | None
    outcome: Outcome | None
    live_warnings: list[FormalWarning]
    policy: VersionOf | None
    policy_day: date | None
    reached: dict[Stage, datetime]
    entries: list[JournalEntry]
    entries_in_all: int
    people_who_see: int

    def may(self, permission: Permission) -> bool:
        return permission in self.permitted

    def sees(self, action: Action) -> bool:
        """Whether this reader sees the whole of what the action governs."""
        return self.standing.sees(action)

    @property
    def sees_evidence(self) -> bool:
        """Whether there is anything of the evidence for them, a line of the index at least."""
        return any(self.standing.verdict(each) >= Verdict.REDACTED for each in EVIDENCE)

    @property
    def reads_report(self) -> bool:
        """Whether they read what was reported; who reported it is another matter."""
        return self.standing.verdict(Action.VIEW_REPORTER) >= Verdict.REDACTED

    def holders(self, role: Role) -> list[Known]:
        """Who holds a role now."""
        return [each.person for each in self.parts if each.role is role and not each.ended_at]

    @property
    def case_manager(self) -> Known | None:
        return next(iter(self.holders(Role.CASE_MANAGER)), None)

    @property
    def exhibits(self) -> list[Item]:
        return [each for each in self.evidence if each.exhibit]


def open_case(
    session: Session, actor: Actor, reference: str, *actions: Action
) -> tuple[Case, Standing]:
    """The case and the reader's standing on it, before anything else is read.

    Every action named must be theirs in full; the employee's own header is theirs too.

    Raises:
        NotFound: there is no such case for this reader.
        StepUpNeeded: they must first prove again who they are.
        NotPermitted: they may know of the case, and may not see this of it.
    """
    standing = standing_now(session, actor, reference)
    for action in actions or (Action.VIEW_HEADER,):
        told = standing.verdict(action)
        if not told.sees and not (told is Verdict.OWN and action is Action.VIEW_HEADER):
            raise refusal(told if standing.knows else Verdict.HIDDEN, standing, action)
    return session.exec(select(Case).where(Case.reference == reference)).one(), standing


def open_case_file(
    session: Session,
    actor: Actor,
    reference: str,
    today: date,
    *actions: Action,
    most: int | None = SHOWN_ENTRIES,
) -> CaseFile:
    """The whole case for this reader: each section only where the matrix shows it to them.

    Raises:
        NotFound, StepUpNeeded, NotPermitted: as `open_case` does.
    """
    case, standing = open_case(session, actor, reference, *actions)
    employee = known(session, case.employee_id) if case.employee_id else None
    person = session.get(Person, case.employee_id) if case.employee_id else None
    reports = reports_on(session, case.id)
    day = _policy_day(reports)
    parts = _parts(session, case)
    lado, referred_on = referrals_for(standing, lado_contacts(session, case.id))
    shown, listed = evidence_for(standing, case, evidence_on(session, case.id))
    reads = standing.verdict(Action.VIEW_REPORTER) >= Verdict.REDACTED
    return CaseFile(
        case=case,
        standing=standing,
        permitted=frozenset(each for each in Permission if may(standing, each)),
        employee=employee,
        employed_from=person.employed_from if person else None,
        academy=employee.academy if employee else _academy(session, case),
        parts=parts_for(standing, parts),
        people_who_see=_seeing(parts),
        checklist=checklist(session, case, today),
        deadlines=_deadlines(session, case),
        reports=reports if reads else [],
        lado=lado,
        referred_on=referred_on,
        alleged=_alleged(session, case, standing),
        evidence=shown,
        evidence_listed=listed,
        documents=documents_for(standing, issued_on(session, case.id)),
        hearing=hearing_of(session, case.id),
        packs=packs_for(standing, packs_of(session, case.id)),
        policy=next(iter(in_force(session, day)), None) if day else None,
        policy_day=day,
        reached=reached(session, case),
        **_decided(session, case, standing, today),
        **_activity(session, case, standing, most),
    )


def _alleged(session: Session, case: Case, standing: Standing) -> list[Alleged]:
    return allegations_on(session, case.id) if standing.sees(Action.VIEW_ALLEGATIONS) else []


def _decided(session: Session, case: Case, standing: Standing, today: date) -> dict[str, Any]:
    """What was judged and decided, and the warnings that count, for those who may see them."""
    judged = standing.sees(Action.VIEW_OUTCOME_LETTER) and not standing.is_employee
    warned = case.employee_id and standing.sees(Action.VIEW_LIVE_WARNINGS)
    return {
        "severity": severity_of(session, case.id) if judged else None,
        "outcome": outcome_of(session, case.id) if judged else None,
        "live_warnings": live_warnings(session, case.employee_id, today)
        if warned and case.employee_id
        else [],
    }


def _activity(session: Session, case: Case, standing: Standing, most: int | None) -> dict[str, Any]:
    """The journal of the case: acts and custody; who looked is on a page of its own."""
    told = standing.verdict(Action.VIEW_RECORD_OF_ACCESS) >= Verdict.REDACTED
    return {
        "entries": journal.entries(session, case.id, most) if told else [],
        "entries_in_all": journal.count(session, case.id) if told else 0,
    }


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
    held = session.exec(select(Appointment).where(Appointment.case_id == case.id)).all()
    names = known_by_id(session, [each.person_id for each in held])
    parts = [
        Part(names[each.person_id], each.role, each.started_at, each.ended_at) for each in held
    ]
    return sorted(parts, key=lambda each: (order.index(each.role), each.started_at))


def _deadlines(session: Session, case: Case) -> list[Deadline]:
    wanted = select(Deadline).where(Deadline.case_id == case.id, col(Deadline.met_at).is_(None))
    return list(session.exec(wanted.order_by(col(Deadline.due_on))))
