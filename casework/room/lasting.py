"""How long a room lasts: as long as the case, the time to appeal, and a while after."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from casework.appeals.queries import window_ends
from casework.cases.models import Case
from casework.database.whose import every_case
from casework.people.duplicates import same_person
from casework.people.models import Account
from casework.timescales import standing
from casework.working_days import local_day

KEPT = "room_kept"


@dataclass(frozen=True)
class OwnRoom:
    """The one case that an account opens, and whether it still does."""

    reference: str
    over: bool


def room_ends(session: Session, case: Case, today: date) -> date | None:
    """The last day of a case's room; none while the case is open."""
    if case.closed_at is None:
        return None
    closed = local_day(case.closed_at)
    last = max(closed, window_ends(session, case.id) or closed)
    return last + timedelta(days=standing(session, today)[KEPT].value)


def is_over(session: Session, case: Case, today: date) -> bool:
    """Whether the room has come to its end by itself."""
    ends = room_ends(session, case, today)
    return ends is not None and today > ends


def own_room(session: Session, account: Account, at: datetime) -> OwnRoom | None:
    """The room that an account opens; none for an account of the trust."""
    if account.room_of is None:
        return None
    with every_case(session):
        return _found(session, account.room_of, account.person_id, local_day(at))


def _found(session: Session, case_id: UUID, person_id: UUID, today: date) -> OwnRoom:
    case = session.get_one(Case, case_id)
    about_them = case.employee_id in same_person(session, person_id)
    return OwnRoom(case.reference, not about_them or is_over(session, case, today))
