"""What the employee's own page says first: what happens now, what comes next, whom to call."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from casework.access import Permission, Role
from casework.appeals.seen import AppealSeen
from casework.case_file.collected import Collected, collected_on
from casework.case_file.queries import CaseFile
from casework.cases.appointing import holder
from casework.cases.models import Deadline
from casework.cases.stages import Stage
from casework.database.whose import working_on
from casework.particulars import named_contacts, particulars
from casework.people.queries import Known, known
from casework.room.queries import Sent, papers_on
from casework.suspension.queries import InForce, in_force
from casework.working_days import local_day
from web.frame.wording import friendly_clock, long_day

PAPERS = "T7"
NOW: dict[Stage, tuple[str, str]] = {
    Stage.REPORTED: (
        "HR is looking at what was reported.",
        "You are told in writing what happens with it.",
    ),
    Stage.TRIAGE: (
        "HR decides how to deal with what was reported. Nothing has been decided about you.",
        "You are told in writing what happens with it.",
    ),
    Stage.INVESTIGATION: (
        "Somebody is finding out what happened, and looks for what supports you too. Nothing has "
        "been decided.",
        "You are invited to say what happened. Then it is decided whether there is a case to "
        "answer.",
    ),
    Stage.DECISION: (
        "The investigation is finished. It is being decided whether there is a case to answer.",
        "You are told in writing: it ends there, or you are invited to a hearing.",
    ),
    Stage.HEARING: (
        "A hearing is being arranged or held. Nothing is decided before it.",
        "After the hearing you get the decision in writing, with how to appeal.",
    ),
    Stage.OUTCOME: (
        "The hearing was held. The decision is put in writing.",
        "Once you have the letter, you can appeal.",
    ),
    Stage.APPEAL: (
        "You have the decision.",
        "When the time to appeal is over, or an appeal is decided, the case is closed.",
    ),
    Stage.CLOSED: (
        "The case is closed.",
        "Your letters stay here for a while. Save what you want to keep.",
    ),
}


APPEALED = (
    "Your appeal arrived. A hearing of it is being arranged.",
    "You are told in writing when and where it is heard.",
)
LATE = (
    "Your appeal arrived after the time to appeal. HR decides whether it is heard.",
    "You are told in writing.",
)
BOOKED = ("A hearing of your appeal is arranged.", "You are told the result in writing.")
HEARD = (
    "Your appeal was heard. The result is put in writing.",
    "Once you are told, the case ends.",
)
ANSWERED = ("You have the answer to your appeal.", "The case is closed.")


def _now(stage: Stage, appeal: AppealSeen | None) -> tuple[str, str]:
    """What happens now, and what comes next."""
    if stage not in {Stage.OUTCOME, Stage.APPEAL} or appeal is None:
        return NOW[stage]
    lodged, decision, hearing = appeal.lodged, appeal.decision, appeal.hearing
    if lodged.accepted_late is False or (decision and decision.letter_document_id):
        return ANSWERED
    if hearing:
        return HEARD if hearing.held_at else BOOKED
    return APPEALED if lodged.in_time or lodged.accepted_late else LATE


@dataclass(frozen=True)
class InRoom:
    """The parts of the room that are nobody's but the employee's."""

    now: str
    next: str
    dates: list[tuple[str, str]]
    measure: InForce | None
    contact: Known | None
    support: list[tuple[str, str]]
    papers: list[Sent]
    collected: Collected
    may_send: bool

    @property
    def may_take_back(self) -> bool:
        return self.may_send and any(each.waits for each in self.papers)


def in_room(
    session: Session, file: CaseFile, today: date, ends: date | None, appeal: AppealSeen | None
) -> InRoom:
    """What this reader, who is the employee, is told."""
    case = file.case
    now, after = _now(case.stage, appeal)
    with working_on(session, case.id):  # what is said of it is theirs; the rows are not
        measure = in_force(session, case.id, today)
        told = measure if measure and measure.letter_sent else None
        manager = holder(session, case.id, Role.CASE_MANAGER)
        contact = told.contact if told else known(session, manager) if manager else None
        papers, collected = papers_on(session, case.id), collected_on(session, case)
        dates = _dates(session, file, told, None if appeal else ends)
        if appeal and appeal.hearing and not appeal.hearing.held_at:
            dates.append(("Hearing of your appeal", _moment(appeal.hearing.starts_at)))
    return InRoom(
        now=now,
        next=after,
        dates=dates,
        measure=told,
        contact=contact,
        support=named_contacts(particulars(session)["support"]),
        papers=papers,
        collected=collected,
        may_send=file.may(Permission.ANSWER) and case.stage is not Stage.CLOSED,
    )


def _dates(
    session: Session, file: CaseFile, measure: InForce | None, ends: date | None
) -> list[tuple[str, str]]:
    """What comes on which day, as far as they have been told of it."""
    found: list[tuple[date, str, str]] = []
    hearing = file.hearing
    if hearing and not hearing.held_at:
        found.append((_day(hearing.starts_at), "Hearing", _moment(hearing.starts_at)))
        due = select(col(Deadline.due_on)).where(
            Deadline.case_id == file.case.id,
            Deadline.kind == PAPERS,
            col(Deadline.met_at).is_(None),
        )
        if papers := session.exec(due).first():
            found.append((papers, "Send your papers and name your witnesses by", long_day(papers)))
    if measure and measure.review_on:
        day = measure.review_on
        found.append((day, f"{measure.measure.label}, looked at again by", long_day(day)))
    if ends:
        found.append((ends, "Last day to appeal", long_day(ends)))
    return [(label, says) for _, label, says in sorted(found)]


def _day(at: datetime) -> date:
    return local_day(at)


def _moment(at: datetime) -> str:
    return f"{long_day(at)}, {friendly_clock(at)}"
