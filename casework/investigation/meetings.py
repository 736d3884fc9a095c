"""Hearing people: the employee's meeting, a witness's, and the notes each is shown."""

from datetime import date, time
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field
from sqlmodel import Session, col, select

from casework.access import Permission, Role
from casework.allegations.letterhead import in_role
from casework.cases.gateway import Act, Command, on_case
from casework.cases.stages import Stage
from casework.documents.investigation_letters import MeetingInvitation, WitnessInvitation
from casework.documents.letterhead import Letter
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.investigation.inquiry import InvestigationMeeting
from casework.investigation.notes import NotesOf, share
from casework.investigation.telling import (
    COMPANION,
    contact,
    investigation_letter,
    require_future,
    send,
    to_witness,
)
from casework.journal import Event
from casework.people.queries import known
from casework.reports.safeguarding import require_may_tell
from casework.text import Day, Line, OptionalLine, Prose, read_time
from casework.working_days import local_moment


class MeetingCalled(Event):
    meeting_id: UUID
    document: str
    of_employee: bool

    def sentence(self) -> str:
        who = "the employee" if self.of_employee else "a witness"
        return f"invited {who} to an investigation meeting, {self.document}"


class MeetingHeld(Event):
    meeting_id: UUID
    day: date
    of_employee: bool

    def sentence(self) -> str:
        who = "the employee" if self.of_employee else "a witness"
        return f"heard {who} on {self.day:%-d %B %Y} and shared the notes with them"


class _Invitation(BaseModel):
    """When and where somebody is heard, and about what."""

    day: Day = Field(title="the day of the meeting")
    starts: Annotated[time, BeforeValidator(read_time)] = Field(title="the time it starts")
    place: Line = Field(title="the place of the meeting")
    topics: Prose = Field(title="what they are asked about")
    companion: Line = Field(default=COMPANION, title="who may come along")
    served_how: Line = Field(title="how the letter is sent")

    def said(self, act: Act) -> dict[str, Any]:
        """The part of the letter that is the same for everybody."""
        told = self.model_dump(include={"day", "place", "topics", "companion"})
        return told | {
            "delivery": self.served_how,
            "starts": spoken(self.starts),
            "investigator": in_role(act.session, act.case, Role.INVESTIGATING_OFFICER),
            "contact": contact(act),
        }

    def keep(self, act: Act, letter: Letter, name: str, person_id: UUID | None) -> MeetingCalled:
        """Send the letter, and write down who is to be heard."""
        require_future(self.day, act.today)
        document = send(act, letter, self.served_how)
        meeting = InvestigationMeeting(
            case_id=act.case.id,
            of_employee=isinstance(letter, MeetingInvitation),
            person_id=person_id,
            name=name,
            starts_at=local_moment(self.day, self.starts),
            place=self.place,
            topics=self.topics,
            document_id=document.id,
            invited_by=act.actor.id,
            invited_at=act.at,
        )
        act.session.add(meeting)
        act.session.flush()
        return MeetingCalled(
            meeting_id=meeting.id, document=document.reference, of_employee=meeting.of_employee
        )


class InviteEmployee(_Invitation, Command):
    """Invite the employee to an investigation meeting, L-04 (Acas Code para 7).

    Nothing that follows from the meeting alone can be a sanction.
    """

    permission: ClassVar[Permission] = Permission.INVESTIGATE
    for_others: ClassVar[frozenset[str]] = frozenset({"topics"})

    def perform(self, act: Act) -> MeetingCalled:
        _require_investigation(act)
        require_may_tell(act.session, act.case.id)
        letter = MeetingInvitation(**investigation_letter(act), **self.said(act))
        return self.keep(act, letter, letter.employee, act.case.employee_id)


class InviteWitness(_Invitation, Command):
    """Invite a witness, L-08. The letter does not say whom the case is about."""

    permission: ClassVar[Permission] = Permission.INVESTIGATE
    for_others: ClassVar[frozenset[str]] = frozenset({"topics"})

    person_id: UUID | None = Field(default=None, title="the member of staff")
    name: OptionalLine = Field(default=None, title="the name of somebody else")

    def perform(self, act: Act) -> MeetingCalled:
        _require_investigation(act)
        if (self.person_id is None) == (self.name is None):
            says = "Choose a member of staff, or enter the name of somebody else"
            raise WrongAnswer({"person_id": says})
        if self.person_id is not None and self.person_id == act.case.employee_id:
            says = "The employee is invited with a letter of their own"
            raise WrongAnswer({"person_id": says})
        name = known(act.session, self.person_id).name if self.person_id else self.name or ""
        letter = WitnessInvitation(**to_witness(act, name, self.person_id), **self.said(act))
        return self.keep(act, letter, name, self.person_id)


class RecordMeeting(Command):
    """Record what somebody said, and share the notes with them to agree or dispute."""

    permission: ClassVar[Permission] = Permission.INVESTIGATE

    meeting_id: UUID = Field(title="the meeting")
    held_on: Day = Field(title="the day it was held")
    companion: OptionalLine = Field(default=None, title="who came along")
    notes: Prose = Field(title="the notes of the meeting")

    def perform(self, act: Act) -> MeetingHeld:
        meeting = on_case(act, InvestigationMeeting, self.meeting_id)
        if meeting.notes_id is not None:
            raise WrongAnswer({"meeting_id": "The notes of this meeting are recorded already"})
        if self.held_on > act.today:
            raise WrongAnswer({"held_on": "Enter a day that is not in the future"})
        of = NotesOf.EMPLOYEE_MEETING if meeting.of_employee else NotesOf.WITNESS_MEETING
        notes = share(act, of, meeting.name, self.held_on, self.notes)
        meeting.notes_id, meeting.companion = notes.id, self.companion
        return MeetingHeld(meeting_id=meeting.id, day=self.held_on, of_employee=meeting.of_employee)


def spoken(at: time) -> str:
    """A time as letters write it: 9:30am, 10am."""
    hour, minutes = at.hour % 12 or 12, f":{at.minute:02d}" if at.minute else ""
    return f"{hour}{minutes}{'am' if at.hour < 12 else 'pm'}"


def _require_investigation(act: Act) -> None:
    if act.case.stage is not Stage.INVESTIGATION:
        says = "People are invited while the investigation is under way"
        raise ProcedureBreach(Breach("G-INV-3", "ACAS-05", says))


def meetings_of(session: Session, case_id: UUID) -> list[InvestigationMeeting]:
    """Everybody invited to be heard, the next first."""
    wanted = select(InvestigationMeeting).where(InvestigationMeeting.case_id == case_id)
    return list(session.exec(wanted.order_by(col(InvestigationMeeting.starts_at))))
