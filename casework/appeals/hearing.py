"""The hearing of an appeal: its notice, which acknowledges the appeal, and its record."""

from dataclasses import replace
from datetime import date, time
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field
from sqlmodel import col, select

from casework.access import Permission, Role
from casework.allegations.letterhead import in_role, letterhead, person
from casework.allegations.queries import allegations_on
from casework.appeals.models import AppealHearing, HeardAs
from casework.appeals.progress import NOTICE_RULES, AppealFacts
from casework.appeals.queries import appeal_facts, appeal_hearing_of, appeal_of, grounds_of
from casework.cases.appointing import holder
from casework.cases.deadlines import due_before, meet, start_clock
from casework.cases.gateway import Act, Command
from casework.cases.models import Appointment
from casework.documents.appeal_letters import AppealHearingNotice, AppealMeeting, GroundLodged
from casework.documents.issuing import Issue, issue
from casework.documents.letters import print_letter
from casework.documents.wording import Contact, Person, Preparation
from casework.errors import NotFound
from casework.hearings.booking import latest_for_companion, spoken_time
from casework.journal import Event
from casework.outcomes.queries import outcome_of
from casework.people.queries import closures, known
from casework.procedure import require
from casework.text import Day, Line, OptionalProse, Prose, read_time
from casework.working_days import (
    local_moment,
    working_days_between,
)

HELD_ON = "T10-H"


class AppealHearingScheduled(Event):
    document: str
    day: date
    heard_as: HeardAs

    def sentence(self) -> str:
        kind = "rehearing" if self.heard_as is HeardAs.REHEARING else "review"
        day = f"{self.day:%-d %B %Y}"
        return (
            f"acknowledged the appeal and sent the notice of its {kind} on {day}, {self.document}"
        )


class ScheduleAppealHearing(Command):
    """Acknowledge the appeal and give notice of its hearing (Acas Code paras 26 to 28).

    Sending it again before the hearing postpones it; the earlier notice is kept.
    """

    permission: ClassVar[Permission] = Permission.SCHEDULE_HEARING
    for_others: ClassVar[frozenset[str]] = frozenset({"why_heard_so", "new_evidence_handled"})

    day: Day = Field(title="the day of the appeal hearing")
    starts: Annotated[time, BeforeValidator(read_time)] = Field(title="the time it starts")
    place: Line = Field(title="the place of the appeal hearing")
    heard_as: HeardAs = Field(title="whether it is a review or a rehearing")
    why_heard_so: Prose = Field(title="why it is heard so")
    new_evidence_handled: Prose = Field(title="how new evidence is handled")
    served_how: Line = Field(title="how the notice is sent")
    shorter_notice_agreed: OptionalProse = Field(
        default=None, title="how the employee agreed in writing to shorter notice"
    )

    def perform(self, act: Act) -> AppealHearingScheduled:
        require(NOTICE_RULES, self._facts(act))
        reference = self._send(act)
        self._set_deadlines(act)
        return AppealHearingScheduled(document=reference, day=self.day, heard_as=self.heard_as)

    def _facts(self, act: Act) -> AppealFacts:
        closed = closures(act.session, act.case.academy_id)
        return replace(
            appeal_facts(act.session, act.case.id, act.today),
            notice_days=working_days_between(act.today, self.day, closed),
            required_days=act.timescale("hearing_notice").value,
            shorter_agreed=self.shorter_notice_agreed is not None and self.day > act.today,
        )

    def _send(self, act: Act) -> str:
        letter = self._letter(act)
        printed = print_letter(letter)
        what = Issue(letter.code, letter.subject, act.actor.name, act.at, self.served_how)
        document = issue(act.session, act.case.id, printed, what)
        hearing = AppealHearing(
            case_id=act.case.id,
            heard_as=self.heard_as,
            why_heard_so=self.why_heard_so,
            starts_at=local_moment(self.day, self.starts),
            place=self.place,
            notice_document_id=document.id,
            served_on=act.today,
            shorter_notice_agreed=self.shorter_notice_agreed,
        )
        if earlier := appeal_hearing_of(act.session, act.case.id):
            hearing.id = earlier.id
        act.session.merge(hearing)
        return document.reference

    def _letter(self, act: Act) -> AppealHearingNotice:
        appeal, outcome = appeal_of(act.session, act.case.id), outcome_of(act.session, act.case.id)
        if appeal is None or outcome is None:
            raise NotFound
        alleged = [
            each for each in allegations_on(act.session, act.case.id) if each.allegation.notified_on
        ]
        return AppealHearingNotice(
            **letterhead(act.session, act.case, alleged, act.today),
            delivery=self.served_how,
            outcome=outcome.sanction.label,
            dismissed=outcome.sanction.is_dismissal,
            received_on=appeal.received_on,
            late_reason=appeal.late_reason or "",
            grounds=tuple(
                GroundLodged(ground=each.kind.label, words=each.words)
                for each in grounds_of(act.session, act.case.id)
            ),
            rehearing=self.heard_as is HeardAs.REHEARING,
            why_heard_so=self.why_heard_so,
            new_evidence=self.new_evidence_handled,
            hearing=self._meeting(act),
            preparation=self._preparation(act),
        )

    def _meeting(self, act: Act) -> AppealMeeting:
        return AppealMeeting(
            day=self.day,
            starts=spoken_time(self.starts),
            place=self.place,
            chair=in_role(act.session, act.case, Role.APPEAL_MANAGER),
            panel=appeal_panel(act),
            decided_by=in_role(act.session, act.case, Role.HEARING_MANAGER),
        )

    def _preparation(self, act: Act) -> Preparation:
        who = contact_of(act)
        papers = due_before(act, "employee_papers", self.day).due_on
        return Preparation(
            contact=who,
            companion_by=papers,
            papers_by=papers,
            witnesses_by=papers,
            postponed_to_at_latest=latest_for_companion(act, self.day),
        )

    def _set_deadlines(self, act: Act) -> None:
        start_clock(act, "T10-P", self.day)
        start_clock(act, HELD_ON, self.day, says=f"Appeal hearing, {spoken_time(self.starts)}")
        meet(act, "T10")


def contact_of(act: Act) -> Contact | None:
    """Whom the employee turns to about the appeal: whoever manages the case."""
    manager = holder(act.session, act.case.id, Role.CASE_MANAGER)
    who = known(act.session, manager) if manager else None
    return Contact(name=who.name, how=who.phone or "") if who else None


def appeal_panel(act: Act) -> tuple[Person, ...]:
    """Those who hear the appeal beside the appeal manager, as a letter names them."""
    held = act.session.exec(
        select(Appointment.person_id).where(
            Appointment.case_id == act.case.id,
            Appointment.role == Role.APPEAL_PANEL_MEMBER,
            col(Appointment.ended_at).is_(None),
        )
    )
    named = (person(known(act.session, each)) for each in held)
    return tuple(each for each in named if each)
