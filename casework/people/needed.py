"""Who must be left: somebody who can sign in and give roles, and somebody who decides on them."""

from uuid import UUID

from sqlmodel import Session, col, func, select

from casework.access import TrustRole
from casework.errors import WrongAnswer
from casework.people.duplicates import same_person
from casework.people.models import COUNTS, Person, Place
from casework.people.queries import IN_USE

# Without one of these nobody could give a role again, or decide on what waits.
NEEDED = frozenset({TrustRole.IT_ADMIN, TrustRole.HR_DIRECTOR})
NOBODY_ELSE = "Nobody else who can sign in is {role}. Give it to somebody first"


def require_another(session: Session, person_id: UUID, role: TrustRole) -> None:
    """Refuse to take a role that is needed, or the account with it, from the last who holds it.

    Raises:
        WrongAnswer: nobody else who can sign in holds it without an end.
    """
    if role not in NEEDED:
        return
    # Two who end each other's would each still see the other.
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext("needed_roles"))))
    others = select(Place.id).where(
        Place.role == role,
        COUNTS,
        col(Place.ends_on).is_(None),
        col(Place.person_id).not_in(same_person(session, person_id)),
        col(Place.person_id).in_(select(Person.id).where(col(Person.left_on).is_(None))),
        col(Place.person_id).in_(IN_USE),
    )
    if session.exec(others).first() is None:
        raise WrongAnswer({"form": NOBODY_ELSE.format(role=role.label)})
