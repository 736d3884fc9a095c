"""Everything a case page needs, read in one place for one reader."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from casework import journal
from casework.access import Actor, Permission, Role, may, require
from casework.allegations.models import SeverityAssessment
from casework.allegations.queries import Alleged, allegations_on, severity_of
from casework.case_file.next_steps import Checklist, checklist
from casework.cases.gateway import roles_of
from casework.cases.models import Appointment, Case, Deadline
from casework.cases.stages import Stage
from casework.documents.issuing import issued_on
from casework.documents.models import IssuedDocument
from casework.errors import NotFound
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
class Part:
    """Somebody with a part in the case, now or before."""

    person: Known
    role: Role
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class CaseFile:
    """A case as one reader may see it."""

    case: Case
    permitted: frozenset[Permission]
    employee: Known | None
    employed_from: date | None
    academy: str
    parts: list[Part]
    checklist: Checklist
    deadlines: list[Deadline]
    reports: list[ReportOnCase]
    lado: list[LadoContact]
    alleged: list[Alleged]
    evidence: list[Item]
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

    def may(self, permission: Permission) -> bool:
        return permission in self.permitted

    def holders(self, role: Role) -> list[Known]:
        """Who holds a role now."""
        return [each.person for each in self.parts if each.role is role and not each.ended_at]

    @property
    def case_manager(self) -> Known | None:
        return next(iter(self.holders(Role.CASE_MANAGER)), None)

    @property
    def exhibits(self) -> list[Item]:
        return [each for each in self.evidence if each.exhibit]

    @property
    def seen_by(self) -> int:
        """How many people can see the case now."""
        blind = {Role.EMPLOYEE, Role.REPORTER}
        now = [each for each in self.parts if each.role not in blind and not each.ended_at]
        return len({each.person.id for each in now})


def open_case(session: Session, actor: Actor, reference: str) -> tuple[Case, frozenset[Role]]:
    """The case and the reader's roles on it, before anything else is read.

    Raises:
        NotFound: there is no such case for this reader.
    """
    case = session.exec(select(Case).where(Case.reference == reference)).first()
    if case is None:
        raise NotFound
    roles = roles_of(session, actor, case.id)
    require(roles, Permission.VIEW_CASE)
    return case, roles


def open_case_file(
    session: Session, actor: Actor, reference: str, today: date, most: int | None = SHOWN_ENTRIES
) -> CaseFile:
    """The whole case for this reader.

    Raises:
        NotFound: there is no such case for this reader.
    """
    case, roles = open_case(session, actor, reference)
    employee = known(session, case.employee_id) if case.employee_id else None
    person = session.get(Person, case.employee_id) if case.employee_id else None
    reports = reports_on(session, case.id)
    day = _policy_day(reports)
    return CaseFile(
        case=case,
        permitted=frozenset(each for each in Permission if may(roles, each)),
        employee=employee,
        employed_from=person.employed_from if person else None,
        academy=employee.academy if employee else _academy(session, case),
        parts=_parts(session, case),
        checklist=checklist(session, case, today),
        deadlines=_deadlines(session, case),
        reports=reports,
        lado=lado_contacts(session, case.id),
        alleged=allegations_on(session, case.id),
        evidence=evidence_on(session, case.id),
        documents=issued_on(session, case.id),
        hearing=hearing_of(session, case.id),
        packs=packs_of(session, case.id),
        severity=severity_of(session, case.id),
        outcome=outcome_of(session, case.id),
        live_warnings=live_warnings(session, case.employee_id, today) if case.employee_id else [],
        policy=next(iter(in_force(session, day)), None) if day else None,
        policy_day=day,
        reached=_reached(session, case),
        entries=journal.entries(session, case.id, most),
        entries_in_all=journal.count(session, case.id),
    )


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


_REACHED_BY = {
    "ReportLogged": Stage.REPORTED,
    "ReportTriaged": Stage.TRIAGE,
    "InvestigationBegun": Stage.INVESTIGATION,
    "InvestigationConcluded": Stage.DECISION,
    "CaseToAnswerDecided": Stage.HEARING,
    "HearingHeld": Stage.OUTCOME,
    "AppealWindowOpened": Stage.APPEAL,
    "CaseClosed": Stage.CLOSED,
}


def _reached(session: Session, case: Case) -> dict[Stage, datetime]:
    """When each stage was reached, read from the journal."""
    first = (
        select(JournalEntry.kind, func.min(JournalEntry.at))
        .where(JournalEntry.case_id == case.id, col(JournalEntry.kind).in_(_REACHED_BY))
        .group_by(JournalEntry.kind)
    )
    return {_REACHED_BY[kind]: at for kind, at in session.exec(first)}
