"""Sending a report, and adding to it afterwards."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid4

from pydantic import Field
from sqlmodel import Session, select

from casework.access import Actor, Permission, Role, TrustPermission
from casework.cases.appointing import place
from casework.cases.deadlines import start_clock
from casework.cases.gateway import Act, Command, Opening
from casework.cases.models import Case
from casework.cases.references import REPORT, next_reference
from casework.errors import NotFound, WrongAnswer
from casework.evidence.image_stop import tell_safeguarding
from casework.journal import Event
from casework.people.models import Person
from casework.policies.intake import intake_label
from casework.procedure import require
from casework.reports.answers import About, ChildInvolved
from casework.reports.kept_out import in_line_with, named_in, record_named
from casework.reports.models import Report, ReportAddition
from casework.reports.routing import Routed, about_whom, route
from casework.reports.rules import SENDING_RULES, SendingFacts
from casework.reports.steps import (
    ANSWERS,
    Circumstances,
    EvidenceAnswers,
    HappenedAnswers,
    PersonAnswers,
    PolicyAnswers,
    SafeguardingAnswers,
    concerned,
)
from casework.text import Line, Prose
from casework.working_days import local_day


class ReportLogged(Event):
    report: str
    about: About
    child: ChildInvolved
    labels: list[str]
    suspected_image: bool = False

    def sentence(self) -> str:
        return f"sent report {self.report}"


class ReportAddedTo(Event):
    report: str

    def sentence(self) -> str:
        return f"added to report {self.report}"


class LogReport(
    EvidenceAnswers, PolicyAnswers, HappenedAnswers, PersonAnswers, SafeguardingAnswers, Opening
):
    """Tell HR about a suspected breach of policy. Opens a case (Acas Code para 5)."""

    permission: ClassVar[TrustPermission] = TrustPermission.REPORT_BREACH

    def wrong(self, known: Circumstances) -> dict[str, str]:
        """Each answer of any step that cannot be right."""
        found: dict[str, str] = {}
        for each in ANSWERS.values():
            found |= each.wrong(self, known)
        return found

    def open(self, session: Session, actor: Actor, at: datetime) -> tuple[Case, ReportLogged]:
        """Open the case, route it, and set its first deadlines.

        Raises:
            WrongAnswer: an answer cannot be right; each is named.
            ProcedureBreach: the reporter is the person the report is about.
        """
        employee = session.get(Person, self.employee_id) if self.employee_id else None
        _require_sound(self, employee, local_day(at))
        academy_id = (employee or session.get_one(Person, actor.id)).academy_id
        named = named_in(session, (self.own_words, self.unknown_person))
        kept_out = frozenset({actor.id, *(each.id for each in named)})
        kept_out |= in_line_with(session, self.employee_id)
        kept_out |= {employee.id} if employee else frozenset()
        about = about_whom(session, self.about, self.employee_id)
        routed = route(session, about=about, academy_id=academy_id, kept_out=kept_out)
        facts = SendingFacts(actor.id, self.employee_id, bool(routed.triage))
        require(SENDING_RULES, facts)
        case = _open_case(session, self, academy_id, at)
        session.add(_report(self, about, case, actor, at))
        act = Act(session, case, actor, at)
        _give_parts(act, self, routed)
        record_named(act, named)
        return case, ReportLogged(
            report=case.reference,
            about=about,
            child=self.child,
            labels=[each.key for each in self.labels],
            suspected_image=self.suspected_image,
        )


def _require_sound(report: LogReport, employee: Person | None, today: date) -> None:
    if wrong := report.wrong(Circumstances(concerned(employee), today)):
        raise WrongAnswer(wrong)


def _open_case(session: Session, report: LogReport, academy_id: UUID, at: datetime) -> Case:
    case = Case(
        id=uuid4(),
        reference=next_reference(session, REPORT, local_day(at).year),
        summary=_summary(report),
        employee_id=report.employee_id,
        academy_id=academy_id,
        pupil_involved=report.child is not ChildInvolved.NO or report.suspected_image,
        opened_at=at,
    )
    session.add(case)
    session.flush()
    return case


def _summary(report: LogReport) -> str:
    """What lists call it: the labels that were ticked, never a name."""
    ticked = [intake_label(each.key) for each in report.labels]
    said = [each.label for each in ticked if each and each.clause]
    return "; ".join(said) or "Not sure which part of the policy"


def _report(told: LogReport, about: About, case: Case, actor: Actor, at: datetime) -> Report:
    answers = told.model_dump(exclude={"about", "employee_id", "labels"})
    return Report(
        case_id=case.id,
        reference=case.reference,
        reporter_id=actor.id,
        sent_at=at,
        about=about,
        labels=[each.model_dump() for each in told.labels],
        **answers,
    )


def _give_parts(act: Act, report: LogReport, routed: Routed) -> None:
    place(act, act.actor.id, Role.REPORTER)
    if report.employee_id:
        place(act, report.employee_id, Role.EMPLOYEE)
    for each in routed.triage:
        place(act, each.id, Role.TRIAGE)
    owner = routed.triage[0].id if len(routed.triage) == 1 else None
    start_clock(act, "T1", act.today, owner)
    if act.case.pupil_involved and routed.safeguarding:
        place(act, routed.safeguarding.id, Role.SAFEGUARDING_LEAD)
    if report.suspected_image:
        tell_safeguarding(act)
    if report.child.stops:
        lead = routed.safeguarding.id if routed.safeguarding else owner
        start_clock(act, "T2", act.today, lead)


class AddToReport(Command):
    """Add words to a report after sending it; files follow as captures."""

    permission: ClassVar[Permission] = Permission.ADD_TO_REPORT

    report: Line
    words: Prose = Field(title="what you want to add")

    def perform(self, act: Act) -> ReportAddedTo:
        mine = select(Report).where(
            Report.case_id == act.case.id,
            Report.reference == self.report,
            Report.reporter_id == act.actor.id,
        )
        found = act.session.exec(mine).first()
        if found is None:
            raise NotFound
        act.session.add(
            ReportAddition(
                case_id=act.case.id, report_id=found.id, words=self.words, added_at=act.at
            )
        )
        return ReportAddedTo(report=found.reference)
