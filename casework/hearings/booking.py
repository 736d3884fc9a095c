"""When and where a hearing is, as its letters say it, and the deadlines that follow from it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator
from sqlmodel import col, select

from casework.access import Role
from casework.allegations.letterhead import in_role, person
from casework.cases.appointing import holder
from casework.cases.clocks import CLOCKS, ends
from casework.cases.deadlines import counted, due_before, meet, start_clock
from casework.cases.gateway import Act
from casework.cases.models import Appointment
from casework.documents.wording import Contact, Meeting, Person, Preparation
from casework.errors import WrongAnswer
from casework.hearings.arrangements import CalledWitness, Side
from casework.hearings.models import Hearing
from casework.investigation.meetings import spoken as spoken_time
from casework.people.queries import known
from casework.text import read_nothing, read_time
from casework.working_days import (
    LONDON,
    local_day,
    local_moment,
)

__all__ = ["Slot", "meeting_of", "panel_of", "spoken_time"]

Clock = Annotated[time, BeforeValidator(read_time)]
OptionalClock = Annotated[
    time | None, BeforeValidator(lambda told: read_nothing(told) and read_time(told))
]


@dataclass(frozen=True)
class Slot:
    """A day, a time by the clock in London, and a place."""

    day: date
    starts: time
    place: str

    @property
    def moment(self) -> datetime:
        """The moment it starts.

        Raises:
            WrongAnswer: the clocks go forward over that time, so there is no such time.
        """
        told = local_moment(self.day, self.starts)
        if told.astimezone(LONDON).time() != self.starts:
            says = "There is no such time that day: the clocks go forward over it"
            raise WrongAnswer({"starts": says})
        return told


def slot_of(hearing: Hearing) -> Slot:
    local = hearing.starts_at.astimezone(LONDON)
    return Slot(local.date(), local.time(), hearing.place)


def latest_for_companion(act: Act, day: date) -> date:
    """The end of the fifth working day after the hearing day; a policy may only lengthen it."""
    return counted(act, "T6", day)[0].on


def latest_for_companion_of(day: date, days: int) -> date:
    """The same for a number of days the Trust has set."""
    clock = CLOCKS["T6"]
    return ends(clock, day, max(clock.least, days)).on


def meeting_of(act: Act, slot: Slot, presenter_id: UUID) -> Meeting:
    """The hearing as a letter announces it."""
    return Meeting(
        day=slot.day,
        starts=spoken_time(slot.starts),
        place=slot.place,
        chair=in_role(act.session, act.case, Role.HEARING_MANAGER),
        presenter=person(known(act.session, presenter_id)),
        note_taker=in_role(act.session, act.case, Role.NOTE_TAKER),
        panel=panel_of(act),
        witnesses=tuple(
            Person(name=each.name, role=each.about)
            for each in act.session.exec(
                select(CalledWitness).where(
                    CalledWitness.case_id == act.case.id, CalledWitness.side == Side.MANAGEMENT
                )
            )
        ),
    )


def contact_of(act: Act) -> Contact | None:
    """Whom the employee asks and tells: the case manager."""
    manager = holder(act.session, act.case.id, Role.CASE_MANAGER)
    who = known(act.session, manager) if manager else None
    return Contact(name=who.name, how=who.phone or "") if who else None


def preparation_of(act: Act, day: date) -> Preparation:
    """What the employee may send before a hearing on a day, and until when."""
    papers = due_before(act, "employee_papers", day).due_on
    return Preparation(
        contact=contact_of(act),
        companion_by=papers,
        papers_by=papers,
        witnesses_by=papers,
        postponed_to_at_latest=latest_for_companion(act, day),
    )


def set_deadlines(act: Act, slot: Slot, *, pack_issued: bool = False) -> None:
    """The clocks of a hearing, each in place of the one for an earlier day."""
    meet(act, "T5", "T6")
    if not pack_issued:
        start_clock(act, "T7-P", slot.day)
    start_clock(act, "T7", slot.day)
    start_clock(act, "T5-H", slot.day, says=f"Hearing, {spoken_time(slot.starts)}")


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


def require_to_come(act: Act, slot: Slot) -> None:
    """Refuse a day that is not still to come.

    Raises:
        WrongAnswer: at the day.
    """
    if local_day(slot.moment) <= act.today:
        raise WrongAnswer({"day": "Enter a day after today"})
