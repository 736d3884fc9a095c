"""Reading hearings."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casework.access import Actor, Role
from casework.allegations.queries import allegations_on
from casework.cases.appointing import holder
from casework.cases.gateway import Act
from casework.cases.models import Case
from casework.cases.visible import VISIBLE_AND_OPEN, for_whom
from casework.database.of_case import rows_of
from casework.database.whose import every_case
from casework.errors import Breach, ProcedureBreach
from casework.hearings.arrangements import PostponementRequest
from casework.hearings.models import Hearing
from casework.hearings.rules import HearingFacts
from casework.people.models import Academy, Person
from casework.working_days import local_day


def hearing_of(session: Session, case_id: UUID) -> Hearing | None:
    return next(iter(rows_of(session, Hearing, case_id)), None)


def to_come(act: Act) -> Hearing:
    """The hearing that was notified and has not been held: what is arranged, is arranged for it.

    Raises:
        ProcedureBreach: there is none, or it was held.
    """
    hearing = hearing_of(act.session, act.case.id)
    if hearing is None or hearing.held_at is not None:
        says = "A hearing has been notified, and has not been held yet"
        raise ProcedureBreach(Breach("G-HRG-2", "ACAS-10", says))
    return hearing


def hearing_facts(session: Session, case_id: UUID, today: date) -> HearingFacts:
    """What the rules about holding the hearing need to know."""
    hearing = hearing_of(session, case_id)
    asked = rows_of(session, PostponementRequest, case_id)
    heard = [each.allegation for each in allegations_on(session, case_id)]
    heard = [each for each in heard if each.to_hearing]
    noticed = any(each.notified_on for each in heard)
    return HearingFacts(
        notified=hearing is not None,
        pack_issued=hearing is not None and hearing.pack_issued_on is not None,
        starts_on=local_day(hearing.starts_at) if hearing else None,
        today=today,
        unanswered=sum(not each.is_answered for each in asked),
        not_notified=sum(noticed and not each.notified_on for each in heard),
    )


@dataclass(frozen=True)
class Preparing:
    """What is in place for a notice, as the checklist shows it."""

    hearing_manager: bool
    note_taker: bool
    allegations: int


def preparing(session: Session, case_id: UUID) -> Preparing:
    to_hearing = [each for each in allegations_on(session, case_id) if each.allegation.to_hearing]
    return Preparing(
        hearing_manager=holder(session, case_id, Role.HEARING_MANAGER) is not None,
        note_taker=holder(session, case_id, Role.NOTE_TAKER) is not None,
        allegations=len(to_hearing),
    )


@dataclass(frozen=True)
class Booked:
    """A hearing to come, as a list shows it."""

    reference: str
    employee: str
    academy: str
    starts_at: datetime
    place: str
    pack_issued: bool
    held: bool


def booked(session: Session, actor: Actor) -> list[Booked]:
    """Hearings to come on cases this person has a part in, the next first."""
    with every_case(session):  # each is asked by its person alone
        rows = session.exec(
            select(Hearing, Case, Person, Academy.name)
            .join(Case, col(Case.id) == Hearing.case_id)
            .join(Person, col(Person.id) == Case.employee_id)
            .join(Academy, col(Academy.id) == Case.academy_id)
            .where(VISIBLE_AND_OPEN, col(Hearing.held_at).is_(None))
            .order_by(col(Hearing.starts_at)),
            params=for_whom(session, actor),
        ).all()
    return [
        Booked(
            case.reference,
            person.name,
            academy,
            hearing.starts_at,
            hearing.place,
            hearing.pack_issued_on is not None,
            case.held_since is not None,
        )
        for hearing, case, person, academy in rows
    ]
