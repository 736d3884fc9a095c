"""Scheduling a hearing: the notice is written, printed, kept and served in one act."""

from datetime import date, time
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import BeforeValidator, Field
from sqlmodel import col, select

from casework.access import Permission, Role
from casework.allegations.letterhead import in_role, letterhead, person, put
from casework.allegations.queries import Alleged, allegations_on, screen_facts
from casework.allegations.rules import ADVICE_RULES
from casework.cases.appointing import holder
from casework.cases.deadlines import due_before, meet, set_deadline
from casework.cases.gateway import Act, Command
from casework.cases.models import Appointment
from casework.cases.stages import Stage
from casework.documents.issuing import Issue, issue
from casework.documents.letters import print_letter
from casework.documents.notices import DismissalHearingNotice, HearingNotice
from casework.documents.wording import Contact, Enclosure, Meeting, Person, Preparation
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.hearings.models import Hearing
from casework.hearings.queries import hearing_of, preparing
from casework.hearings.rules import NOTICE_RULES, NoticeFacts
from casework.journal import Event
from casework.people.queries import closures, known
from casework.procedure import require
from casework.text import Day, Line, OptionalLine, OptionalProse, read_time
from casework.working_days import (
    Computed,
    add_working_days,
    calendar_version,
    local_moment,
    working_days_between,
)

WARNING_OUTCOMES = ("no formal action", "a first written warning", "a final written warning")
DISMISSAL_OUTCOMES = (*WARNING_OUTCOMES, "dismissal with notice", "dismissal without notice")


class HearingScheduled(Event):
    document: str
    day: date
    dismissal_possible: bool
    notice_days: int

    def sentence(self) -> str:
        return f"sent the hearing notice, {self.document}, for {self.day:%-d %B %Y}"


