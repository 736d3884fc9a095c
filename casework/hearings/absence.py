"""When the employee does not come: what is known of why, and what must come before going on."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, col, select

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.documents.hearing_letters import HearingInAbsenceNotice
from casework.errors import WrongAnswer
from casework.hearings.arrangements import AbsenceNotice, MissedHearing
from casework.hearings.booking import Clock, Slot, meeting_of, preparation_of, require_to_come
from casework.hearings.models import Hearing
from casework.hearings.moving import letter_start, send, take_place
from casework.hearings.queries import to_come
from casework.hearings.rules import ABSENCE_RULES, WAYS, AbsenceFacts
from casework.journal import Event
from casework.procedure import require
from casework.text import Day, Line, OptionalLine, Prose
from casework.working_days import local_day


class Way(StrEnum):
    """How somebody can take part without being there."""

    WRITTEN = "written"
    REMOTE = "remote"
    COMPANION = "companion"

    @property
    def label(self) -> str:
        return WAYS[self]


class NonAttendanceRecorded(Event):
    day: date
    good_reason: bool

    def sentence(self) -> str:
        why = "with" if self.good_reason else "without"
        return f"recorded that the employee did not come on {self.day:%-d %B %Y}, {why} good reason"


class AbsenceNoticeSent(Event):
    document: str
    day: date

    def sentence(self) -> str:
        return (
            f"sent the notice that the hearing goes on without the employee, {self.document}, "
            f"for {self.day:%-d %B %Y}"
        )


class RecordNonAttendance(Command):
    """Record that the employee did not come, what was asked, and why (Acas Code para 12)."""

    permission: ClassVar[Permission] = Permission.RECORD_HEARING

    asked: Prose = Field(title="what was done to reach them")
    reason: Prose = Field(title="what is known of why")
    good_reason: bool = Field(title="whether there was a good reason")

    def perform(self, act: Act) -> NonAttendanceRecorded:
        hearing = to_come(act)
        if hearing.starts_at > act.at:
            raise WrongAnswer({"form": "The time of the hearing has not come yet"})
        if any(
            each.hearing_at == hearing.starts_at for each in missed_on(act.session, act.case.id)
        ):
            raise WrongAnswer({"form": "This is recorded already. Arrange another day"})
        act.session.add(
            MissedHearing(
                case_id=act.case.id,
                hearing_at=hearing.starts_at,
                recorded_by=act.actor.id,
                recorded_at=act.at,
                **self.model_dump(),
            )
        )
        day = local_day(hearing.starts_at)
        return NonAttendanceRecorded(day=day, good_reason=self.good_reason)


class SendAbsenceNotice(Command):
    """Arrange the hearing once more, and say that it goes on without them (Acas Code para 25).

    Only after they did not come once, adjustments and their health were considered, and they were
    offered to take part otherwise.
    """

    permission: ClassVar[Permission] = Permission.SCHEDULE_HEARING
    for_others: ClassVar[frozenset[str]] = frozenset({"adjustments", "why"})

    day: Day = Field(title="the day of the hearing")
    starts: Clock = Field(title="the time it starts")
    place: OptionalLine = Field(default=None, title="the place")
    adjustments: Prose = Field(title="which adjustments were considered, and what came of it")
    health: Prose = Field(title="what occupational health or their doctor advises")
    offered: list[Way] = Field(default=[], title="how they can take part instead")
    why: Prose = Field(title="why it goes on")
    served_how: Line = Field(title="how the notice is sent")

    def perform(self, act: Act) -> AbsenceNoticeSent:
        hearing = to_come(act)
        slot = Slot(self.day, self.starts, self.place or hearing.place)
        require_to_come(act, slot)
        missed = missed_on(act.session, act.case.id)
        facts = AbsenceFacts(
            missed=len(missed),
            health_considered=bool(self.adjustments and self.health),
            offered=frozenset(self.offered),
            notice_served=True,
        )
        require(ABSENCE_RULES, facts)
        letter = self._letter(act, hearing, slot, missed)
        document = send(act, letter, self.served_how)
        kept = self.model_dump(include={"adjustments", "health", "why"})
        act.session.add(
            AbsenceNotice(
                case_id=act.case.id,
                hearing_at=slot.moment,
                offered=[each.value for each in self.offered],
                document_id=document.id,
                decided_by=act.actor.id,
                decided_at=act.at,
                **kept,
            )
        )
        take_place(act, hearing, slot)
        return AbsenceNoticeSent(document=document.reference, day=self.day)

    def _letter(
        self, act: Act, hearing: Hearing, slot: Slot, missed: list[MissedHearing]
    ) -> HearingInAbsenceNotice:
        return HearingInAbsenceNotice(
            **letter_start(act),
            delivery=self.served_how,
            attempts=tuple(
                f"{local_day(each.hearing_at):%-d %B %Y}. {each.reason}" for each in missed
            ),
            considered=self.adjustments,
            offered=tuple(each.label for each in self.offered),
            why=self.why,
            hearing=meeting_of(act, slot, hearing.presenter_id),
            preparation=preparation_of(act, slot.day),
        )


def missed_on(session: Session, case_id: UUID) -> list[MissedHearing]:
    """Every hearing the employee did not come to, the first first."""
    wanted = select(MissedHearing).where(MissedHearing.case_id == case_id)
    return list(session.exec(wanted.order_by(col(MissedHearing.hearing_at))))


def absence_facts(session: Session, hearing: Hearing) -> AbsenceFacts:
    """What was done before this hearing goes on without the employee."""
    wanted = select(AbsenceNotice).where(AbsenceNotice.case_id == hearing.case_id)
    sent = session.exec(wanted.order_by(col(AbsenceNotice.decided_at).desc())).first()
    return AbsenceFacts(
        missed=len(missed_on(session, hearing.case_id)),
        health_considered=sent is not None,
        offered=frozenset(sent.offered) if sent else frozenset(),
        notice_served=sent is not None and sent.hearing_at == hearing.starts_at,
    )
