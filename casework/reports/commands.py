"""Sending a report, and adding to it afterwards."""

from datetime import date, datetime
from typing import ClassVar
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, select

from casework.access import Actor, Permission, Role, TrustPermission
from casework.cases.appointing import place
from casework.cases.deadlines import due_after, set_deadline
from casework.cases.gateway import Act, Command, Opening
from casework.cases.models import Case
from casework.cases.references import REPORT, next_reference
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.people.models import Person
from casework.policies.intake import INTAKE_LABELS, intake_label
from casework.procedure import require
from casework.reports.answers import About, AccountType, ChildInvolved
from casework.reports.models import Report, ReportAddition
from casework.reports.routing import Routed, route
from casework.reports.rules import SENDING_RULES, SendingFacts
from casework.text import Day, Line, OptionalDay, OptionalLine, OptionalProse, Prose, Words
from casework.working_days import local_day

KNOWN_LABELS = {each.key for each in INTAKE_LABELS}


class ReportLogged(Event):
    report: str
    about: About
    child: ChildInvolved
    labels: list[str]

    def sentence(self) -> str:
        return f"sent report {self.report}"


class ReportAddedTo(Event):
    report: str

    def sentence(self) -> str:
        return f"added to report {self.report}"


class Ticked(BaseModel):
    """One thing the post did, as ticked, with the answers to its follow-up questions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    follow_ups: dict[str, Words] = {}


class LogReport(Opening):
    """Tell HR about a suspected breach of policy. Opens a case (Acas Code para 5)."""

    permission: ClassVar[TrustPermission] = TrustPermission.REPORT_BREACH

    child: ChildInvolved = Field(title="whether a pupil or child is involved")
    told_lead: bool | None = Field(default=None, title="whether the safeguarding lead knows")
    told_lead_at: OptionalLine = Field(default=None, title="what time you spoke to them")
    about: About = Field(title="whom the report is about")
    employee_id: UUID | None = Field(default=None, title="the member of staff")
    unknown_person: OptionalProse = Field(default=None, title="what you know about them")
    posted_on: OptionalDay = Field(default=None, title="the day it was posted")
    found_on: Day = Field(title="the day you found out")
    platform: Line = Field(title="where it was posted")
    account_type: AccountType = Field(title="what kind of account it was")
    audience: OptionalLine = Field(default=None, title="who could see it")
    own_words: Prose = Field(title="what happened, in your own words")
    spoken_to: OptionalLine = Field(default=None, title="whether you have spoken to them")
    labels: list[Ticked] = Field(min_length=1, title="what the post, message or account did")
    link: OptionalLine = Field(default=None, title="the web address")
    still_online: OptionalLine = Field(default=None, title="whether it is still online")

    def open(self, session: Session, actor: Actor, at: datetime) -> tuple[Case, ReportLogged]:
        """Open the case, route it, and set its first deadlines.

        Raises:
            WrongAnswer: an answer cannot be right; each is named.
            ProcedureBreach: the reporter is the person the report is about.
        """
        employee = session.get(Person, self.employee_id) if self.employee_id else None
        _require_sound(self, employee, local_day(at))
        academy_id = (employee or session.get_one(Person, actor.id)).academy_id
        kept_out = frozenset({actor.id} | ({employee.id} if employee else set()))
        routed = route(session, about=self.about, academy_id=academy_id, kept_out=kept_out)
        facts = SendingFacts(actor.id, self.employee_id, bool(routed.triage))
        require(SENDING_RULES, facts)
        case = _open_case(session, self, academy_id, at)
        session.add(_report(self, case, actor, at))
        _give_parts(Act(session, case, actor, at), self, routed)
        return case, ReportLogged(
            report=case.reference,
            about=self.about,
            child=self.child,
            labels=[each.key for each in self.labels],
        )


def _require_sound(report: LogReport, employee: Person | None, today: date) -> None:
    wrong = _wrong_days(report, employee, today)
    if report.about is About.UNKNOWN:
        if report.unknown_person is None:
            wrong["unknown_person"] = "Say what you know about them, even if it is little"
    elif employee is None:
        wrong["employee_id"] = "Choose the member of staff"
    if report.child.stops and report.told_lead is None:
        wrong["told_lead"] = "Say whether you have spoken to the safeguarding lead"
    wrong |= _wrong_labels(report)
    if report.link and not _full_address(report.link):
        wrong["link"] = (
            "Enter a full web address, like https://www.instagram.com/p/abc123"
        )
    if wrong:
        raise WrongAnswer(wrong)


def _wrong_days(report: LogReport, employee: Person | None, today: date) -> dict[str, str]:
    wrong = {}
    if report.found_on > today:
        wrong["found_on"] = "The day you found out cannot be in the future"
    if report.posted_on and report.posted_on > min(report.found_on, today):
        wrong["posted_on"] = "The day it was posted cannot be after the day you found out"
    if report.posted_on and employee and report.posted_on < employee.employed_from:
        wrong["posted_on"] = (
            f"{employee.name} started on {employee.employed_from:%-d %B %Y}. "
            "Check the day it was posted"
        )
    return wrong


def _wrong_labels(report: LogReport) -> dict[str, str]:
    keys = [each.key for each in report.labels]
    if set(keys) - KNOWN_LABELS or len(keys) != len(set(keys)):
        return {"labels": "Tick what the post did from the list"}
    return {
        f"follow_ups.{each.key}.{asked.key}": "Say in your own words what it did"
        for each in report.labels
        if (label := intake_label(each.key))
        for asked in label.follow_ups
        if asked.required and not each.follow_ups.get(asked.key, "").strip()
    }


def _full_address(link: str) -> bool:
    try:
        told = urlsplit(link)
    except ValueError:
        return False
    return told.scheme in {"http", "https"} and "." in (told.hostname or "")


def _open_case(session: Session, report: LogReport, academy_id: UUID, at: datetime) -> Case:
    case = Case(
        id=uuid4(),
        reference=next_reference(session, REPORT, local_day(at).year),
        summary=_summary(report),
        employee_id=report.employee_id,
        academy_id=academy_id,
        pupil_involved=report.child is not ChildInvolved.NO,
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


def _report(told: LogReport, case: Case, actor: Actor, at: datetime) -> Report:
    answers = told.model_dump(exclude={"employee_id", "labels"})
    return Report(
        case_id=case.id,
        reference=case.reference,
        reporter_id=actor.id,
        sent_at=at,
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
    computed = due_after(act, "triage", act.today)
    set_deadline(act, "T1", "Decide what to do with this report", computed, owner)
    if report.child is not ChildInvolved.NO and routed.safeguarding:
        place(act, routed.safeguarding.id, Role.SAFEGUARDING_LEAD)
    if report.child.stops:
        lead = routed.safeguarding.id if routed.safeguarding else owner
        set_deadline(act, "T2", "Contact the LADO", due_after(act, "lado", act.today), lead)


class AddToReport(Command):
    """Add words to a report after sending it; files follow as captures."""

    permission: ClassVar[Permission] = Permission.ADD_TO_REPORT

    report: Line
    words: Prose = Field(title="what you want to add")

    def perform(self, act: Act) -> ReportAddedTo:
        mine = select(Report).where(
            Report.reference == self.report, Report.reporter_id == act.actor.id
        )
        found = act.session.exec(mine).one()
        act.session.add(
            ReportAddition(
                case_id=act.case.id, report_id=found.id, words=self.words, added_at=act.at
            )
        )
        return ReportAddedTo(report=found.reference)