class ScheduleHearing(Command):
    """Send the employee the hearing notice (Acas Code paras 9 to 11; ERA 1999 s.10).

    Sending it again before the hearing replaces the day and place; the earlier notice is kept.
    """

    permission: ClassVar[Permission] = Permission.SCHEDULE_HEARING
    for_others: ClassVar[frozenset[str]] = frozenset(
        {"gross_misconduct_rule", "why_dismissal", "shorter_notice_agreed"}
    )

    day: Day = Field(title="the day of the hearing")
    starts: Annotated[time, BeforeValidator(read_time)] = Field(title="the time it starts")
    place: Line = Field(title="the place of the hearing")
    presenter_id: UUID = Field(title="who presents the investigation")
    dismissal_possible: bool = Field(title="whether dismissal is possible")
    gross_misconduct_rule: OptionalLine = Field(
        default=None, title="the rule under which it may be gross misconduct"
    )
    why_dismissal: OptionalProse = Field(default=None, title="why dismissal is possible")
    served_how: Line = Field(title="how the notice is sent")
    shorter_notice_agreed: OptionalProse = Field(
        default=None, title="how the employee agreed in writing to shorter notice"
    )

    def perform(self, act: Act) -> HearingScheduled:
        _require_hearing_stage(act)
        self._require_answers()
        alleged = [
            each for each in allegations_on(act.session, act.case.id) if each.allegation.to_hearing
        ]
        facts = self._facts(act)
        require(NOTICE_RULES, facts)
        require(ADVICE_RULES, screen_facts(act.session, act.case.id))
        reference = self._send(act, alleged)
        for each in alleged:
            each.allegation.notified_on = act.today
        self._set_deadlines(act)
        return HearingScheduled(
            document=reference,
            day=self.day,
            dismissal_possible=self.dismissal_possible,
            notice_days=facts.notice_days,
        )

    def _require_answers(self) -> None:
        if not self.dismissal_possible:
            return
        wrong = {
            name: f"Enter {type(self).model_fields[name].title}"
            for name in ("gross_misconduct_rule", "why_dismissal")
            if getattr(self, name) is None
        }
        if wrong:
            raise WrongAnswer(wrong)

    def _facts(self, act: Act) -> NoticeFacts:
        ready = preparing(act.session, act.case.id)
        closed = closures(act.session, act.case.academy_id)
        return NoticeFacts(
            hearing_manager=ready.hearing_manager,
            note_taker=ready.note_taker,
            allegations=ready.allegations,
            notice_days=working_days_between(act.today, self.day, closed),
            required_days=act.timescale("hearing_notice").value,
            shorter_agreed=self.shorter_notice_agreed is not None and self.day > act.today,
        )

    def _send(self, act: Act, alleged: list[Alleged]) -> str:
        letter = self._letter(act, alleged)
        printed = print_letter(letter)
        what = Issue(letter.code, letter.subject, act.actor.name, act.at, self.served_how)
        document = issue(act.session, act.case.id, printed, what)
        hearing = Hearing(
            case_id=act.case.id,
            starts_at=local_moment(self.day, self.starts),
            place=self.place,
            presenter_id=self.presenter_id,
            dismissal_possible=self.dismissal_possible,
            gross_misconduct_rule=self.gross_misconduct_rule if self.dismissal_possible else None,
            why_dismissal=self.why_dismissal,
            notice_document_id=document.id,
            served_on=act.today,
            shorter_notice_agreed=self.shorter_notice_agreed,
        )
        if earlier := hearing_of(act.session, act.case.id):
            hearing.id, hearing.pack_issued_on = earlier.id, earlier.pack_issued_on
        act.session.merge(hearing)
        return document.reference

    def _letter(self, act: Act, alleged: list[Alleged]) -> HearingNotice:
        told: dict[str, Any] = {
            **letterhead(act.session, act.case, alleged, act.today),
            "delivery": self.served_how,
            "allegations": tuple(put(each) for each in alleged),
            "hearing": self._meeting(act),
            "preparation": self._preparation(act),
            "enclosures": (Enclosure(title="The investigation report"),),
        }
        if not self.dismissal_possible:
            return HearingNotice(**told, possible_outcomes=WARNING_OUTCOMES)
        return DismissalHearingNotice(
            **told,
            possible_outcomes=DISMISSAL_OUTCOMES,
            gross_misconduct_rule=self.gross_misconduct_rule or "",
            why_dismissal_is_possible=self.why_dismissal or "",
        )

    def _meeting(self, act: Act) -> Meeting:
        return Meeting(
            day=self.day,
            starts=spoken_time(self.starts),
            place=self.place,
            chair=in_role(act.session, act.case, Role.HEARING_MANAGER),
            presenter=person(known(act.session, self.presenter_id)),
            note_taker=in_role(act.session, act.case, Role.NOTE_TAKER),
            panel=panel_of(act),
        )

    def _preparation(self, act: Act) -> Preparation:
        manager = holder(act.session, act.case.id, Role.CASE_MANAGER)
        who = known(act.session, manager) if manager else None
        papers = due_before(act, "employee_papers", self.day).due_on
        longest = act.timescale("companion").value
        return Preparation(
            contact=Contact(name=who.name, how=who.phone or "") if who else None,
            companion_by=papers,
            papers_by=papers,
            witnesses_by=papers,
            postponed_to_at_latest=add_working_days(self.day, longest),
        )

    def _set_deadlines(self, act: Act) -> None:
        meet(act, "T5")
        manager = holder(act.session, act.case.id, Role.CASE_MANAGER)
        pack = due_before(act, "pack", self.day)
        set_deadline(act, "T7-P", "Issue the hearing pack", pack, manager)
        papers = due_before(act, "employee_papers", self.day)
        set_deadline(act, "T7", "Employee’s papers due", papers, manager)
        held = Computed(self.day, self.day, 0, "days", "the hearing itself", calendar_version())
        chair = holder(act.session, act.case.id, Role.HEARING_MANAGER)
        set_deadline(act, "T5-H", f"Hearing, {spoken_time(self.starts)}", held, chair)


def spoken_time(at: time) -> str:
    """A time as letters write it: 9:30am, 10am."""
    hour, minutes = at.hour % 12 or 12, f":{at.minute:02d}" if at.minute else ""
    return f"{hour}{minutes}{'am' if at.hour < 12 else 'pm'}"


def _require_hearing_stage(act: Act) -> None:
    if act.case.stage is not Stage.HEARING:
        says = "A hearing is scheduled once it is decided that there is a case to answer"
        raise ProcedureBreach(Breach("G-STAGE", "HOUSE", says))


def panel_of(act: Act) -> tuple[Person, ...]:
    """The panel members beside the hearing manager, as a letter names them."""
    held = act.session.exec(
        select(Appointment.person_id).where(
            Appointment.case_id == act.case.id,
            Appointment.role == Role.PANEL_MEMBER,
            col(Appointment.ended_at).is_(None),
        )
    )
    named = (person(known(act.session, each)) for each in held)
    return tuple(each for each in named if each)
