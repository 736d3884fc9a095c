"""Who decides on an entry: the Principal of the academy or the line manager, never oneself."""

from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from casework.access import Actor, TrustRole
from casework.database.words import Words
from casework.people.models import Person
from casework.registers.kinds import KEPT, Decider, Register

_SAME = Words(text("SELECT same_person(:person)"))
ABOVE = frozenset({TrustRole.CHIEF_EXECUTIVE, TrustRole.HR_DIRECTOR})


def same_person(session: Session, person_id: UUID) -> frozenset[UUID]:
    """Every record of one human."""
    found: list[UUID] = _SAME.ask_one(session, {"person": person_id})[0]
    return frozenset(found)


def may_decide(session: Session, actor: Actor, person_id: UUID, register: Register) -> bool:
    """Whether this actor decides on what a person asked.

    The Principal of their academy, or for clause 3.7 their line manager; where the Principal
    asks, or is away, the chief executive or the Director of HR.
    """
    me = same_person(session, actor.id)
    if person_id in me:
        return False
    if actor.is_any(*ABOVE):
        return True
    person = session.get_one(Person, person_id)
    if KEPT[register].decided_by is Decider.LINE_MANAGER and person.manager_id in me:
        return True
    here = session.get_one(Person, actor.id).academy_id == person.academy_id
    return actor.is_any(TrustRole.PRINCIPAL) and here
