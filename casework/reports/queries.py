"""Reading reports: the reporter's own, and those waiting for triage."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, any_
from sqlmodel import Session, col, func, or_, select

from casework.access import Action, Actor, Role
from casework.cases.models import Appointment, Case, Deadline
from casework.cases.stages import Stage
from casework.cases.visible import VISIBLE_AND_OPEN, for_whom, theirs
from casework.database.of_case import rows_of
from casework.database.whose import every_case, once_while_reading
from casework.errors import NotFound
from casework.people.models import Academy, Person
from casework.reports.models import Report, ReportAddition, Triage
from casework.working_days import local_day


@dataclass(frozen=True)
class SentReport:
    """A report as its reporter sees it: sent, and whether HR has read it. Never the outcome."""

    reference: str
    summary: str
    sent_at: datetime
    triaged: bool
    employee: str | None
    read_by: date | None


@dataclass(frozen=True)
class Waiting:
    """A report waiting for triage, as the queue lists it."""

    reference: str
    summary: str
    academy: str
    reporter_title: str
    labels: list[str]
    pupil_involved: bool
    told_lead: bool | None
    told_lead_at: str | None
    sent_at: datetime
    due_on: date | None
    held: bool


_OWN = (
    select(Report, Case, Person)
    .join(Case, col(Case.id) == Report.case_id)
    .join(Person, col(Person.id) == Case.employee_id, isouter=True)
    .order_by(col(Report.sent_at).desc())
)


def sent_by(session: Session, actor: Actor) -> list[SentReport]:
    """What this person has reported, the latest first."""
    with every_case(session):  # a reporter sees no case: this is what they are told of theirs
        rows = session.exec(_OWN.where(Report.reporter_id == actor.id)).all()
        due = triage_due(session, [case.id for _, case, _ in rows])
    return [_sent(*row, due.get(row[1].id)) for row in rows]


def sent_report(session: Session, actor: Actor, reference: str) -> tuple[SentReport, Report]:
    """One of the reporter's own.

    Raises:
        NotFound: this person sent no such report.
    """
    with every_case(session):
        own = _OWN.where(Report.reference == reference, Report.reporter_id == actor.id)
        row = session.exec(own).first()
        due = triage_due(session, [row[1].id]) if row else {}
    if row is None:
        raise NotFound
    return _sent(*row, due.get(row[1].id)), row[0]


def _sent(report: Report, case: Case, employee: Person | None, due: date | None) -> SentReport:
    return SentReport(
        report.reference,
        case.summary,
        report.sent_at,
        case.stage is not Stage.REPORTED,
        employee.name if employee else None,
        due,
    )


def to_triage(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    """The conditions on a report that this person may triage it. See `for_whom`."""
    return (
        col(Case.id) == any_(_to_triage(actor)),
        VISIBLE_AND_OPEN,
        theirs(Action.VIEW_REPORTER, "R", still_open=True),
        col(Case.stage) == Stage.REPORTED,
    )


def waiting_for(session: Session, actor: Actor) -> list[Waiting]:
    """Reports this person may triage, the oldest first."""
    wanted = (
        select(Report, Case, Academy.name, Person.job_title)
        .join(Case, col(Case.id) == Report.case_id)
        .join(Academy, col(Academy.id) == Case.academy_id)
        .join(Person, col(Person.id) == Report.reporter_id)
        .where(*to_triage(actor))
        .order_by(col(Report.sent_at))
    )
    with every_case(session):  # each is asked by its person alone
        rows = session.exec(wanted, params=for_whom(session, actor)).all()
        due = triage_due(session, [case.id for _, case, _, _ in rows])
    return [
        as_waiting(report, case, academy, title, due.get(case.id))
        for report, case, academy, title in rows
    ]


def as_waiting(
    report: Report, case: Case, academy: str, title: str, due_on: date | None
) -> Waiting:
    """A report as the queue lists it."""
    return Waiting(
        reference=report.reference,
        summary=case.summary,
        academy=academy,
        reporter_title=title,
        labels=[each["key"] for each in report.labels if each["key"] != "none"],
        pupil_involved=case.pupil_involved,
        told_lead=report.told_lead,
        told_lead_at=report.told_lead_at,
        sent_at=report.sent_at,
        due_on=due_on,
        held=case.held_since is not None,
    )


def _to_triage(actor: Actor) -> Any:
    """The ids of a person's cases to triage, as an array: see casework/cases/visible.py."""
    mine = select(Appointment.case_id).where(
        Appointment.person_id == actor.id,
        Appointment.role == Role.TRIAGE,
        col(Appointment.ended_at).is_(None),
    )
    return func.array(mine.scalar_subquery())


def triage_due(session: Session, cases: list[UUID]) -> dict[UUID, date]:
    """The day each of these reports is to be decided by, while it has not been."""
    open_still = select(Deadline).where(
        col(Deadline.case_id).in_(cases), Deadline.kind == "T1", col(Deadline.met_at).is_(None)
    )
    return {each.case_id: each.due_on for each in session.exec(open_still)}


@dataclass(frozen=True)
class ReportOnCase:
    """A report with what was added to it and how it was triaged."""

    report: Report
    additions: list[ReportAddition]
    triage: Triage | None


@once_while_reading
def reports_on(session: Session, case_id: UUID) -> list[ReportOnCase]:
    """Every report that is part of a case, the earliest first."""
    ordered = sorted(rows_of(session, Report, case_id), key=lambda each: each.sent_at)
    return [_with_parts(session, each) for each in ordered]


def _with_parts(session: Session, report: Report) -> ReportOnCase:
    added = rows_of(session, ReportAddition, report.case_id)
    decided = rows_of(session, Triage, report.case_id)
    return ReportOnCase(
        report,
        sorted((each for each in added if each.report_id == report.id), key=lambda a: a.added_at),
        max(
            (each for each in decided if each.report_id == report.id),
            key=lambda each: each.decided_at,
            default=None,
        ),
    )


def case_of_report(session: Session, reference: str) -> str:
    """The present reference of the case a report belongs to.

    Raises:
        NotFound: no report has this reference.
    """
    with every_case(session):  # whether it is there for them is decided on the case
        wanted = select(Case.reference).join(Report, col(Report.case_id) == Case.id)
        found = session.exec(wanted.where(Report.reference == reference)).first()
    if found is None:
        raise NotFound
    return found


def report_that_opened(session: Session, case: Case) -> str:
    """The reference of the report that opened a case, also after it was added to another case.

    Raises:
        NotFound: no report opened it.
    """
    opened = select(Report.reference).where(
        or_(Report.case_id == case.id, Report.reference == case.reference)
    )
    found = session.exec(opened.order_by(col(Report.sent_at))).first()
    if found is None:
        raise NotFound
    return found


def last_triaged(session: Session, actor: Actor) -> datetime | None:
    """When this person last decided on a report."""
    with every_case(session):  # of their own decisions alone
        wanted = select(func.max(Triage.decided_at)).where(Triage.decided_by == actor.id)
        return session.exec(wanted).one()


def conduct_day(session: Session, case: Case) -> date:
    """The day whose wording of the policy counts: of the post, else of when it was found."""
    sent = rows_of(session, Report, case.id)
    report = min(sent, key=lambda each: each.sent_at, default=None)
    if report is None:
        return local_day(case.opened_at)
    return report.posted_on or report.found_on
